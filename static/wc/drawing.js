// Lines as elements. What people wrote is put in as text alone; addresses are made links only when they begin with http.
import { at, fill, language, words } from "./facts.js";

const box = at("body");
const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
const date = new Intl.DateTimeFormat(language, { day: "numeric", month: "long" });
const figures = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const ICONS = {
  file: "M15 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V7Z M14 2v4a2 2 0 0 0 2 2h4",
  out: "M15 3h6v6 M10 14 21 3 M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6",
  check: "M20 6 9 17l-5-5",
};

export function make(tag, facts = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(facts)) {
    if (name in element && name !== "list") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...inside.filter((one) => one !== null && one !== ""));
  return element;
}

function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export function size(bytes) {
  const names = words.bytes.split(" ");
  let place = 0;
  let left = bytes;
  while (left >= 1024 && place < names.length - 1) {
    left /= 1024;
    place += 1;
  }
  return `${figures.format(left)} ${names[place]}`;
}

function linked(text) {
  const found = [];
  let last = 0;
  for (const one of text.matchAll(/https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}»]/g)) {
    found.push(text.slice(last, one.index), make("a", { href: one[0], target: "_blank", rel: "noopener noreferrer nofollow" }, one[0]));
    last = one.index + one[0].length;
  }
  return [...found, text.slice(last)];
}

const opened = (url) => ({ href: url, target: "_blank", rel: "noopener noreferrer" });

function carried(file) {
  if (file.look === "image") {
    const facts = { src: file.url, alt: file.name || words.picture, loading: "lazy", decoding: "async" };
    if (file.width) Object.assign(facts, { width: file.width, height: file.height });
    return make("a", opened(file.url), make("img", facts));
  }
  if (file.look === "audio" || file.look === "video") {
    return make(file.look, { className: "media", src: file.url, controls: true, preload: "metadata", "aria-label": file.name });
  }
  const inside = [icon("file"), make("span", {}, make("b", {}, file.name), make("small", {}, size(file.size)))];
  return file.url ? make("a", { className: "doc", ...opened(file.url), "aria-label": `${words.download}: ${file.name}` }, ...inside) : make("span", { className: "doc" }, ...inside);
}

function bubble(line, quoted) {
  const text = line.text ? make("p", {}, ...linked(line.text)) : null;
  const quote = quoted ? make("blockquote", { className: "quote" }, quoted) : null;
  if (line.file?.look === "image") return make("div", { className: "bubble bubble--pic" }, quote, carried(line.file), text);
  return make("div", { className: "bubble" }, quote, line.file ? carried(line.file) : null, text);
}

function buttons(line, onPress) {
  if (!line.buttons) return null;
  return make(
    "div",
    { className: "buttons", role: "group" },
    ...line.buttons.map((one, place) => {
      if (one.url) return make("a", opened(one.url), one.text, icon("out"));
      const pressed = Boolean(line.pressed?.includes(place));
      const button = make("button", { type: "button", "aria-pressed": String(pressed) }, one.text, pressed ? icon("check") : null);
      button.onclick = () => onPress(line, place, button);
      return button;
    }),
  );
}

export function press(button) {
  if (button.getAttribute("aria-pressed") === "true") return;
  button.setAttribute("aria-pressed", "true");
  button.append(icon("check"));
}

// One line; `acts` are {press, again, drop}. `line.state` is of the visitor's own: sending, waiting, failed, sent.
export function draw(line, acts, quoted = "") {
  const at = new Date(line.at);
  const who = make("span", { className: "sr" }, `${line.own ? words.you : words.they}: `);
  const time = make("time", { dateTime: at.toISOString() }, clock.format(at));
  const element = make("article", { className: "msg" }, who, bubble(line, quoted), buttons(line, acts.press));
  element.dataset.rev = line.rev ?? "";
  element.dataset.day = at.toDateString();
  if (line.own) {
    element.dataset.own = "";
    element.dataset.state = line.state ?? "sent";
    element.dataset.key = line.key;
  }
  const meta = make("div", { className: "meta" }, time);
  if (line.own) meta.append(" · ", line.state === "failed" && line.why ? line.why : words[line.state ?? "sent"]);
  if (line.state === "failed") {
    meta.append(make("button", { type: "button", onclick: () => acts.again(line) }, words.again));
    meta.append(make("button", { type: "button", onclick: () => acts.drop(line) }, words.drop));
  }
  element.append(meta);
  return element;
}

// Days between lines, each said once.
export function separate() {
  for (const old of box.querySelectorAll(".day")) old.remove();
  let day = "";
  for (const line of box.querySelectorAll(".msg")) {
    if (line.dataset.day !== day) {
      day = line.dataset.day;
      line.before(make("div", { className: "day" }, named(new Date(day))));
    }
  }
}

function named(day) {
  const today = new Date().toDateString();
  const yesterday = new Date(Date.now() - 86400000).toDateString();
  if (day.toDateString() === today) return words.today;
  return day.toDateString() === yesterday ? words.yesterday : date.format(day);
}

let unread = 0;
const title = document.title;
export function count(more) {
  unread = more ? unread + more : 0;
  document.title = unread ? `${fill("unread", { n: unread })} · ${title}` : title;
}
