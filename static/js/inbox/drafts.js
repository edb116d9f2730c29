// What was typed and not sent, kept on this device for each person, project, chat and mode.
import { key } from "./place.js";

/** The draft's text, "" when there is none. */
export const read = (chat, mode) => localStorage.getItem(key("draft", chat, mode)) ?? "";

/** Keeps the text; an empty one is forgotten. */
export function write(chat, mode, text) {
  try {
    if (text) localStorage.setItem(key("draft", chat, mode), text);
    else localStorage.removeItem(key("draft", chat, mode));
  } catch {
    // storage is full or closed: the text is still in the field
  }
}
