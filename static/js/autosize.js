// <textarea data-autosize> grows with its text where the browser has no field-sizing of its own.
function grow(field) {
  field.style.blockSize = "auto";
  field.style.blockSize = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}

if (!CSS.supports("field-sizing", "content")) {
  const all = (root) => root.querySelectorAll("textarea[data-autosize]").forEach(grow);
  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea[data-autosize]")) grow(event.target);
  });
  document.addEventListener("htmx:load", (event) => all(event.target));
  all(document);
}
