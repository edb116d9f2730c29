// Arriving by a link: /?kind=telegram&bot=<id or username>[&start=<payload>], what t.me/<bot>?start= is for the real one.
import { bots } from "./bots.js";
import { onPlace, go, pathOf, place } from "./place.js";
import { say } from "./say.js";

const asked = new URLSearchParams(location.search);
let payload = asked.get("start");

/** The payload that waits for a client, or null. */
export const waitingPayload = () => payload;

/** Go to the bot of the link; the first client chosen presses START with its payload. */
export function arrive() {
  const wanted = asked.get("bot");
  const kind = asked.get("kind") ?? place().kind;
  const bot = bots.find((one) => one.kind === kind && [String(one.id), one.account, one.username].includes(wanted));
  for (const name of ["kind", "bot", "start"]) asked.delete(name);
  const rest = asked.size ? `?${asked}` : "";
  if (bot) {
    history.replaceState({}, "", `${pathOf(bot.id, 0, kind)}${rest}`);
    go(bot.id, 0, true, kind);
  }
  if (payload === null) return;
  onPlace(async () => {
    if (!place().client || payload === null) return;
    const given = payload;
    payload = null;
    await say({ start: given || true });
  });
}
