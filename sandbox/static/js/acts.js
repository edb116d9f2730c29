// Acts that ask something first.
import { word } from "./about.js";
import { ask } from "./dialogs.js";
import { say } from "./say.js";

/** Press START out of a link with a payload. */
export async function startWithPayload() {
  const about = await ask(word("start_payload"), [{ name: "payload", label: word("payload"), pattern: "[A-Za-z0-9_\\-]{0,64}" }], word("start"));
  if (about) await say({ start: about.payload || true });
}

/** Send a place. */
export async function sendLocation() {
  const number = { type: "number", step: "any", required: true };
  const about = await ask(word("location"), [
    { name: "latitude", label: word("latitude"), value: "61.7849", ...number },
    { name: "longitude", label: word("longitude"), value: "34.3469", ...number },
  ], word("send_location"));
  if (about) await say({ location: { latitude: Number(about.latitude), longitude: Number(about.longitude) } });
}

/** Send the client's own phone. */
export async function sendContact(client) {
  const phone = `+7900${String(client.id % 10_000_000).padStart(7, "0")}`;
  const about = await ask(word("contact"), [{ name: "phone", label: word("own_phone"), value: phone, type: "tel", required: true }], word("send_contact"));
  if (about) await say({ contact: { phone: about.phone } });
}
