// Times and sizes as people read them.
import { lang, word } from "./about.js";

const locale = lang === "ru" ? "ru-RU" : "en-GB";
const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
const short = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
const long = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long" });
const whole = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "medium" });
const DAY = 86400000;

const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
const days = (date) => Math.round((midnight(new Date()) - midnight(date)) / DAY);

/** 14:05 */
export const time = (seconds) => clock.format(new Date(seconds * 1000));

/** The full date, for titles. */
export const full = (seconds) => whole.format(new Date(seconds * 1000));

/** Day above messages: Today, Yesterday, 5 May. */
export function day(seconds) {
  const date = new Date(seconds * 1000);
  return { 0: word("today"), 1: word("yesterday") }[days(date)] ?? long.format(date);
}

/** In lists: 14:05 or 5 May. */
export function when(seconds) {
  const date = new Date(seconds * 1000);
  return days(date) === 0 ? clock.format(date) : short.format(date);
}

/** 1,2 MB */
export function size(bytes) {
  const units = word("bytes").split(",");
  let step = 0;
  while (bytes >= 1000 && step < units.length - 1) { bytes /= 1024; step += 1; }
  return `${bytes.toLocaleString(locale, { maximumFractionDigits: step && bytes < 10 ? 1 : 0 })}\u00a0${units[step]}`;
}

/** 0:04 */
export const length = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, "0")}`;
