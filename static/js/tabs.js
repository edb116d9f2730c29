// Tabs: arrows move inside a tablist; a tab with aria-controls shows its panel and hides the others'.
import { next } from "./arrows.js";

const tabs = (list) => [...list.querySelectorAll("[role=tab]")];

function rove(list) {
  const chosen = list.querySelector("[role=tab][aria-selected=true]") ?? list.querySelector("[role=tab]");
  for (const tab of tabs(list)) tab.tabIndex = tab === chosen ? 0 : -1;
}

function choose(tab) {
  const list = tab.closest("[role=tablist]");
  for (const other of tabs(list)) {
    other.setAttribute("aria-selected", other === tab);
    const panel = document.getElementById(other.getAttribute("aria-controls"));
    if (panel) panel.hidden = other !== tab;
  }
  rove(list);
  tab.dispatchEvent(new CustomEvent("tab:chosen", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  const tab = event.target.closest("[role=tab][aria-controls]");
  if (tab && !tab.href) choose(tab);
});

document.addEventListener("keydown", (event) => {
  const tab = event.target.closest?.("[role=tab]");
  if (!tab) return;
  const list = tab.closest("[role=tablist]");
  const to = next(tabs(list), event.key, true);
  if (!to) return;
  event.preventDefault();
  to.focus();
  if (to.hasAttribute("aria-controls") && !to.href) choose(to);
});

const roveAll = (root) => root.querySelectorAll("[role=tablist]").forEach(rove);
roveAll(document);
document.addEventListener("htmx:load", (event) => roveAll(event.target.parentElement ?? document));
