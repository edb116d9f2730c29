// Adding a member: the password field is there when it is needed, the list is searched, the shown login is copied once.
const form = document.getElementById("p-new");

function way() {
  const byPassword = form.elements.way.value === "password";
  const field = form.querySelector("[data-way-of]");
  field.hidden = !byPassword;
}

if (form) {
  form.addEventListener("change", way);
  way();
}

document.addEventListener("input", (event) => {
  const list = document.getElementById(event.target.dataset?.filter);
  if (!list) return;
  const words = event.target.value.trim().toLowerCase();
  for (const row of list.children) row.hidden = !row.textContent.toLowerCase().includes(words);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-close-after]");
  if (button) setTimeout(() => button.closest("dialog").close(), 150);
});
