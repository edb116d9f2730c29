// Take, take over, done, send again: pressed once, answered in place.
import { toast } from "../toasts.js";
import { ask } from "./ask.js";
import { open, toList } from "./panes.js";
import { current, rev, tell } from "./place.js";
import { apply } from "./updating.js";

function nextAfter(chat) {
  const rows = [...document.querySelectorAll("#list [data-open]")];
  const at = rows.findIndex((row) => row.dataset.open === chat);
  return rows[at + 1] ?? rows[at - 1];
}

async function act(form, button) {
  const body = new FormData(form);
  body.set("rev", rev());
  const chat = current();
  const next = nextAfter(chat);
  button?.setAttribute("aria-busy", "true");
  try {
    const { ok, status, page } = await ask(form.action, body);
    if (status === 404) tell("chat:gone");
    else if (status === 403 && !page.querySelector("[data-update]")) toast("forbidden");
    else if (status >= 500) toast("error");
    else apply(page);
    tell("chat:acted", { act: form.dataset.act, ok });
    if (!ok || chat !== current()) return;
    if (form.dataset.act === "taking" || form.dataset.act === "taking-over") {
      if (matchMedia("(pointer: fine)").matches) document.getElementById("composer-text")?.focus();
    } else if (form.dataset.act === "closing") {
      if (document.body.dataset.pane === "chat" && !document.getElementById("list").checkVisibility()) toList();
      else if (next) open(next.href).then(() => document.getElementById(`open-${current()}`)?.focus());
    }
  } catch {
    toast("unreachable");
  } finally {
    button?.removeAttribute("aria-busy");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-act]")) return;
  event.preventDefault();
  if (event.submitter?.getAttribute("aria-busy") !== "true") act(form, event.submitter);
});
