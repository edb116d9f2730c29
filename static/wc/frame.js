// The visitor's chat (CHN-13). Lines come by a cursor, whatever told that there is something new; all are drawn by their number.
import { Refused, get, post } from "./api.js";
import { count, draw, make, press, separate } from "./drawing.js";
import { at, uuid, words } from "./facts.js";
import * as live from "./live.js";
import * as outbox from "./outbox.js";
import { read } from "./store.js";

const box = at("body");
const text = at("text");
const LARGEST = 25 * 1024 * 1024;
const lines = new Map(); // rev → line
let last = 0;
let earlier = false;
let looking = null;
let marked = { delivered: 0, read: 0 };

// what stands where

const acts = {
  press: async (line, place, button) => {
    try {
      await post("presses", { key: uuid(), rev: line.rev, button: place });
      line.pressed = [...(line.pressed ?? []), place];
      press(button);
    } catch (error) {
      complain(error instanceof Refused ? error.message : words.trouble);
    }
  },
  again: outbox.again,
  drop: outbox.drop,
};

const atEnd = () => box.scrollHeight - box.scrollTop - box.clientHeight < 80;
const toEnd = () => (box.scrollTop = box.scrollHeight);

function place(line, fresh) {
  if (lines.has(line.rev) || line.start) return;
  lines.set(line.rev, line);
  box.querySelector(`.msg[data-key="${CSS.escape(line.key ?? "")}"]`)?.remove();
  const quoted = line.reply_to ? lines.get(line.reply_to)?.text ?? "" : "";
  const element = draw(line, acts, quoted);
  if (fresh) element.dataset.fresh = "";
  const after = [...box.querySelectorAll(".msg[data-rev]:not([data-rev=''])")].find((one) => Number(one.dataset.rev) > line.rev);
  const first = after ?? box.querySelector(".msg[data-rev='']");
  if (first) first.before(element);
  else box.append(element);
}

function take(found, fresh) {
  const stays = atEnd();
  const height = box.scrollHeight;
  const own = found.map((line) => ({ ...line, key: line.key?.slice(1) })); // the provider marks a browser's keys with a v
  for (const line of own) {
    if (line.own) outbox.known(line.key);
    place(line, fresh);
  }
  box.querySelector(".hello")?.toggleAttribute("hidden", lines.size > 0 || outbox.waiting().length > 0);
  separate();
  showEarlier();
  showQuick();
  const news = own.filter((line) => !line.own).length;
  if (!fresh && found.length && !stays) box.scrollTop += box.scrollHeight - height;
  else if (stays || own.some((line) => line.own)) toEnd();
  else if (news) at("down").hidden = false;
  if (fresh && news && document.hidden) count(news);
  mark();
}

function showEarlier() {
  box.querySelector(".earlier")?.remove();
  if (!earlier) return;
  const button = make("button", { className: "earlier", type: "button" }, words.earlier);
  button.onclick = async () => {
    button.disabled = true;
    try {
      const page = await get(`lines?before=${Math.min(...lines.keys())}`);
      earlier = page.more;
      take(page.lines, false);
    } catch {
      button.disabled = false;
    }
  };
  box.prepend(button);
}

// Ready answers stand by the field while they belong to the last word.
function showQuick() {
  const newest = lines.get(Math.max(...lines.keys()));
  const quick = at("quick");
  quick.replaceChildren(
    ...(outbox.waiting().length ? [] : newest?.quick ?? []).map((word) =>
      make("button", { type: "button", onclick: () => say(word) }, word),
    ),
  );
  quick.hidden = !quick.childElementCount;
}

function drawWaiting() {
  const stays = atEnd();
  for (const old of box.querySelectorAll(".msg[data-rev='']")) old.remove();
  for (const line of outbox.waiting()) if (!line.hidden) box.append(draw(line, acts));
  box.querySelector(".hello")?.toggleAttribute("hidden", lines.size > 0 || outbox.waiting().length > 0);
  separate();
  showQuick();
  if (stays) toEnd();
}

// what is new

// Fetches all after the cursor; true when the provider was reached, undefined when there was nothing to ask.
function look(rev = Infinity) {
  if (!read("token") || rev <= last) return Promise.resolve(undefined);
  looking ??= fetchNew().finally(() => (looking = null));
  return looking;
}

async function fetchNew() {
  try {
    for (let more = true; more; ) {
      const began = last;
      const page = await get(last ? `lines?after=${last}` : "lines");
      if (!last) earlier = page.more;
      last = Math.max(last, ...page.lines.map((line) => line.rev));
      take(page.lines, began > 0);
      more = began > 0 && page.more;
    }
    return true;
  } catch (error) {
    if (error.code === "closed") close(error.message);
    return error instanceof Refused ? undefined : false;
  }
}

// How far our lines came, and how far they were seen: told when it changed, at most once a second.
let marking = 0;
function mark() {
  clearTimeout(marking);
  marking = setTimeout(async () => {
    const theirs = [...lines.values()].filter((line) => !line.own).map((line) => line.rev);
    const newest = Math.max(0, ...theirs);
    const seen = !document.hidden && document.hasFocus() && atEnd() ? newest : marked.read;
    if (newest <= marked.delivered && seen <= marked.read) return;
    try {
      await post("marks", { delivered: newest, read: seen });
      marked = { delivered: newest, read: seen };
    } catch {
      // told with the next line
    }
  }, 300);
}

// what is said

function say(word, file = null) {
  const line = { key: uuid(), text: word, at: Date.now() };
  if (file) line.file = { look: "file", name: file.name, size: file.size };
  complain("");
  outbox.put(line, file);
  toEnd();
}

function complain(sentence) {
  at("trouble").textContent = sentence;
  at("trouble").hidden = !sentence;
}

function attach(file) {
  if (!file) return;
  if (file.size > LARGEST) return complain(words.large);
  if (/\.(exe|msi|bat|cmd|com|scr|dmg|apk|jar|ps1|vbs)$/i.test(file.name)) return complain(words.program);
  say(text.value.trim(), file);
  text.value = "";
}

function close(sentence) {
  at("state").textContent = sentence;
  at("form").hidden = true;
  show("closed");
}

at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const word = text.value.trim();
  if (!word) return text.focus();
  text.value = "";
  say(word);
  return text.focus();
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !matchMedia("(pointer: coarse)").matches) {
    event.preventDefault();
    at("form").requestSubmit();
  }
});
text.addEventListener("paste", (event) => {
  const [file] = event.clipboardData?.files ?? [];
  if (file) {
    event.preventDefault();
    attach(file);
  }
});
at("attach").addEventListener("click", () => at("file").click());
at("file").addEventListener("change", () => {
  attach(at("file").files[0]);
  at("file").value = "";
});
box.addEventListener("scroll", () => {
  if (atEnd()) {
    at("down").hidden = true;
    mark();
  }
});
at("down").addEventListener("click", toEnd);
for (const moment of ["focus", "pointerdown"]) {
  addEventListener(moment, () => {
    count(0);
    mark();
  });
}
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) count(0);
  mark();
});

// how it stands

function show(state) {
  const bar = at("bar");
  const troubled = state === "offline" || state === "away" || state === "closed";
  if (!at("form").hidden) at("state").textContent = words[state === "away" ? "connecting" : state === "offline" ? "connecting" : state];
  bar.hidden = !troubled;
  bar.textContent = troubled ? words[state] : "";
  document.documentElement.dataset.state = state;
}

outbox.begin(drawWaiting, (line) => {
  take([line], false);
  live.connect();
  look();
});
drawWaiting();
live.begin(show, look);
look();
