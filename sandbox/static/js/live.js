// News from the sandbox; each kind of news has its listeners.
import { at } from "./dom.js";

const listeners = {};

/** Call a function for news of a kind ("message", "typing", "open" …). */
export function on(kind, heard) {
  (listeners[kind] ??= []).push(heard);
}

/** Begin to listen; after a break everything is asked for anew ("open"). */
export function listen() {
  const source = new EventSource("/_control/events");
  let away;
  source.addEventListener("open", () => { clearTimeout(away); at("offline").hidden = true; tell({ kind: "open" }); });
  source.addEventListener("error", () => { clearTimeout(away); away = setTimeout(() => { at("offline").hidden = false; }, 2000); });
  source.addEventListener("message", (event) => tell(JSON.parse(event.data)));
}

function tell(news) {
  for (const heard of listeners[news.kind] ?? []) heard(news);
}

/** A function that runs at most once in so many milliseconds, the last call counts. */
export function calm(run, pause = 150) {
  let waiting = false;
  let last = 0;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => { waiting = false; last = Date.now(); run(); }, Math.max(0, last + pause - Date.now()));
  };
}
