// Pictures of clients and letters of bots.
import { h } from "./dom.js";
import { place } from "./place.js";

/** A client's picture. */
export function clientFace(client) {
  const seen = `${client.photo}${client.name}`;
  return h("img.face", { src: `/_control/${place().kind}/avatar?user=${encodeURIComponent(client.id)}&v=${encodeURIComponent(seen)}`, alt: "", loading: "lazy" });
}

/** A bot's first letter on its colour. */
export function botFace(bot, into = h("span.face")) {
  into.textContent = [...bot.name.trim()][0]?.toUpperCase() ?? "?";
  into.dataset.hue = String((bot.id % 6) + 1);
  return into;
}
