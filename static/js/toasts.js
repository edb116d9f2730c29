// Toasts: 5 s, 10 s with «Undo» (data-stay), wait under the pointer or focus; errors stay until closed.
const region = document.getElementById("toasts");
const STAY = 5;
const FADE = 120;

function leave(toast) {
  toast.dataset.leaving = "";
  setTimeout(() => toast.remove(), FADE);
}

function watch(toast) {
  if (toast.dataset.watched !== undefined) return;
  toast.dataset.watched = "";
  toast.querySelector("[data-dismiss]")?.addEventListener("click", () => leave(toast));
  if (toast.dataset.tone === "danger") return;
  let timer;
  const start = () => {
    clearTimeout(timer);
    timer = setTimeout(() => leave(toast), (Number(toast.dataset.stay) || STAY) * 1000);
  };
  const stop = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", stop);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusin", stop);
  toast.addEventListener("focusout", start);
  start();
}

/** Shows the page's <template data-toast="name">; `text` replaces its words. The same words are shown once. */
export function toast(name, text = "") {
  const shape = document.querySelector(`template[data-toast="${name}"]`);
  if (!region || !shape) return;
  const element = shape.content.firstElementChild.cloneNode(true);
  const words = element.querySelector("span");
  if (text) words.textContent = text;
  for (const other of region.querySelectorAll(".toast > span")) {
    if (other.textContent === words.textContent) other.parentElement.remove();
  }
  region.append(element);
}

// A modal dialog covers and stops everything outside it, so the region moves into the topmost one.
function settle() {
  const layer = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  if (region.parentElement !== layer) layer.append(region);
}

if (region) {
  new MutationObserver(() => {
    settle();
    region.querySelectorAll(".toast").forEach(watch);
  }).observe(region, { childList: true });
  document.addEventListener("close", settle, true);
  region.querySelectorAll(".toast").forEach(watch);
}

// A view may answer with HX-Trigger: {"toast": {"text": "…", "tone": "ok"}}; tone is ok, danger or plain.
document.addEventListener("toast", (event) => toast(event.detail.tone ?? "plain", event.detail.text));
