// One message, or an album of several, as a list item.
import { h, icon } from "./dom.js";
import { full, time } from "./formats.js";
import { mediaNode } from "./media.js";
import { look } from "./place.js";
import { kindName, summary } from "./summary.js";
import { formatted } from "./texts.js";
import { word } from "./about.js";

/** A bubble. ``group``: messages of one album; ``context``: {last, find, press, waiting, acts}. */
export function bubble(group, context) {
  const message = group[0];
  const own = message.from === "client";
  const media = group.flatMap((one) => one.media);
  const bare = message.kind === "sticker" || message.kind === "video_note";
  const text = group.map((one) => one.text).find(Boolean) ?? "";
  const words = group.find((one) => one.text) ?? message;
  const pictured = ["photo", "video", "animation"].includes(message.kind);
  const item = h("li.message", { "data-id": String(message.message_id), class: ["message", own ? "is-own" : "is-bot", context.last && "is-last", bare && "is-bare", pictured && "is-pictured", pictured && !text && "is-captionless"].filter(Boolean).join(" ") },
    h("div.bubble", {},
      message.reply_to && context.find(message.reply_to) ? quote(context.find(message.reply_to)) : null,
      message.picture ? h("img.sticker", { src: message.picture, alt: "" }) : null,
      media.length > 1 && pictured ? h("div.album", { "data-count": String(Math.min(media.length, 4)) }, media.map(mediaNode)) : media.map(mediaNode),
      message.location ? map(message) : null,
      message.contact ? contact(message.contact) : null,
      text ? h("p.bubble__text", {}, formatted(text, words.entities), h("span.bubble__gap")) : null,
      foot(message, own)),
    message.buttons.length && !look().keyboard ? buttons(message, context) : null);
  item.append(tools(message, own, context.acts));
  return item;
}

function foot(message, own) {
  return h("span.bubble__foot", { title: full(message.time) },
    message.edited ? word("edited") : null, h("time", {}, time(message.time)),
    own ? h("span.ticks", { title: word(message.taken ? "taken" : "sent") }, icon(message.taken ? "check-check" : "check")) : null);
}

function quote(message) {
  return h("a.quote", { href: `#m${message.message_id}`, onclick: (event) => { event.preventDefault(); document.querySelector(`[data-id="${message.message_id}"]`)?.scrollIntoView({ block: "center", behavior: "smooth" }); } },
    h("b", {}, message.from === "client" ? word("you") : word("bot")), summary({ ...message, from: "" }));
}

function map(message) {
  const { latitude, longitude } = message.location;
  return h("div.map", {}, h("span.map__pin", {}, icon("map-pin")),
    h("span.map__about", {}, h("b", {}, message.venue?.title ?? kindName("location")), h("small", {}, message.venue?.address ?? `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`)));
}

function contact(about) {
  return h("div.contact", {}, h("span.face", { "data-hue": "4" }, [...about.first_name][0]), h("span", {}, h("b", {}, about.first_name), h("small", {}, `+${about.phone_number.replace(/^\+/, "")}`)));
}

function buttons(message, context) {
  const waiting = context.waiting.includes(message.message_id);
  return h("div.buttons", {}, message.buttons.map((row) => h("div.buttons__row", {}, row.map((button) => button.url
    ? h("a.button-in", { href: /^https?:/i.test(button.url) ? button.url : null, target: "_blank", rel: "noopener noreferrer", title: button.url }, button.text, icon("external-link"))
    : h("button.button-in", { type: "button", "aria-busy": waiting && message.pressed === button.data ? "true" : null, onclick: () => context.acts.press(message, button.data) }, button.text)))));
}

function tools(message, own, acts) {
  const tool = (name, label, run) => h("button.tool", { type: "button", "aria-label": word(label), title: word(label), onclick: () => run(message) }, icon(name));
  return h("div.tools", {}, look().replies ? tool("reply", "reply", acts.reply) : null,
    own && look().edits && (message.kind === "text" || message.text) ? tool("pencil", "edit", acts.edit) : null,
    own && look().deletes ? tool("trash-2", "delete", acts.remove) : null);
}
