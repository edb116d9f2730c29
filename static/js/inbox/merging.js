// Puts entries into the timeline in their place by data-at; an entry that is there already is changed in place.
import { morph } from "./morphing.js";

const RUN = 600;
const LOOSE = "[data-pending], #newer";

function place(list, fresh) {
  let after = list.lastElementChild;
  while (after && (after.matches(LOOSE) || (after.dataset.at ?? "") > fresh.dataset.at)) after = after.previousElementSibling;
  if (after) after.after(fresh);
  else list.prepend(fresh);
}

/** Marks bubbles that go on with the one above: the same author within ten minutes. */
export function group(list) {
  for (const row of list.children) {
    if (!row.matches(".msg")) continue;
    const above = row.previousElementSibling;
    const goes = above?.matches(".msg") && above.dataset.by === row.dataset.by && Math.abs(row.dataset.ms - above.dataset.ms) < RUN;
    row.classList.toggle("msg--cont", Boolean(goes));
  }
}

/** Merges rows; tells which were new. `gap`: newer pages are not loaded, so nothing is put after the last row. */
export function merge(list, rows, gap = false) {
  const last = [...list.children].findLast((row) => row.dataset.at)?.dataset.at ?? "";
  const added = [];
  for (const fresh of rows) {
    if (fresh.dataset.intent) list.querySelector(`[data-pending][data-intent="${CSS.escape(fresh.dataset.intent)}"]`)?.remove();
    const old = document.getElementById(fresh.id);
    if (old && list.contains(old)) {
      // A border of a day or dialog moves up when older entries of it come.
      const earlier = fresh.dataset.at < old.dataset.at;
      if (old.matches(".dialog-line") && !earlier) fresh.dataset.at = old.dataset.at;
      morph(old, fresh);
      const now = document.getElementById(fresh.id);
      if (earlier) {
        now.remove();
        place(list, now);
      }
      continue;
    }
    if (gap && fresh.dataset.at > last) {
      added.push(fresh);
      continue;
    }
    place(list, fresh);
    added.push(fresh);
  }
  group(list);
  return added;
}
