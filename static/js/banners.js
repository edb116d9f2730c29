// Banners on top of the page: offline, reconnecting, live updates paused, catching up. One at a time, the gravest.
import { isOpen } from "./live.js";

const place = document.getElementById("banners");
const ORDER = ["offline", "reconnecting", "paused", "access", "catching-up"];
const shown = new Set();
let drawn = "";

function draw() {
  const name = ORDER.find((each) => shown.has(each)) ?? "";
  if (!place || name === drawn) return;
  drawn = name;
  place.replaceChildren();
  const shape = document.querySelector(`template[data-banner="${name}"]`);
  if (!shape) return;
  const banner = document.createElement("div");
  banner.className = "banner";
  if (shape.dataset.tone) banner.dataset.tone = shape.dataset.tone;
  banner.append(shape.content.cloneNode(true));
  place.append(banner);
}

/** Shows the page's <template data-banner="name"> until `hide(name)`. */
export function show(name) {
  shown.add(name);
  draw();
}

/** Takes the banner away; the next gravest appears if there is one. */
export function hide(name) {
  shown.delete(name);
  draw();
}

const AFTER = 2000;
let timer;
let wasDown = false;

function down() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    wasDown = true;
    const offline = !navigator.onLine;
    (offline ? show : hide)("offline");
    (offline ? hide : show)("reconnecting");
  }, AFTER);
}

function up() {
  clearTimeout(timer);
  hide("offline");
  hide("reconnecting");
  if (!wasDown) return;
  wasDown = false;
  show("catching-up");
  setTimeout(() => hide("catching-up"), AFTER);
}

document.addEventListener("live:down", down);
document.addEventListener("live:open", up);
document.addEventListener("live:paused", () => show("paused"));
document.addEventListener("live:resumed", () => hide("paused"));
document.addEventListener("live:access", () => show("access"));
addEventListener("offline", down);
addEventListener("online", () => {
  if (isOpen() || !document.body.dataset.live) up();
});
