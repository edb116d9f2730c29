// The bot in use: switch above the list, card with token and webhook below it.
import { get, post } from "./api.js";
import { at, h, icon } from "./dom.js";
import { ask } from "./dialogs.js";
import { botFace } from "./faces.js";
import { calm, on } from "./live.js";
import { fill } from "./menus.js";
import { go, onPlace, place } from "./place.js";
import { toast } from "./toasts.js";
import { kinds, word } from "./about.js";

export let bots = [];
let loaded = () => {};

/** The bot of the address. */
export const current = () => bots.find((bot) => bot.id === place().bot && bot.kind === place().kind);

/** Ask for a name and make a bot. */
export async function newBot(kind = place().kind) {
  const about = await ask(`${word("new_bot")} · ${kinds[kind].name}`, [{ name: "name", label: word("bot_name"), required: true }], word("create_bot"));
  const bot = about && await post(`${kind}/bots`, about);
  if (bot) { await load(); go(bot.id, 0, false, kind); }
}

/** Begin; ``then`` runs after each loading. */
export async function watchBots(then) {
  loaded = then;
  const again = calm(load, 400);
  for (const kind of ["bots", "pending", "reset", "open"]) on(kind, again);
  onPlace(draw);
  await load();
}

async function load() {
  const found = await Promise.all(Object.keys(kinds).map(async (kind) => {
    const of = await get(`${kind}/bots`);
    return of ? of.map((bot) => ({ ...bot, kind })) : bots.filter((bot) => bot.kind === kind);
  }));
  bots = found.flat();
  const near = bots.find((bot) => bot.kind === place().kind) ?? bots[0];
  if (!current() && near) go(near.id, 0, true, near.kind);
  draw();
  loaded();
}

function draw() {
  const bot = current();
  at("bot-name").textContent = bot?.name ?? word("no_bots");
  at("bot-username").textContent = bot ? `@${bot.username}` : "";
  if (bot) botFace(bot, at("bot-face"));
  fill(at("bot-menu"), [
    ...bots.map((one) => ({ node: botFace(one), text: one.name, more: `${kinds[one.kind].name} · @${one.username}`, run: () => go(one.id, 0, false, one.kind) })),
    ...(bots.length ? [null] : []),
    ...Object.entries(kinds).map(([kind, { name }]) => ({ icon: "plus", text: `${word("new_bot")} · ${name}`, run: () => newBot(kind) })),
  ]);
  drawCard(bot);
}

function drawCard(bot) {
  const card = at("bot-card");
  card.hidden = !bot;
  if (!bot) return;
  const state = bot.revoked ? word("revoked") : bot.webhook ? new URL(bot.webhook).host : word("no_webhook");
  card.classList.toggle("bot-card--bad", Boolean(bot.revoked || (bot.pending && bot.last_error)));
  card.replaceChildren(
    icon(bot.webhook && !bot.revoked ? "webhook" : "unplug"),
    h("span", { title: bot.webhook }, state, h("small", {}, bot.pending ? word("waiting", { n: bot.pending }) + (bot.last_error ? ` · ${bot.last_error}` : "") : `@${bot.username}`)),
    h("button.chip", { type: "button", onclick: () => copy(bot.token) }, icon("copy"), word("copy_token")),
  );
}

async function copy(text) {
  await navigator.clipboard?.writeText(text);
  toast(word("copied"));
}
