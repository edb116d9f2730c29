// Keeps <time data-when="list|ago"> true as time goes: "2 min", "10:48", "yesterday", "18 Apr".
// The server's clock, zone and language rule (data-now, data-zone, lang on <html>).
const root = document.documentElement;
const skew = root.dataset.now ? Date.parse(root.dataset.now) - Date.now() : 0;
const lang = root.lang;
const zone = root.dataset.zone || "UTC";
const format = (options) => new Intl.DateTimeFormat(lang, { timeZone: zone, ...options });
const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "numeric", minute: "2-digit" });
const date = new Intl.DateTimeFormat("en-CA", { timeZone: zone });
const near = new Intl.RelativeTimeFormat(lang, { numeric: "auto" });
const minutes = new Intl.NumberFormat(lang, { style: "unit", unit: "minute", unitDisplay: "short" });
const MINUTE = 60_000;
const DAY = 86_400_000;

/** The server's time now, in milliseconds. */
export const now = () => Date.now() + skew;

/** A moment in words, as common/presenting/moments.py says it. */
export function words(moment, style, at = now()) {
  const ago = Math.floor((at - moment) / MINUTE);
  if (style === "ago" && ago >= 0 && ago < 60) {
    if (ago < 1) return document.querySelector("template[data-word=now]")?.content.textContent ?? "";
    return minutes.format(ago).replace(".", "").replace(" ", "\u00a0");
  }
  const days = Math.round((Date.parse(date.format(at)) - Date.parse(date.format(moment))) / DAY);
  if (days === 0) return clock.format(moment).replace(/^0(?=\d)/, "");
  if (days === 1) return near.format(-1, "day");
  const sameYear = date.format(at).slice(0, 4) === date.format(moment).slice(0, 4);
  const parts = format({ day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) }).formatToParts(moment);
  const part = (type) => parts.find((each) => each.type === type)?.value.replace(".", "") ?? "";
  return [part("day"), part("month"), part("year")].filter(Boolean).join(" ");
}

function refresh() {
  for (const element of document.querySelectorAll("time[data-when]")) {
    const text = words(Date.parse(element.dateTime), element.dataset.when);
    if (text && text !== element.textContent) element.textContent = text;
  }
}

setInterval(refresh, MINUTE / 2);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) refresh();
});
