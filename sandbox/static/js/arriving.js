// Arriving by a link: /?kind=telegram&bot=<id or username>[&start=<payload>], what t.me/<bot>?start= is for the real one.
import { bots } from "./bots.js";
import { onPlace, go, place } from "./place.js";
import { say } from "./say.js";

const asked = new URLSearchParams(location.search);
let payload = asked.get("start");

/** The payload that waits for a client, or null. */
export const waitingPayload = () => payload;

/** Go to the bot of the link; the first client chosen presses START with its payload. */
export function arrive() {
  const bot = bots.find((one) => [String(one.id), one.username].includes(asked.get("bot")));
  for (const name of ["kind", "bot", "start"]) asked.delete(name);
  const rest = asked.size ? `?${asked}` : "";
  if (bot) {
    history.replaceState({}, "", `/telegram/${bot.id}${rest}`);
    go(bot.id, 0, true);
  }
  if (payload === null) return;
  onPlace(async () => {
    if (!place().client || payload === null) return;
    const given = payload;
    payload = null;
    await say({ start: given || true });
  });
}
