// A line that tells something and goes away.
import { at, h } from "./dom.js";

/** Show a text for 5 seconds. */
export function toast(text) {
  const shown = h("div.toast", {}, text);
  at("toasts").append(shown);
  setTimeout(() => shown.remove(), 5000);
}
