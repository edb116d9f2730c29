// Keeps <time data-left> true: how long the messenger still lets us answer. Right without this file, only not ticking.
import { now } from "../moments.js";
import { lookSoon } from "./updating.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const unit = (name) => new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: name, unitDisplay: name === "day" ? "narrow" : "short" });
const units = { minute: unit("minute"), hour: unit("hour"), day: unit("day") };
const said = (count, name) => units[name].format(count).replace(".", "").replace(" ", "\u00a0");

// As common/presenting/moments.py says it.
function words(left) {
  if (left < MINUTE) return document.querySelector("template[data-word=now]")?.content.textContent ?? "";
  if (left < HOUR) return said(Math.floor(left / MINUTE), "minute");
  if (left < 48 * HOUR) return said(Math.floor(left / HOUR), "hour");
  return said(Math.floor(left / (24 * HOUR)), "day");
}

function tick() {
  let over = false;
  for (const element of document.querySelectorAll("time[data-left]")) {
    const left = Date.parse(element.dateTime) - now();
    if (left <= 0 && !element.hasAttribute("data-over")) {
      element.dataset.over = "";
      over ||= Boolean(element.closest("#chat-foot"));
    }
    const text = words(Math.max(left, 0));
    if (text !== element.textContent) element.textContent = text;
    const meter = element.closest(".window")?.querySelector("meter");
    if (meter) meter.value = Math.max(0, Math.floor(left / HOUR));
  }
  if (over) lookSoon(); // the foot says what may be done now
}

setInterval(tick, MINUTE / 4);
for (const name of ["chat:foot", "visibilitychange"]) document.addEventListener(name, tick);
