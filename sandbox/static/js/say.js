// The client acts.
import { post } from "./api.js";
import { place } from "./place.js";

/** One or more acts of the open client, see ``say`` of the control interface. */
export function say(acts) {
  const { kind, bot, client } = place();
  return post(`${kind}/say`, { bot, user: { id: client }, ...acts });
}

/** A picked file as the control interface takes it. */
export function picked(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done({ name: file.name, mime: file.type || undefined, base64: reader.result.split(",")[1] ?? "" });
    reader.onerror = failed;
    reader.readAsDataURL(file);
  });
}
