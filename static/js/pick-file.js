// form[data-pick]: the file is sent as soon as it is chosen, or dropped on the nearest [data-drop].
const mark = (root) => {
  for (const button of root.querySelectorAll("[data-pick-send]")) button.hidden = true;
};

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-pick]");
  if (form && event.target.type === "file" && event.target.files.length) form.requestSubmit();
});

document.addEventListener("dragover", (event) => {
  const place = event.target.closest?.("[data-drop]");
  if (!place || !event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  place.dataset.over = "";
});

document.addEventListener("dragleave", (event) => {
  const place = event.target.closest?.("[data-drop]");
  if (place && !place.contains(event.relatedTarget)) delete place.dataset.over;
});

document.addEventListener("drop", (event) => {
  const place = event.target.closest?.("[data-drop]");
  const input = place?.querySelector("input[type=file]");
  if (!input || !event.dataTransfer.files.length) return;
  event.preventDefault();
  delete place.dataset.over;
  const chosen = new DataTransfer();
  chosen.items.add(event.dataTransfer.files[0]);
  input.files = chosen.files;
  input.form.requestSubmit();
});

mark(document);
