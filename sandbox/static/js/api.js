// The control interface.
import { toast } from "./toasts.js";
import { word } from "./about.js";

/** GET /_control/<path>; null when it failed. */
export async function get(path, query = {}) {
  return ask(`/_control/${path}?${new URLSearchParams(query)}`);
}

/** POST JSON to /_control/<path>; null when it was refused, which a toast tells. */
export async function post(path, body = {}) {
  return ask(`/_control/${path}`, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
}

async function ask(url, options) {
  try {
    const answer = await fetch(url, options);
    const data = await answer.json();
    if (answer.ok) return data;
    toast(word("failed", { why: data.error }));
  } catch { /* the banner tells that the sandbox is away */ }
  return null;
}
