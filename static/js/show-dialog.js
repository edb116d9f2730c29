// A dialog that came open with the page (it works so without scripts) becomes a real layer: backdrop, Esc, focus inside.
for (const dialog of document.querySelectorAll("dialog[open][data-show]")) {
  dialog.removeAttribute("open");
  dialog.showModal();
}
