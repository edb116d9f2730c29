// J and K, or arrows on a row, go through the list; N notes, Esc leaves.
import { open } from "./panes.js";
import { current } from "./place.js";

const rows = () => [...document.querySelectorAll("#list [data-open]")];

function step(by) {
  const all = rows();
  const at = all.findIndex((row) => row.dataset.open === current());
  const to = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  if (!to) return;
  to.scrollIntoView({ block: "nearest" });
  to.focus({ preventScroll: true });
  open(to.href);
}

function arrow(event, by) {
  const at = rows().indexOf(event.detail.event.target);
  if (at < 0) return;
  event.preventDefault();
  rows()[at + by]?.focus();
}

document.addEventListener("key:KeyJ", (event) => {
  event.preventDefault();
  step(1);
});
document.addEventListener("key:KeyK", (event) => {
  event.preventDefault();
  step(-1);
});
document.addEventListener("key:ArrowDown", (event) => arrow(event, 1));
document.addEventListener("key:ArrowUp", (event) => arrow(event, -1));
