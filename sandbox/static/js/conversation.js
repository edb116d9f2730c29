// The open conversation: loaded whole, drawn where it changed.
import { get, post } from "./api.js";
import { bubble } from "./bubbles.js";
import { at, h } from "./dom.js";
import { day } from "./formats.js";
import { calm, on } from "./live.js";
import { look, onPlace, place } from "./place.js";
import { toast } from "./toasts.js";
import { word } from "./about.js";

const SHOWN = 300;
const CLOSE = 300; // seconds between messages that stand together
let messages = [];
let standing = null;
let drawn = new Map();
let stuck = true; // the last message is in sight and stays so
let changed = () => {};
let acts = {};

/** Begin. ``then(standing)`` runs after loading; ``given`` are what bubbles can do: {reply, edit}. */
export function watchConversation(then, given) {
  changed = then;
  acts = { ...given, press, remove };
  const again = calm(load, 100);
  on("message", (news) => { if (here(news)) again(); });
  on("chat", (news) => { if (here(news)) again(); });
  on("typing", (news) => { if (here(news)) again(); });
  on("pending", (news) => { if (news.bot === place().bot) again(); });
  on("toast", (news) => { if (here(news)) { again(); if (news.text) toast(news.text); } });
  on("reset", again);
  on("open", again);
  onPlace(() => { messages = []; drawn = new Map(); at("messages").replaceChildren(); load(true); });
  at("to-end").addEventListener("click", () => toEnd("smooth"));
  at("timeline").addEventListener("scroll", () => { stuck = atEnd(); if (stuck) at("to-end").hidden = true; });
  const held = new ResizeObserver(() => { if (stuck) toEnd(); });
  held.observe(at("messages"));
  held.observe(at("timeline"));
}

/** The chat's standing: {id, name, started, blocked, keyboard, typing …} or null. */
export const state = () => standing;

/** Scroll to the last message. */
export function toEnd(behavior = "instant") {
  at("timeline").scrollTo({ top: at("timeline").scrollHeight, behavior });
}

const here = (news) => news.bot === place().bot && news.user === place().client;
const atEnd = () => at("timeline").scrollHeight - at("timeline").scrollTop - at("timeline").clientHeight < 90;

async function load(fresh = false) {
  const { kind, bot, client } = place();
  if (!client) { standing = null; changed(null); return; }
  const [found, about] = await Promise.all([
    get(`${kind}/received`, { bot, user: client, all: 1 }), get(`${kind}/chat`, { bot, user: client }),
  ]);
  if (!found || !about || place().client !== client) return;
  const stay = !fresh && !stuck;
  const more = found.length > messages.length;
  [messages, standing] = [found, about];
  draw();
  changed(standing);
  look_(messages);
  if (!stay) { stuck = true; toEnd(); }
  else if (more) at("to-end").hidden = false;
  if (standing.typing) setTimeout(calm(load), 5200);
}

// a messenger that tells the bot of it hears that the client has looked
function look_(shown) {
  if (!look().seen || document.hidden) return;
  if (shown.some((one) => one.from === "bot" && one.delivered && !one.seen)) {
    const { kind, bot, client } = place();
    post(`${kind}/say`, { bot, user: { id: client }, seen: true });
  }
}

function draw() {
  const nodes = [];
  const groups = grouped(messages.filter((one) => !one.deleted).slice(-SHOWN));
  const find = (id) => messages.find((one) => one.message_id === id);
  const fresh = new Map();
  let date = "";
  groups.forEach((group, number) => {
    const [first, next] = [group[0], groups[number + 1]?.[0]];
    if (day(first.time) !== date) {
      date = day(first.time);
      nodes.push(kept(fresh, `day ${date}`, date, () => h("li.day", {}, h("span", {}, date))));
    }
    const last = !next || next.from !== first.from || next.time - first.time > CLOSE;
    const waiting = standing.waiting.filter((id) => id === first.message_id);
    nodes.push(kept(fresh, first.message_id, JSON.stringify([group, last, waiting]), () => bubble(group, { last, find, waiting, acts })));
  });
  drawn = fresh;
  place_(nodes);
  at("messages").classList.toggle("is-empty", nodes.length === 0);
  at("messages").dataset.empty = word("empty_chat");
}

// a node is made anew only when what it shows changed
function kept(fresh, key, sign, make) {
  const before = drawn.get(key);
  const node = before?.sign === sign ? before.node : make();
  fresh.set(key, { sign, node });
  return node;
}

function place_(nodes) {
  const list = at("messages");
  nodes.forEach((node, number) => { if (list.children[number] !== node) list.insertBefore(node, list.children[number] ?? null); });
  while (list.children.length > nodes.length) list.lastChild.remove();
}

function grouped(shown) {
  const groups = [];
  for (const one of shown) {
    const before = groups.at(-1);
    if (one.album && before?.[0].album === one.album) before.push(one);
    else groups.push([one]);
  }
  return groups;
}

function press(message, data) {
  const { kind, bot, client } = place();
  return post(`${kind}/say`, { bot, user: { id: client }, press: { message_id: message.message_id, data } });
}

function remove(message) {
  const { kind, bot, client } = place();
  return post(`${kind}/say`, { bot, user: { id: client }, delete: { message_id: message.message_id } });
}
