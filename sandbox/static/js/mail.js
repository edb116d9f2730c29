// Mailboxes: the list and one open letter.
import { word } from "./about.js";
import { get } from "./api.js";
import { at, h, icon } from "./dom.js";
import { full, when } from "./formats.js";
import { calm, listen, on } from "./live.js";
import { letterNode } from "./letter.js";
import { watchTheme } from "./theme.js";

let letters = [];
let open = null;

watchTheme();
const load = async () => {
  letters = ((await get("mail")) ?? []).reverse();
  drawList();
};
on("mail", calm(load, 200));
on("reset", calm(load, 200));
on("open", calm(load, 200));
at("search").addEventListener("input", drawList);
drawLetter();
await load();
listen();

function drawList() {
  const wanted = at("search").value.trim().toLowerCase();
  const shown = letters.filter((one) => `${one.to.join(" ")} ${one.subject}`.toLowerCase().includes(wanted));
  at("letters").replaceChildren(...shown.map(row));
  if (!letters.length) at("letters").append(h("div.clients__none", {}, h("b", {}, word("no_mail")), h("p", {}, word("no_mail_more"))));
}

function row(letter) {
  const current = open && open.at === letter.at && open.subject === letter.subject;
  return h("button.letter", { type: "button", "aria-current": current ? "true" : null, onclick: () => { open = letter; drawList(); drawLetter(); } },
    h("b", {}, letter.to.join(", ")), h("small", { title: full(letter.at) }, when(letter.at)),
    h("span", {}, letter.subject), h("span", {}, letter.text.trim().replace(/\s+/g, " ").slice(0, 120)));
}

function drawLetter() {
  document.body.dataset.pane = open ? "mail" : "list";
  at("mail").replaceChildren(...(open ? letterNode(open, () => { open = null; drawList(); drawLetter(); })
    : [h("div.none", {}, icon("inbox"), h("h2", {}, word("choose_mail")))]));
}
