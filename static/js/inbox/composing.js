// The composer: message or note, Enter sends, drafts are kept, what is sent stands as waiting until the server answered.
import { send as tellServer } from "../live.js";
import * as attached from "./attaching.js";
import * as drafts from "./drafts.js";
import { notice, quiet } from "./noticing.js";
import * as outbox from "./outbox.js";
import { current } from "./place.js";
import { group } from "./merging.js";
import { atEnd, toEnd } from "./scrolling.js";
import { apply } from "./updating.js";
import { shape, word } from "./words.js";

const KEEP = 300;
const TYPING = 2500;
const NOT_TAKEN = new Set([408, 413, 507]); // said before the application saw it: a page of its own
let keeping;
let typedAt = 0;

const form = () => document.getElementById("composer");
const field = () => document.getElementById("composer-text");
const mode = () => form().dataset.mode;

function keep() {
  clearTimeout(keeping);
  if (form()) drafts.write(form().dataset.chat, mode(), field().value);
}

function fill(text) {
  field().value = text;
  field().dispatchEvent(new Event("input", { bubbles: true }));
}

/** Changes between message and note; each has its own draft. */
export function choose(next) {
  if (mode() === next) return;
  keep();
  form().dataset.mode = next;
  form().action = next === "note" ? form().dataset.notes : form().dataset.messages;
  for (const tab of form().querySelectorAll("[role=tab]")) {
    tab.setAttribute("aria-selected", tab.dataset.mode === next);
    tab.tabIndex = tab.dataset.mode === next ? 0 : -1;
  }
  field().placeholder = next === "note" ? field().dataset.placeholderNote : field().dataset.placeholderMessage;
  field().value = drafts.read(form().dataset.chat, next);
}

function bubble(item) {
  const row = shape(item.mode === "note" ? "pending-note" : "pending");
  row.dataset.intent = item.intent;
  row.dataset.ms = Math.floor(item.at / 1000);
  const text = row.querySelector("p[dir]");
  text.prepend(item.text || item.name || "");
  const time = row.querySelector("time");
  const zone = document.documentElement.dataset.zone;
  time.textContent = new Intl.DateTimeFormat("ru", { timeZone: zone, hour: "numeric", minute: "2-digit" }).format(item.at);
  return row;
}

function putBubble(item) {
  const list = document.getElementById("timeline");
  if (!list || list.querySelector(`[data-intent$="${CSS.escape(item.intent)}"]`)) return;
  const row = bubble(item);
  const newer = document.getElementById("newer");
  if (newer) newer.before(row);
  else list.append(row);
  group(list);
}

const find = (intent) => document.querySelector(`[data-pending][data-intent="${CSS.escape(intent)}"]`);

function submit() {
  const text = field().value.replace(/^[\n ]+|[\n ]+$/g, "");
  const file = mode() === "message" ? attached.carried() : null;
  if (!text && !file) return;
  const chat = form().dataset.chat;
  const item = { intent: outbox.uuid(), chat, mode: mode(), text, url: form().action, at: Date.now(), name: file?.file.name };
  drafts.write(chat, item.mode, "");
  fill("");
  attached.clear();
  quiet();
  document.getElementById("unread-line")?.remove();
  putBubble(item);
  toEnd(document.getElementById("timeline"));
  outbox.put(item, file);
  tellServer({ type: "typing", chat: Number(chat), mode: "" });
  typedAt = 0;
}

function restore() {
  if (!form()) return;
  const chat = form().dataset.chat;
  const note = drafts.read(chat, "note");
  const message = drafts.read(chat, "message");
  if (!field().value) {
    if (form().dataset.writes === undefined) {
      // What was typed for the client stays, as a note's draft: the chat is another's now.
      field().value = note || message;
      if (field().value && form().hidden && !document.querySelector("[data-act=taking]")) form().hidden = false;
    } else field().value = mode() === "note" ? note : message;
  }
  const emoji = document.getElementById("emoji-button");
  if (emoji) emoji.hidden = false;
}

document.addEventListener("submit", (event) => {
  if (event.target.id !== "composer") return;
  event.preventDefault();
  submit();
});
document.addEventListener("keydown", (event) => {
  if (!event.target.matches?.("#composer-text") || event.key !== "Enter" || event.isComposing) return;
  if (event.shiftKey || event.altKey || !matchMedia("(pointer: fine)").matches) return;
  event.preventDefault();
  submit();
});
document.addEventListener("input", (event) => {
  if (event.target.id !== "composer-text") return;
  clearTimeout(keeping);
  keeping = setTimeout(keep, KEEP);
  const limit = Number(form().dataset.limit);
  if (mode() === "message" && limit && field().value.length > limit) notice(word("too-long"));
  if (!field().value) return;
  const now = performance.now();
  if (now - typedAt > TYPING || !typedAt) {
    typedAt = now;
    tellServer({ type: "typing", chat: Number(form().dataset.chat), mode: mode() });
  }
});
document.addEventListener("click", (event) => {
  const tab = event.target.closest("#composer [role=tab]");
  if (tab) {
    // The key N presses the note's tab (a press without a pointer); pressed again it goes back to the message.
    const back = event.detail === 0 && mode() === "note" && form().dataset.writes !== undefined;
    choose(back ? "message" : tab.dataset.mode);
    field().focus();
  }
  if (event.target.closest("[data-note]")) {
    event.preventDefault();
    form().hidden = false;
    choose("note");
    field().focus();
  }
});
document.addEventListener("outbox:sent", (event) => {
  if (event.detail.chat !== current()) return;
  apply(event.detail.page);
  const row = find(event.detail.intent);
  if (row) holdRemove(row);
});
document.addEventListener("outbox:refused", (event) => {
  const { chat, mode: of, text, intent, page, status } = event.detail;
  find(intent)?.remove();
  const kept = drafts.read(chat, of);
  drafts.write(chat, of, kept ? `${text}\n${kept}` : text);
  if (chat !== current()) return;
  apply(page);
  if (NOT_TAKEN.has(status)) notice(page.querySelector("main p")?.textContent ?? "");
  if (form() && (mode() === of || form().dataset.writes === undefined)) field().value = drafts.read(chat, of);
  if (form()) form().hidden = false;
});
document.addEventListener("outbox:lost", (event) => {
  const { chat, mode: of, text, intent } = event.detail;
  find(intent)?.remove();
  if (text) drafts.write(chat, of, text);
  if (chat !== current()) return;
  notice(word("file-lost"));
  restore();
});

function holdRemove(row) {
  const list = document.getElementById("timeline");
  const end = atEnd(list);
  row.remove();
  group(list);
  if (end) toEnd(list);
}

document.addEventListener("chat:foot-leaving", keep);
document.addEventListener("chat:leaving", keep);
document.addEventListener("chat:foot", (event) => {
  restore();
  if (event.detail.focused && form() && !form().hidden) field().focus();
});
document.addEventListener("chat:opened", () => {
  restore();
  for (const item of outbox.waiting(current())) putBubble(item);
  const list = document.getElementById("timeline");
  if (list && !document.getElementById("unread-line") && !document.querySelector(".msg--found")) toEnd(list);
});
addEventListener("pagehide", keep);
