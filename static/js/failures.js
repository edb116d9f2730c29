// Requests that failed say so in a toast; the page stays as it was.
import { toast } from "./toasts.js";

document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  if (event.detail.requestConfig?.headers?.["X-Quiet"]) return;
  if (status === 401) toast("signed-out");
  else if (status === 403) toast("forbidden");
  else toast("error");
});

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    if (!event.detail.requestConfig?.headers?.["X-Quiet"]) toast("unreachable");
  });
}
