// Keeps what is being read where it is, whatever is put in above or below.
const NEAR = 48;

/** Is the box scrolled to its end? */
export const atEnd = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;

/** To the end, at once. */
export function toEnd(box) {
  box.scrollTop = box.scrollHeight;
}

function anchor(box) {
  const top = box.getBoundingClientRect().top;
  for (const row of box.querySelectorAll("li[id]")) {
    const rect = row.getBoundingClientRect();
    if (rect.bottom > top && !row.matches(".day, .timeline-more, .list-more")) return { id: row.id, top: rect.top };
  }
  return null;
}

/** Runs `change`; what stood at the top of the box stands there after it. */
export function hold(box, change) {
  const kept = box.scrollTop > 0 ? anchor(box) : null;
  change();
  const row = kept && document.getElementById(kept.id);
  if (row) box.scrollTop += row.getBoundingClientRect().top - kept.top;
}

/** As hold, but a box at its end stays at its end. */
export function holdEnd(box, change) {
  if (atEnd(box)) {
    change();
    toEnd(box);
  } else {
    const kept = anchor(box);
    change();
    const row = kept && document.getElementById(kept.id);
    if (row) box.scrollTop += row.getBoundingClientRect().top - kept.top;
  }
}
