// Asks the server for fragments as a script does: they come back parsed, nothing in them runs.
import { toast } from "../toasts.js";

const LONGEST = 30_000;

function headers() {
  return { "HX-Request": "true", ...JSON.parse(document.body.getAttribute("hx-headers") ?? "{}") };
}

/** GET, or POST when there is a `body`: {status, ok, page} with the answer as a document. Throws when nothing answers in time. */
export async function ask(url, body, patience = LONGEST) {
  const answer = await fetch(url, {
    method: body ? "POST" : "GET",
    body,
    headers: headers(),
    signal: AbortSignal.timeout(patience),
  });
  if (answer.status === 401) toast("signed-out");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { status: answer.status, ok: answer.ok, page };
}
