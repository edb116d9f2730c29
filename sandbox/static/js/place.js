// Which bot and client are open: in the address, so that Back and reload work.
const listeners = [];

/** {bot, client} as numbers, 0 when none. */
export function place() {
  const [, bot, client] = location.pathname.match(/^\/telegram\/(\d+)(?:\/(\d+))?/) ?? [];
  return { bot: Number(bot ?? 0), client: Number(client ?? 0) };
}

/** Go somewhere; ``replace`` leaves no step in history. */
export function go(bot, client = 0, replace = false) {
  const path = `/telegram/${bot}${client ? `/${client}` : ""}`;
  if (path !== location.pathname) history[replace ? "replaceState" : "pushState"]({}, "", path + location.search);
  told();
}

/** Call a function whenever the place changes. */
export function onPlace(run) {
  listeners.push(run);
}

function told() {
  document.body.dataset.pane = place().client ? "chat" : "list";
  for (const run of listeners) run();
}

addEventListener("popstate", told);
