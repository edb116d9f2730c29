// Which messenger, bot and client are open: in the address, so that Back and reload work.
import { kinds } from "./about.js";

const listeners = [];
const first = new URLSearchParams(location.search).get("kind");
let last = first in kinds ? first : "telegram" in kinds ? "telegram" : Object.keys(kinds)[0];

/** {kind, bot, client}; the ids are numbers where they look like one, 0 when none. */
export function place() {
  const [, kind, bot, client] = location.pathname.match(/^\/([a-z]+)\/(\d+)(?:\/([^/]+))?/) ?? [];
  if (kind in kinds) last = kind;
  return { kind: last, bot: Number(bot ?? 0), client: number(decodeURIComponent(client ?? "0")) };
}

const number = (text) => (/^\d{1,15}$/.test(text) ? Number(text) : text);

/** The open messenger's own. */
export const look = () => kinds[place().kind];

/** The address of a bot or of one of its clients. */
export const pathOf = (bot, client = 0, kind = place().kind) => `/${kind}/${bot}${client ? `/${encodeURIComponent(client)}` : ""}`;

/** Go somewhere; ``replace`` leaves no step in history. */
export function go(bot, client = 0, replace = false, kind = place().kind) {
  const path = pathOf(bot, client, kind);
  if (path !== location.pathname) history[replace ? "replaceState" : "pushState"]({}, "", path + location.search);
  told();
}

/** Call a function whenever the place changes. */
export function onPlace(run) {
  listeners.push(run);
}

function told() {
  document.body.dataset.pane = place().client ? "chat" : "list";
  document.body.dataset.kind = place().kind;
  for (const run of listeners) run();
}

addEventListener("popstate", told);
