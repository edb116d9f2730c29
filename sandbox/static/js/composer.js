// The foot of the chat: Start, Unblock, or the field with everything that can be attached.
import { word } from "./about.js";
import { at, h, icon } from "./dom.js";
import { state } from "./conversation.js";
import { fill } from "./menus.js";
import { look } from "./place.js";
import { picked, say } from "./say.js";
import { summary } from "./summary.js";
import { sendContact, sendLocation } from "./acts.js";

let doing = null; // {edit: message} or {reply: message}
let shape = "";

/** Reply to a message. */
export function reply(message) { begin({ reply: message }); }

/** Change an own message. */
export function edit(message) { begin({ edit: message }, message.text); }

/** Draw what fits the chat's standing; the field and its text stay while the standing does. */
export function drawComposer(standing) {
  if (!standing) { shape = ""; doing = null; return; }
  const now = standing.deactivated ? "gone" : standing.blocked ? "blocked" : standing.started || look().writes_first ? "open" : "new";
  if (shape !== `${now} ${standing.id}`) {
    shape = `${now} ${standing.id}`;
    doing = null;
    at("foot").replaceChildren(...({
      gone: () => [wide("rotate-ccw", "reactivate", { deactivate: false })],
      blocked: () => [wide("rotate-ccw", "restart", { start: true })],
      new: () => [wide("play", "start", { start: true })],
      open: () => [h("div.doing", { id: "doing", hidden: true }), field(), h("div.keyboard", { id: "keyboard", "aria-label": word("keyboard") })],
    })[now]());
  }
  if (now === "open") drawKeyboard(standing);
}

function wide(name, label, acts) {
  return h("button.wide", { type: "button", onclick: () => say(acts) }, icon(name), word(label));
}

function field() {
  const input = h("textarea", { id: "input", rows: "1", placeholder: word("message"), "aria-label": word("message"), onkeydown: keys, oninput: grow, onpaste: paste });
  const image = h("input", { type: "file", accept: "image/*", multiple: true, hidden: true, onchange: (event) => sendFiles(event.target, true) });
  const file = h("input", { type: "file", multiple: true, hidden: true, onchange: (event) => sendFiles(event.target, false) });
  const menu = h("div.menu.menu--attach", { popover: "auto", id: "attach-menu" });
  fill(menu, [
    { icon: "image", text: word("image"), run: () => image.click() },
    { icon: "file-text", text: word("file"), run: () => file.click() },
    { icon: "mic", text: word("voice"), run: () => say({ voice: true }) },
    { icon: "video", text: word("video"), run: () => say({ video: true }) },
    { icon: "sticker", text: word("sticker"), run: () => say({ sticker: "😀" }) },
    { icon: "map-pin", text: word("location"), run: sendLocation },
    { icon: "phone", text: word("contact"), run: () => sendContact(state()) },
  ]);
  return h("form.composer", { onsubmit: (event) => { event.preventDefault(); submit(); } },
    h("div.composer__box", {},
      h("button.icon-button", { type: "button", popovertarget: "attach-menu", "aria-label": word("attach"), title: word("attach") }, icon("paperclip")),
      input,
      h("button.icon-button", { type: "button", "aria-label": word("sticker"), title: word("sticker"), onclick: () => say({ sticker: "😀" }) }, icon("sticker"))),
    h("button.composer__send", { type: "submit", "aria-label": word("send"), title: word("send") }, icon("send-horizontal")),
    image, file, menu);
}

function drawKeyboard(standing) {
  const rows = (look().keyboard ? standing.buttons : standing.keyboard?.keyboard) ?? [];
  at("keyboard").hidden = rows.length === 0;
  at("keyboard").replaceChildren(...rows.map((row) => h("div.buttons__row", {}, row.map(key))));
}

function key(button) {
  const act = () => say({ press: { keyboard: button.data ?? button.url ?? button.text } });
  if (button.url && /^https?:/i.test(button.url)) return h("a.key", { href: button.url, target: "_blank", rel: "noopener noreferrer", onclick: act }, button.text, icon("external-link"));
  return h("button.key", { type: "button", onclick: act }, (button.request_contact || button.ask === "phone") && icon("phone"),
    (button.request_location || button.ask === "location") && icon("map-pin"), button.text);
}

function begin(what, text) {
  if (!at("input")) return;
  doing = what;
  const message = what.edit ?? what.reply;
  at("doing").hidden = false;
  at("doing").replaceChildren(icon(what.edit ? "pencil" : "reply"), h("span", {}, h("b", {}, word(what.edit ? "editing" : "reply")), summary({ ...message, from: "" })),
    h("button.icon-button", { type: "button", "aria-label": word("cancel"), onclick: done }, icon("x")));
  if (text !== undefined) at("input").value = text;
  grow();
  at("input").focus();
}

function done() {
  if (doing?.edit) at("input").value = "";
  doing = null;
  at("doing").hidden = true;
  grow();
}

async function submit() {
  const text = at("input").value.trim();
  if (!text) return;
  const acts = doing?.edit ? { edit: { message_id: doing.edit.message_id, text } } : { text, ...replying() };
  at("input").value = "";
  done();
  if (!(await say(acts))) { at("input").value = text; grow(); }
}

const replying = () => (doing?.reply ? { reply_to: doing.reply.message_id } : {});

async function sendFiles(input, pictures) {
  await sendAll([...input.files], pictures);
  input.value = "";
}

async function sendAll(files, pictures) {
  const given = await Promise.all(files.map(picked));
  const caption = at("input").value.trim() || undefined;
  const more = { ...(caption ? { caption } : {}), ...replying() };
  if (!given.length) return;
  at("input").value = "";
  done();
  if (pictures && given.length > 1) await say({ images: given, ...more });
  else for (const [number, one] of given.entries()) await say({ [pictures ? "image" : "file"]: one, ...(number ? {} : more) });
}

function paste(event) {
  const files = [...event.clipboardData.files];
  if (!files.length) return;
  event.preventDefault();
  sendAll(files, files.every((file) => file.type.startsWith("image/")));
}

function keys(event) {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); }
  if (event.key === "Escape" && doing) done();
}

function grow() {
  const input = at("input");
  input.rows = Math.min(7, input.value.split("\n").length);
}
