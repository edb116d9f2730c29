// <details class="dropdown">: one open at a time; closes on a click outside, on a choice and on Esc; arrows walk its menu.
import { next } from "./arrows.js";

const OPEN = "details.dropdown[open]";

function close(dropdown, focus = false) {
  dropdown.open = false;
  if (focus) dropdown.querySelector("summary").focus();
}

const items = (dropdown) =>
  [...dropdown.querySelectorAll(".menu :is(a[href], button, input, select)")].filter(
    (item) => !item.disabled && item.checkVisibility(),
  );

document.addEventListener("click", (event) => {
  for (const dropdown of document.querySelectorAll(OPEN)) {
    const chosen = event.target.closest(".menu__item") && dropdown.contains(event.target);
    if (!dropdown.contains(event.target)) close(dropdown);
    else if (chosen && !("keep" in dropdown.dataset)) close(dropdown, true);
  }
});

document.addEventListener("keydown", (event) => {
  const dropdown = event.target.closest?.("details.dropdown") ?? document.querySelector(OPEN);
  if (!dropdown) return;
  if (event.key === "Escape" && dropdown.open) {
    close(dropdown, true);
    event.preventDefault();
    return;
  }
  const onSummary = event.target.matches("summary");
  if (onSummary && !dropdown.open && ["ArrowDown", "ArrowUp"].includes(event.key)) dropdown.open = true;
  if (!dropdown.open || !dropdown.contains(event.target)) return;
  if (event.target.matches("textarea, select") || (event.target.matches("input") && /Home|End/.test(event.key))) return;
  const to = next(items(dropdown), event.key);
  if (to) {
    to.focus();
    event.preventDefault();
  }
});

document.addEventListener("focusout", (event) => {
  const dropdown = event.target.closest?.(OPEN);
  if (dropdown && event.relatedTarget && !dropdown.contains(event.relatedTarget)) close(dropdown);
});
