// The theme switch: light ⇄ dark at once; the choice is kept by the server at the button's data-url.
const root = document.documentElement;

function current() {
  return root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-switch]");
  if (!button) return;
  root.dataset.theme = current() === "dark" ? "light" : "dark";
  if (!button.dataset.url) return;
  fetch(button.dataset.url, {
    method: "POST",
    headers: JSON.parse(document.body.getAttribute("hx-headers") ?? "{}"),
    body: new URLSearchParams({ theme: root.dataset.theme }),
  });
});

// The profile's form shows its choice before it is saved.
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-theme-choice] input")) return;
  if (event.target.value) root.dataset.theme = event.target.value;
  else delete root.dataset.theme;
});
