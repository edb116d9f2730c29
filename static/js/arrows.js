// Moves focus with arrows, Home and End inside a group of elements; Tab leaves it.

/** The element that a key leads to among `items`, or undefined; `across` also takes left and right arrows. */
export function next(items, key, across = false) {
  const at = items.indexOf(document.activeElement);
  const last = items.length - 1;
  if (last < 0) return undefined;
  if (key === "Home") return items[0];
  if (key === "End") return items[last];
  if (key === "ArrowDown" || (across && key === "ArrowRight")) return items[at < last ? at + 1 : 0];
  if (key === "ArrowUp" || (across && key === "ArrowLeft")) return items[at > 0 ? at - 1 : last];
  return undefined;
}
