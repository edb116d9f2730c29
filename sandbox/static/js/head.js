// The head of the chat: the bot as the client sees it, what it is doing, the menu.
import { word } from "./about.js";
import { startWithPayload } from "./acts.js";
import { current } from "./bots.js";
import { at, h } from "./dom.js";
import { botFace, clientFace } from "./faces.js";
import { fill } from "./menus.js";
import { say } from "./say.js";

/** Draw the head for a chat's standing. */
export function drawHead(standing) {
  const bot = current();
  if (!standing || !bot) return;
  botFace(bot, at("chat-face"));
  at("chat-name").textContent = bot.name;
  at("chat-state").replaceChildren(...doing(standing));
  at("playing").replaceChildren(clientFace(standing), h("span", {}, word("you_are", { name: standing.name })));
  fill(at("chat-menu"), [
    { icon: "play", text: word(standing.started ? "start_again" : "start"), run: () => say({ start: true }) },
    { icon: "link", text: word("start_payload"), run: startWithPayload },
    null,
    standing.blocked
      ? { icon: "rotate-ccw", text: word("unblock"), run: () => say({ block: false }) }
      : { icon: "ban", text: word("block"), run: () => say({ block: true }), danger: true },
    standing.deactivated
      ? { icon: "rotate-ccw", text: word("reactivate"), run: () => say({ deactivate: false }) }
      : { icon: "trash-2", text: word("deactivate"), run: () => say({ deactivate: true }), danger: true },
  ]);
}

function doing(standing) {
  if (standing.deactivated) return [word("deactivated")];
  if (standing.blocked) return [word("blocked")];
  if (!standing.typing) return [word("bot")];
  const text = { upload_photo: "upload_photo", upload_document: "upload_document" }[standing.typing] ?? "typing";
  return [h("span.typing", {}, h("i"), h("i"), h("i")), h("span.accent", {}, word(text))];
}
