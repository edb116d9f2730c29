// Text with its entities (offsets are UTF-16, as in JavaScript).
import { h } from "./dom.js";

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", spoiler: "span.spoiler", blockquote: "blockquote", bot_command: "span.link", mention: "span.link", email: "span.link" };

/** Nodes of a text. */
export function formatted(text, entities = []) {
  return span(text, 0, text.length, [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length));
}

function span(text, from, to, entities) {
  const nodes = [];
  let here = from;
  while (entities.length && entities[0].offset < to) {
    const entity = entities.shift();
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset < here) continue;
    if (entity.offset > here) nodes.push(text.slice(here, entity.offset));
    nodes.push(wrap(entity, text.slice(entity.offset, end), span(text, entity.offset, end, entities)));
    here = end;
  }
  if (here < to) nodes.push(text.slice(here, to));
  return nodes;
}

function wrap(entity, words, children) {
  if (entity.type === "url" || entity.type === "text_link") {
    const address = entity.url ?? (/^https?:/i.test(words) ? words : `http://${words}`);
    return h("a", { href: /^https?:/i.test(address) ? address : null, target: "_blank", rel: "noopener noreferrer", title: entity.url }, ...children);
  }
  return h(TAGS[entity.type] ?? "span", {}, ...children);
}
