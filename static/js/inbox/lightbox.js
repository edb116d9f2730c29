// A picture in full over the page; Esc, the cross or a click close it.
import { open } from "../dialog.js";

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-lightbox]");
  const dialog = document.getElementById("lightbox");
  if (link && dialog && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
    event.preventDefault();
    const picture = dialog.querySelector("img");
    picture.src = link.href;
    picture.alt = link.querySelector("img")?.alt ?? "";
    open(dialog, link);
    return;
  }
  if (event.target.closest("#lightbox img")) dialog.close();
});
