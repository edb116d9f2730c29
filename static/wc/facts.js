// What the page was made with: words in the visitor's language, the chat's account, what its address carried.
const facts = JSON.parse(document.getElementById("facts").textContent);
export const { words, account, language, start } = facts;
export const at = (id) => document.getElementById(id);

export function fill(word, values) {
  return words[word].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
