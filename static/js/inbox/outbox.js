// What was sent from the composer waits here until the server has answered; it survives a lost connection and a reload.
// Each sending has one uuid, so that a repeat never doubles it.
import { ask } from "./ask.js";
import { key, rev, tell } from "./place.js";

const RETRY = 5000;
const UPLOADING = 300_000;
const files = new Map();
let timer;

function all() {
  try {
    return JSON.parse(localStorage.getItem(key("outbox")) ?? "[]");
  } catch {
    return [];
  }
}

function save(items) {
  try {
    localStorage.setItem(key("outbox"), JSON.stringify(items));
  } catch {
    // storage is full: what is in memory still goes out
  }
}

const drop = (intent) => {
  files.delete(intent);
  save(all().filter((item) => item.intent !== intent));
};

/** What of a chat still waits. */
export const waiting = (chat) => all().filter((item) => item.chat === chat);

/** A new uuid, also where the page has no secure context. */
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Takes {intent, chat, mode, text, url, at}, and {file, as} or null, and sends it as soon as it can. */
export function put(item, carried) {
  if (carried) files.set(item.intent, carried.file);
  save([...all(), { ...item, as: carried?.as ?? "" }]);
  flush();
}

function body(item) {
  const form = new FormData();
  form.set("text", item.text);
  form.set("intent", item.intent);
  form.set("rev", rev());
  if (item.as) form.set(item.as, files.get(item.intent), files.get(item.intent).name);
  return form;
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(flush, RETRY);
}

async function sendAll() {
  for (const item of all()) {
    if (item.as && !files.has(item.intent)) {
      drop(item.intent);
      tell("outbox:lost", item);
      continue;
    }
    let answer;
    try {
      answer = await ask(item.url, body(item), item.as ? UPLOADING : undefined);
    } catch {
      later();
      return;
    }
    if ((answer.status >= 500 && answer.status !== 507) || answer.status === 429 || answer.status === 401) {
      later();
      return;
    }
    drop(item.intent);
    if (answer.ok) tell("outbox:sent", { ...item, page: answer.page });
    else tell("outbox:refused", { ...item, page: answer.page, status: answer.status });
  }
}

/** Sends what waits, in order; one page of this browser at a time. */
export async function flush() {
  if (!all().length) return;
  if (navigator.locks) await navigator.locks.request(key("outbox"), sendAll);
  else await sendAll();
}

for (const name of ["live:open", "live:catchup"]) document.addEventListener(name, flush);
addEventListener("online", flush);
