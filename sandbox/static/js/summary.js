// A message in one line.
import { h, icon } from "./dom.js";
import { word } from "./about.js";

const ICONS = { photo: "image", video: "video", voice: "mic", document: "file-text", audio: "mic", location: "map-pin", venue: "map-pin", contact: "phone", sticker: "sticker", animation: "video", video_note: "video" };

/** Name of a kind of message. */
export const kindName = (kind) => word({ photo: "image", document: "file" }[kind] ?? kind);

/** One line for lists and quotes; the client's own begin with "You". */
export function summary(message) {
  if (!message) return h("span", {}, "");
  const mine = message.from === "client" ? h("span.client__you", {}, `${word("you")}: `) : null;
  const what = message.kind === "text" ? null : icon(ICONS[message.kind] ?? "file-text");
  const named = message.kind === "document" ? message.media[0]?.name : message.kind === "sticker" ? message.emoji : null;
  return h("span.summary", {}, mine, what, message.text || named || kindName(message.kind));
}
