// data-paste="id": a button that puts what was copied into that field; hidden where the browser cannot read it.
const able = Boolean(navigator.clipboard?.readText);

function show(root) {
  if (able) root.querySelectorAll("[data-paste]").forEach((button) => (button.hidden = false));
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-paste]");
  if (!button) return;
  const field = document.getElementById(button.dataset.paste);
  try {
    field.value = (await navigator.clipboard.readText()).trim();
  } catch {
    field.focus(); // the person said no: by hand then
    return;
  }
  field.dispatchEvent(new Event("change", { bubbles: true }));
});

show(document);
document.addEventListener("htmx:load", (event) => show(event.target.parentElement ?? document));
