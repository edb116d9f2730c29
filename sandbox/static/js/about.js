// Words of the page and what else the server put into it.
const about = JSON.parse(document.getElementById("about").textContent);

export const portraits = about.portraits;
/** What is said of each messenger: {kind: {name, edits, replies, deletes, writes_first, keyboard, seen, css}}. */
export const kinds = about.kinds;
export const lang = about.words.lang;

/** A word by name, with {places} filled in. */
export function word(name, places = {}) {
  return Object.entries(places).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, value), about.words[name] ?? name);
}
