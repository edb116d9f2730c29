// The list of clients.
import { get, post } from "./api.js";
import { portraits, word } from "./about.js";
import { current, newBot } from "./bots.js";
import { ask } from "./dialogs.js";
import { at, h, icon } from "./dom.js";
import { clientFace } from "./faces.js";
import { when } from "./formats.js";
import { calm, on } from "./live.js";
import { go, onPlace, pathOf, place } from "./place.js";
import { summary } from "./summary.js";

const SHOWN = 300; // the last to write; search finds the others
export let clients = [];
const seen = JSON.parse(localStorage.getItem("seen") ?? "{}");
let changed = () => {};

/** Begin; ``then`` runs when the list was loaded. */
export function watchClients(then) {
  changed = then;
  const again = calm(loadClients, 250);
  for (const kind of ["message", "chat", "pending", "reset", "open"]) on(kind, again);
  at("search").addEventListener("input", draw);
  at("new-client").addEventListener("click", newClient);
  let bot = 0;
  onPlace(() => { if (bot === place().bot) draw(); else { bot = place().bot; loadClients(); } });
}

/** Load the list anew. */
export async function loadClients() {
  clients = current() ? (await get(`${place().kind}/clients`, { bot: current().id })) ?? clients : [];
  draw();
  changed();
}

/** Ask for a name and begin to play. */
export async function newClient() {
  const photo = (name, face) => h("label.pick", { title: name }, h("input", { type: "radio", name: "photo", value: name === "initials" ? "" : name, checked: name === "initials" }), face);
  const photos = h("fieldset.picks", {}, h("legend", {}, word("client_photo")),
    photo("initials", h("span.face", { "data-hue": "1", title: word("photo_initials") }, "Аа")),
    portraits.map((name) => photo(name, h("img.face", { src: `/portraits/${name}.png`, alt: name }))),
    photo("none", h("span.face.face--none", { title: word("photo_none") }, icon("ban"))));
  const about = await ask(word("new_client"), [
    { name: "name", label: word("client_name"), required: true },
    { name: "username", label: word("client_username"), pattern: "[A-Za-z0-9_]{3,32}" },
    { node: photos },
  ], word("create_client"));
  const client = about && await post(`${place().kind}/clients`, { bot: place().bot, ...about });
  if (client) { await loadClients(); go(place().bot, client.id); }
}

/** Everything the bot has written so far has been seen. */
export function sawAll(client) {
  const key = `${place().bot}/${client.id}`;
  if (seen[key] === client.from_bot) return;
  seen[key] = client.from_bot;
  localStorage.setItem("seen", JSON.stringify(seen));
}

function draw() {
  const wanted = at("search").value.trim().toLowerCase();
  const shown = clients.filter((one) => `${one.name} ${one.username}`.toLowerCase().includes(wanted));
  at("new-client").hidden = !current();
  at("clients").replaceChildren(...shown.slice(0, SHOWN).map(row));
  if (!current()) {
    at("clients").append(h("div.clients__none.only-narrow", {}, h("b", {}, word("no_bots")), h("p", {}, word("no_bots_more")), h("button.button", { type: "button", onclick: () => newBot() }, word("create_bot"))));
  } else if (!shown.length) {
    at("clients").append(h("div.clients__none", {},
      h("b", {}, word(clients.length ? "nothing_found" : "no_clients")), clients.length ? null : h("p", {}, word("no_clients_more"))));
  }
}

function row(client) {
  const open = client.id === place().client;
  if (open && !document.hidden) sawAll(client);
  const unread = Math.max(0, client.from_bot - (seen[`${place().bot}/${client.id}`] ?? 0));
  return h("a.client", { href: pathOf(place().bot, client.id), "aria-current": open ? "page" : null,
    onclick: (event) => { if (event.ctrlKey || event.metaKey) return; event.preventDefault(); go(place().bot, client.id); } },
    clientFace(client),
    h("span.client__name", {}, h("span", { title: client.name }, client.name), (client.blocked || client.deactivated) && icon("ban")),
    h("time.client__when", {}, client.at ? when(client.at) : ""),
    h("span.client__last", {}, client.deactivated ? word("deactivated") : client.blocked ? word("blocked") : summary(client.last)),
    unread > 0 && !open ? h("span.count", {}, unread) : null);
}
