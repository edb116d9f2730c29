// One letter: head, links to open, the page or the plain text.
import { word } from "./about.js";
import { h, icon } from "./dom.js";
import { full } from "./formats.js";

/** Head and body of a letter; ``back`` leads to the list on a narrow screen. */
export function letterNode(letter, back) {
  const body = h("div.mail__body");
  const show = (page) => {
    body.replaceChildren(links(letter), page ? framed(letter.html) : h("div.mail__text", {}, letter.text));
    for (const button of views.children) button.setAttribute("aria-pressed", String((button.dataset.page === "1") === page));
  };
  const view = (text, page) => h("button", { type: "button", "data-page": page ? "1" : "0", onclick: () => show(page) }, text);
  const views = h("div.views", { hidden: !letter.html || !letter.text }, view("HTML", true), view(word("plain"), false));
  show(Boolean(letter.html));
  const head = h("header.mail__head", {},
    h("button.icon-button", { type: "button", onclick: back, "aria-label": word("back") }, icon("arrow-left")),
    h("h2", {}, letter.subject),
    h("dl", {}, h("dt", {}, word("mail_from")), h("dd", {}, letter.from), h("dt", {}, word("mail_to")), h("dd", {}, letter.to.join(", ")), h("dt"), h("dd", {}, h("small", {}, full(letter.at)))),
    views);
  return [head, body];
}

function links(letter) {
  const shown = letter.links.filter((link) => /^https?:/i.test(link));
  return h("div.mail__links", { hidden: !shown.length }, shown.map((link) => h("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, icon("external-link"), link)));
}

// no scripts, no forms, no same origin: links open apart
function framed(html) {
  const frame = h("iframe", { sandbox: "allow-popups allow-popups-to-escape-sandbox", title: "HTML", referrerpolicy: "no-referrer" });
  frame.srcdoc = `<base target="_blank">${html}`;
  return frame;
}
