// Light or dark: the system decides until somebody chose.
import { at } from "./dom.js";

const root = document.documentElement;
const dark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
const draw = () => at("theme").querySelector("use").setAttribute("href", `/static/icons.svg#${dark() ? "sun" : "moon"}`);

/** Bring back what was chosen and listen to the button. */
export function watchTheme() {
  const chosen = new URLSearchParams(location.search).get("theme") ?? localStorage.getItem("theme");
  if (chosen) root.dataset.theme = chosen;
  draw();
  at("theme").addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
    draw();
  });
}
