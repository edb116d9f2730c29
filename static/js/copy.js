// data-copy="text" copies the text; data-copy-from="id" copies what that element or field holds.
import { toast } from "./toasts.js";

async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without HTTPS there is no clipboard API: select and copy as by hand.
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "vh";
    (document.querySelector("dialog[open]") ?? document.body).append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-from]");
  if (!button) return;
  event.preventDefault();
  const source = document.getElementById(button.dataset.copyFrom);
  await write(button.dataset.copy ?? source?.value ?? source?.textContent.trim() ?? "");
  button.focus();
  toast("copied");
});
