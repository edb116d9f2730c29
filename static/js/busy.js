// A pressed button is busy until the answer comes, and a form is sent once.
const RELEASE = 10_000;
const sending = new WeakSet();

function busy(button, on) {
  if (!button?.matches?.("button, .btn")) return;
  if (on) button.setAttribute("aria-busy", "true");
  else button.removeAttribute("aria-busy");
}

const byHtmx = (form) => ["hx-post", "hx-get", "hx-put", "hx-patch", "hx-delete"].some((name) => form.hasAttribute(name));

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || byHtmx(form)) return;
  if (sending.has(form)) {
    event.preventDefault();
    return;
  }
  sending.add(form);
  // After this turn: the submitter must still be in the form's data as it was.
  setTimeout(() => busy(event.submitter, true));
  // An answer that is a file leaves the page as it is.
  setTimeout(() => {
    sending.delete(form);
    busy(event.submitter, false);
  }, RELEASE);
});

// Back from the page cache: the form may be sent again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.forms) sending.delete(form);
  document.querySelectorAll("[aria-busy=true]").forEach((button) => busy(button, false));
});

const buttonOf = (event) => event.detail.requestConfig?.triggeringEvent?.submitter ?? event.detail.elt;
document.addEventListener("htmx:beforeSend", (event) => busy(buttonOf(event), true));
document.addEventListener("htmx:afterRequest", (event) => busy(buttonOf(event), false));
