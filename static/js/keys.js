// Keys by their place on the keyboard (event.code), so that they work in any layout.
// An element with data-hotkey="KeyB" or "Shift+KeyE" is clicked; and each key is a cancelable event `key:<combination>`.
import { open } from "./dialog.js";

const SECTIONS = ["inbox", "automator", "broadcasts", "audience", "acquisition", "analytics", "settings"];
const WAIT = 1500;
let leader = 0;

const inField = (target) => target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select");

function combination(event) {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Ctrl");
  if (event.altKey) parts.push("Alt");
  if (event.shiftKey) parts.push("Shift");
  return [...parts, event.code].join("+");
}

function press(combo, event) {
  const told = new CustomEvent(`key:${combo}`, { cancelable: true, detail: { event } });
  if (!document.dispatchEvent(told)) return true;
  if (event.repeat) return false; // a held key may walk a list, but presses nothing twice
  const layer = document.querySelector("dialog[open]") ?? document;
  const element = [...layer.querySelectorAll("[data-hotkey]")].find(
    (each) => each.dataset.hotkey.split(" ").includes(combo) && each.checkVisibility() && !each.disabled,
  );
  if (!element) return false;
  if (element.matches("input:not([type=checkbox], [type=radio]), textarea")) element.focus();
  else element.click();
  return true;
}

function goTo(digit) {
  document.querySelector(`.rail__item[data-key="${SECTIONS[digit - 1]}"]`)?.click();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "Escape") {
    if (!document.querySelector("dialog[open]") && inField(event.target) && !press("Escape", event)) event.target.blur();
    else if (!inField(event.target)) press("Escape", event);
    return;
  }
  const combo = combination(event);
  const letters = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (letters && (inField(event.target) || document.documentElement.dataset.letterKeys === "off")) return;
  if (letters && (event.key === "?" || combo === "Shift+Slash")) {
    open(document.getElementById("keys"));
    event.preventDefault();
    return;
  }
  if (combo === "KeyG") {
    leader = event.timeStamp;
    return;
  }
  if (leader && event.timeStamp - leader < WAIT && /^(Digit|Numpad)[1-7]$/.test(event.code)) {
    leader = 0;
    goTo(Number(event.code.at(-1)));
    event.preventDefault();
    return;
  }
  leader = 0;
  if (press(combo, event)) event.preventDefault();
});
