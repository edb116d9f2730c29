// Morphing swaps keep what the person is doing: text being typed, menus and dialogs that are open.
const { Idiomorph } = globalThis;

if (Idiomorph) {
  Idiomorph.defaults.ignoreActiveValue = true;
  Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, node) => !(name === "open" && node.matches("details, dialog"));
}
