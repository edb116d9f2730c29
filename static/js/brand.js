// The brand colour is tried live in both themes; the text on it is asked of the server, which has the one function.
const HEX = /^#[0-9a-f]{6}$/i;

function show(colour) {
  for (const place of document.querySelectorAll('[data-brand="preview"]')) place.style.setProperty("--brand", colour);
}

function tryOut(form, colour) {
  const typed = colour.startsWith("#") ? colour : `#${colour}`;
  if (!HEX.test(typed)) return;
  show(typed);
  for (const radio of form.querySelectorAll("[data-colour]")) radio.checked = radio.value === typed.toLowerCase();
  form.dispatchEvent(new Event("colour"));
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("#dress");
  if (!form) return;
  if (event.target.name === "colour") tryOut(form, event.target.value.trim());
  if (event.target.dataset.colour) {
    form.elements.colour.value = event.target.dataset.colour;
    tryOut(form, event.target.dataset.colour);
  }
  const count = form.querySelector(`[data-count-of="${event.target.id}"]`);
  if (count) count.textContent = count.textContent.replace(/^\s*\d+/, String([...event.target.value].length));
});
