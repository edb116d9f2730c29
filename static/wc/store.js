// The frame's own storage: the token that proves who the visitor is, and what was written and not sent yet.
// A browser may refuse it (private windows): then the chat lives as long as the page.
import { account } from "./facts.js";

const memory = new Map();

export function read(name) {
  const key = `wc:${account}:${name}`;
  try {
    return localStorage.getItem(key) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

export function write(name, value) {
  const key = `wc:${account}:${name}`;
  memory.set(key, value);
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // kept in memory
  }
}
