// What the person has really seen is read: the chat in view, the tab in front, the end of the timeline in sight.
import { ask } from "./ask.js";
import { pace } from "./pace.js";
import { current, pane, rev, seen } from "./place.js";
import { atEnd } from "./scrolling.js";

const GAP = 1000;
let readTo = {};

async function read() {
  const box = document.getElementById("timeline");
  const chat = current();
  if (!seen() || !document.hasFocus() || !atEnd(box) || pane().dataset.after) return;
  if (!Number(pane().dataset.unread ?? 0) || readTo[chat] >= rev()) return;
  const body = new FormData();
  body.set("rev", rev());
  const to = rev();
  try {
    const { ok } = await ask(pane().dataset.reading, body);
    if (ok) readTo = { ...readTo, [chat]: to };
  } catch {
    // the next look says it again
  }
}

const readSoon = pace(read, GAP);
for (const name of ["chat:updated", "visibilitychange"]) document.addEventListener(name, readSoon);
addEventListener("focus", readSoon);
document.addEventListener("scroll", (event) => event.target.id === "timeline" && readSoon(), { capture: true, passive: true });
