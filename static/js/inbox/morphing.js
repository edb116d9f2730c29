// Morphing that leaves alone what the reader holds: open menus, loaded pictures, playing sound, roving tabs.
function beforeAttributeUpdated(name, node) {
  if (name === "open" && node.matches?.("details, dialog")) return false;
  if (name === "tabindex") return false;
  // Links to files are new each time; a picture that is here must not load again.
  return !((name === "src" || name === "href") && node.dataset?.file);
}

/** Makes `old` look like `fresh`, keeping elements, focus and what they hold. */
export function morph(old, fresh) {
  globalThis.Idiomorph.morph(old, fresh, { morphStyle: "outerHTML", callbacks: { beforeAttributeUpdated } });
}
