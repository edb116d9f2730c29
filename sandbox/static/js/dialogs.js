// Small forms in a dialog.
import { h } from "./dom.js";
import { word } from "./about.js";

/**
 * Ask for some fields: [{name, label, value?, required?, type?, pattern?, node?}]. Returns an object of strings, or null
 * when it was cancelled.
 */
export function ask(title, fields, act) {
  return new Promise((answer) => {
    const form = h("form.dialog__form", { method: "dialog" },
      h("h2", {}, title),
      fields.map((field) => field.node ?? h("label.field", {}, h("span", {}, field.label), h("input", {
        name: field.name, value: field.value ?? "", required: field.required ?? false, type: field.type ?? "text",
        pattern: field.pattern, step: field.step, autocomplete: "off", maxlength: "120",
      }))),
      h("div.dialog__acts", {},
        h("button.button.button--quiet", { type: "button", onclick: () => dialog.close() }, word("cancel")),
        h("button.button", { type: "submit", value: "yes" }, act)));
    const dialog = h("dialog.dialog", { "aria-label": title }, form);
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => {
      answer(dialog.returnValue === "yes" ? Object.fromEntries(new FormData(form)) : null);
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
    form.querySelector("input:not([type=radio])")?.focus();
  });
}
