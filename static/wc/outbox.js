// What the visitor wrote and the provider has not answered for: kept by its key, sent in order, once.
import { Refused, post, upload } from "./api.js";
import { start } from "./facts.js";
import { read, write } from "./store.js";

const files = new Map(); // keys of lines with files, which live as long as the page
let lines = JSON.parse(read("outbox") ?? "[]");
let running = false;
let changed = () => {};
let arrived = () => {};
let timer = 0;

export const waiting = () => lines;

export function begin(onChange, onArrival) {
  changed = onChange;
  arrived = onArrival;
  for (const line of lines) if (line.state === "sending") line.state = "waiting";
  addEventListener("online", run);
  run();
}

function keep() {
  // A file cannot be kept over a closing of the page: its line would promise what cannot be sent.
  write("outbox", JSON.stringify(lines.filter((line) => !line.file)));
}

export function put(line, file = null) {
  if (start !== null && !read("started")) {
    write("started", "1");
    lines.push({ key: `${line.key}-start`, own: true, hidden: true, text: "", at: line.at, state: "waiting", start });
  }
  if (file) files.set(line.key, file);
  lines.push({ ...line, own: true, state: "waiting" });
  keep();
  changed();
  run();
}

export function again(line) {
  line.state = "waiting";
  delete line.why;
  keep();
  changed();
  run();
}

// The provider has it, though its answer was lost: nothing is to be sent again.
export function known(key) {
  if (!lines.some((one) => one.key === key)) return;
  lines = lines.filter((one) => one.key !== key);
  files.delete(key);
  keep();
}

export function drop(line) {
  lines = lines.filter((one) => one.key !== line.key);
  files.delete(line.key);
  keep();
  changed();
}

export async function run() {
  clearTimeout(timer);
  if (running) return;
  running = true;
  try {
    for (let line; (line = lines.find((one) => one.state !== "failed")); ) {
      if (!navigator.onLine) {
        line.state = "waiting";
        changed();
        return;
      }
      line.state = "sending";
      changed();
      try {
        const { line: kept } = await send(line);
        lines = lines.filter((one) => one !== line);
        files.delete(line.key);
        keep();
        arrived(kept);
      } catch (error) {
        if (!(error instanceof Refused)) {
          line.state = "waiting";
          timer = setTimeout(run, 3000);
          return;
        }
        line.state = "failed";
        line.why = error.message;
        keep();
      } finally {
        changed();
      }
    }
  } finally {
    running = false;
  }
}

function send(line) {
  const fields = { key: line.key, text: line.text };
  if (line.file) return upload(fields, files.get(line.key));
  if (line.start !== undefined) fields.start = line.start;
  return post("lines", fields);
}

