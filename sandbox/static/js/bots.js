// The bot in use: switch above the list, card with token and webhook below it.
import { get, post } from "./api.js";
import { at, h, icon } from "./dom.js";
import { ask } from "./dialogs.js";
import { botFace } from "./faces.js";
import { calm, on } from "./live.js";
import { fill } from "./menus.js";
import { go, onPlace, place } from "./place.js";
import { toast } from "./toasts.js";
import { word } from "./about.js";

export let bots = [];
let loaded = () => {};

/** The bot of the address. */
export const current = () => bots.find((bot) => bot.id === place().bot);

/** Ask for a name and make a bot. */
export async function newBot() {
  const about = await ask(word("new_bot"), [{ name: "name", label: word("bot_name"), required: true }], word("create_bot"));
  const bot = about && await post("telegram/bots", about);
  if (bot) { await load(); go(bot.id); }
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
  bots = (await get("telegram/bots")) ?? bots;
  if (!current() && bots.length) go(bots[0].id, 0, true);
  draw();
  loaded();
}

function draw() {
  const bot = current();
  at("bot-name").textContent = bot?.name ?? word("no_bots");
  at("bot-username").textContent = bot ? `@${bot.username}` : "";
  if (bot) botFace(bot, at("bot-face"));
  fill(at("bot-menu"), [
    ...bots.map((one) => ({ node: botFace(one), text: one.name, more: `@${one.username}`, run: () => go(one.id) })),
    ...(bots.length ? [null] : []),
    { icon: "plus", text: word("new_bot"), run: newBot },
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
