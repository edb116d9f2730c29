// List, chat and card are addresses; this module changes them without loading the page. Without scripts links do the same.
import { ask } from "./ask.js";
import { current, pane, tell } from "./place.js";
import { shape } from "./words.js";

const QUIET = 300;
const CHAT = /\/chats\/(\d+)\/(card\/)?$/;
let turn = 0;

const card = () => document.getElementById("card");
const overlaid = () => getComputedStyle(card()).position === "absolute";

function mark(chat) {
  for (const link of document.querySelectorAll("#list [data-open]")) {
    if (link.dataset.open === chat) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function replace(page) {
  const fresh = page.getElementById("chat");
  pane().replaceWith(fresh);
  const aside = page.getElementById("card");
  if (aside) {
    card().replaceWith(aside);
    globalThis.htmx?.process(aside);
    if (document.body.dataset.card === "off" && !localStorage.getItem("wepster:card-off")) delete document.body.dataset.card;
  }
  if (page.title) tell("page:title", { title: page.title });
  mark(current());
  tell("chat:opened");
}

function stand(name) {
  document.body.dataset.pane = name;
}

/** Opens the chat at `url`; `push` adds to the history, `focus` goes to the composer. */
export async function open(url, { push = true, name = "chat", focus = false } = {}) {
  const mine = ++turn;
  const address = new URL(url, location.href);
  const chat = address.pathname.match(CHAT)?.[1] ?? "";
  if (push) history.pushState({ from: document.body.dataset.pane }, "", address);
  stand(name);
  mark(chat);
  tell("chat:leaving");
  const slow = setTimeout(() => pane().replaceWith(shape("chat")), QUIET);
  const ask_ = new URL(address);
  ask_.searchParams.set("part", "chat");
  try {
    const { ok, status, page } = await ask(ask_);
    clearTimeout(slow);
    if (mine !== turn) return;
    if (ok) {
      replace(page);
      if (focus) document.getElementById("composer-text")?.focus();
    } else if (status === 404 || status === 403) {
      gone();
    } else {
      failed(address);
    }
  } catch {
    clearTimeout(slow);
    if (mine === turn) failed(address);
  }
}

function failed(url) {
  const shown = shape("failed");
  shown.querySelector("[data-retry]").addEventListener("click", () => open(url, { push: false }));
  pane().replaceWith(shown);
}

function gone() {
  pane().replaceWith(shape("gone"));
  document.body.dataset.card = "off";
  tell("chat:closed");
}

/** Goes to the list's address and pane. */
export function toList(push = true) {
  if (history.state?.from === "list" && push) {
    history.back();
    return;
  }
  if (push) history.pushState({}, "", document.getElementById("list").dataset.url);
  stand("list");
}

function toCard() {
  if (!overlaid()) {
    const off = document.body.dataset.card === "off";
    if (off) delete document.body.dataset.card;
    else document.body.dataset.card = "off";
    if (off) localStorage.removeItem("wepster:card-off");
    else localStorage.setItem("wepster:card-off", "1");
    return;
  }
  if (document.body.dataset.pane === "card") {
    toChat();
    return;
  }
  history.pushState({ from: "chat" }, "", `${pane().dataset.url}card/${location.search}`);
  stand("card");
  card().querySelector("button, a")?.focus();
}

function toChat() {
  if (!overlaid()) {
    toCard();
    return;
  }
  if (history.state?.from === "chat") history.back();
  else {
    history.pushState({}, "", `${pane().dataset.url}${location.search}`);
    stand("chat");
  }
  document.querySelector("#chat-head [data-go=card]")?.focus();
}

const plain = (event) => event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

document.addEventListener("click", (event) => {
  if (!plain(event) || event.defaultPrevented) return;
  const row = event.target.closest("[data-open]");
  if (row) {
    event.preventDefault();
    const byHand = event.detail > 0 && matchMedia("(pointer: fine)").matches;
    if (row.dataset.open !== current()) open(row.href, { focus: byHand });
    else if (document.body.dataset.pane === "list") open(row.href);
    return;
  }
  const go = event.target.closest("[data-go]");
  if (!go || !current()) return;
  event.preventDefault();
  if (go.dataset.go === "list") toList();
  else if (go.dataset.go === "card") toCard();
  else toChat();
});
document.addEventListener("click", (event) => {
  const newer = event.target.closest("[data-newer], #jump");
  if (newer && pane().dataset.after) {
    event.preventDefault();
    open(pane().dataset.url + location.search.replace(/[?&](entry|before)=[^&]*/g, ""), { push: false });
  }
});

addEventListener("popstate", () => {
  const found = location.pathname.match(CHAT);
  if (!found) {
    stand("list");
    tell("list:address");
    return;
  }
  const name = found[2] ? "card" : "chat";
  if (found[1] !== current()) open(location.href, { push: false, name });
  else stand(name);
});
document.addEventListener("chat:reload", () => open(location.href, { push: false, name: document.body.dataset.pane }));
document.addEventListener("chat:gone", gone);
if (localStorage.getItem("wepster:card-off")) document.body.dataset.card = "off";
