// After a form came back with errors, focus goes to its first wrong field.
function first(root) {
  const field = root.querySelector?.("[aria-invalid=true]");
  if (field) field.focus();
}

first(document);
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.xhr?.status === 422) first(event.detail.target.isConnected ? event.detail.target : document);
});
