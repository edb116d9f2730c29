// One sentence above the composer, closed by hand or by the next act.
import { shape } from "./words.js";

/** Shows the sentence in place of the last one. */
export function notice(text) {
  const place = document.getElementById("chat-notice");
  if (!place) return;
  const line = shape("notice");
  line.querySelector("span").textContent = text;
  place.replaceChildren(line);
}

/** Takes the sentence away. */
export const quiet = () => document.getElementById("chat-notice")?.replaceChildren();
