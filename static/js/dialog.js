// <dialog>: data-dialog="id" opens it, data-close and a click on the backdrop close it; focus returns to the opener.
const openers = new WeakMap();

/** Opens a dialog by its element; focus comes back to `opener` when it closes. */
export function open(dialog, opener = document.activeElement) {
  if (!dialog || dialog.open) return;
  openers.set(dialog, opener);
  dialog.showModal();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) {
    event.preventDefault();
    const home = opener.closest("details.dropdown")?.querySelector("summary") ?? opener;
    open(document.getElementById(opener.dataset.dialog), home);
    return;
  }
  const closer = event.target.closest("[data-close]");
  if (closer) {
    event.preventDefault();
    closer.closest("dialog")?.close();
  }
});

// A press that begins on the backdrop; a selection dragged out of a field must not close the dialog.
document.addEventListener("pointerdown", (event) => {
  if (!event.target.matches("dialog[open]")) return;
  const box = event.target.getBoundingClientRect();
  const inside =
    event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (!inside && !("keep" in event.target.dataset)) event.target.close();
});

document.addEventListener(
  "close",
  (event) => {
    const opener = openers.get(event.target);
    if (opener?.isConnected) opener.focus();
    if ("once" in event.target.dataset) event.target.remove();
  },
  true,
);

// A dialog that came as a fragment and says data-show opens by itself.
document.addEventListener("htmx:load", (event) => {
  const dialogs = event.target.matches?.("dialog") ? [event.target] : event.target.querySelectorAll?.("dialog") ?? [];
  for (const dialog of dialogs) if ("show" in dialog.dataset) open(dialog);
});
