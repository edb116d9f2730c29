// The emoji picker: a grid by themes, all by keyboard; the choice goes where the caret is.
import { shape, word } from "./words.js";

const ACROSS = 8;
let themes;
let panel;

const button = () => document.getElementById("emoji-button");
const field = () => document.getElementById("composer-text");

function insert(sign) {
  const { selectionStart, selectionEnd } = field();
  field().setRangeText(sign, selectionStart, selectionEnd, "end");
  field().dispatchEvent(new Event("input", { bubbles: true }));
}

function cell(sign) {
  const each = document.createElement("button");
  each.type = "button";
  each.tabIndex = -1;
  each.className = "emoji__sign";
  each.textContent = sign;
  return each;
}

function show(name) {
  for (const tab of panel.querySelectorAll("[role=tab]")) tab.setAttribute("aria-selected", tab.dataset.theme === name);
  const grid = panel.querySelector(".emoji__grid");
  grid.replaceChildren(...themes[name].split(" ").map(cell));
  grid.firstElementChild.tabIndex = 0;
  grid.scrollTop = 0;
}

function tab(name) {
  const each = document.createElement("button");
  each.type = "button";
  each.role = "tab";
  each.dataset.theme = name;
  each.title = word(`emoji-${name}`);
  each.ariaLabel = each.title;
  each.textContent = themes[name].split(" ")[0];
  return each;
}

function close(back = true) {
  panel?.remove();
  panel = null;
  button()?.setAttribute("aria-expanded", "false");
  if (back) field()?.focus();
}

async function open() {
  panel = shape("emoji");
  themes ??= await (await fetch(panel.dataset.src)).json();
  panel.querySelector(".emoji__tabs").append(...Object.keys(themes).map(tab));
  show(Object.keys(themes)[0]);
  document.getElementById("composer").append(panel);
  button().setAttribute("aria-expanded", "true");
  panel.querySelector(".emoji__sign").focus();
}

function move(event) {
  const signs = [...panel.querySelectorAll(".emoji__sign")];
  const at = signs.indexOf(event.target);
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: ACROSS, ArrowUp: -ACROSS, Home: -at, End: signs.length - 1 - at }[event.key];
  const to = step === undefined || at < 0 ? undefined : signs[at + step];
  if (!to) return;
  event.preventDefault();
  event.target.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("#emoji-button")) {
    if (panel) close();
    else open();
    return;
  }
  if (!panel) return;
  const theme = event.target.closest("#emoji [data-theme]");
  const sign = event.target.closest(".emoji__sign");
  if (theme) show(theme.dataset.theme);
  else if (sign) {
    insert(sign.textContent);
    if (event.detail > 0) field().focus({ preventScroll: true });
  } else if (!event.target.closest("#emoji")) close(false);
});
document.addEventListener(
  "keydown",
  (event) => {
    if (!panel) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (panel.contains(event.target)) move(event);
  },
  true,
);
for (const name of ["chat:leaving", "chat:foot-leaving"]) document.addEventListener(name, () => close(false));
