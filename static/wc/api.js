// Questions to the provider. Refused: it answered with a sentence; anything else thrown means that it was not reached.
import { language, words } from "./facts.js";
import { read, write } from "./store.js";

export class Refused extends Error {
  constructor(status, code, text) {
    super(text);
    Object.assign(this, { status, code });
  }
}

let asking = null;

async function ask(path, options, token) {
  const headers = { "Accept-Language": language, ...options.headers };
  if (token) headers.Authorization = `Visitor ${token}`;
  const answer = await fetch(path, { ...options, headers, cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(options.patience ?? 20000) });
  const body = await answer.json().catch(() => null);
  if (answer.ok && body) return body;
  if (answer.status >= 500 && answer.status !== 507) throw new Error(`HTTP ${answer.status}`);
  throw new Refused(answer.status, body?.error ?? "", body?.text ?? words.trouble);
}

// The visitor's token; a new one when this browser has none. Asked for when something is to be kept, not before.
export function token() {
  const known = read("token");
  if (known) return Promise.resolve(known);
  asking ??= ask("visitor", { method: "POST" })
    .then((made) => {
      // another tab may have been first: one browser is one visitor
      const first = read("token") ?? made.token;
      write("token", first);
      return first;
    })
    .finally(() => (asking = null));
  return asking;
}

async function known(path, options) {
  const mine = await token();
  try {
    return await ask(path, options, mine);
  } catch (error) {
    if (error.code === "stranger" && read("token") === mine) write("token", null);
    throw error;
  }
}

export const get = (path) => known(path, {});
export const post = (path, fields) =>
  known(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(fields) });

export function upload(fields, file) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", file, file.name);
  return known("files", { method: "POST", body: form, patience: 300000 });
}
