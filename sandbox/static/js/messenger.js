// The page of a person who plays clients.
import { kinds, word } from "./about.js";
import { arrive, waitingPayload } from "./arriving.js";
import { bots, current, newBot, watchBots } from "./bots.js";
import { loadClients, newClient, clients, watchClients } from "./clients.js";
import { drawComposer, edit, reply } from "./composer.js";
import { watchConversation } from "./conversation.js";
import { at, h } from "./dom.js";
import { drawHead } from "./head.js";
import { listen } from "./live.js";
import { go, place } from "./place.js";
import { watchTheme } from "./theme.js";

for (const { css } of Object.values(kinds)) if (css) document.head.append(h("link", { rel: "stylesheet", href: `/static/css/${css}` }));
watchTheme();
watchClients(drawNone);
watchConversation(drawChat, { reply, edit });
at("back").addEventListener("click", () => go(place().bot));
at("none-act").addEventListener("click", () => (bots.length ? newClient() : newBot()));
await watchBots(drawNone);
arrive();
if (current()) go(place().bot, place().client, true);
await loadClients();
listen();

function drawChat(standing) {
  at("open").hidden = !standing;
  at("none").hidden = Boolean(standing);
  drawHead(standing);
  drawComposer(standing);
  if (!standing) drawNone();
}

// the right side while nobody is chosen
function drawNone() {
  const [title, more, act] = waitingPayload() !== null && bots.length ? ["who_starts", "who_starts_more", "new_client"]
    : !bots.length ? ["no_bots", "no_bots_more", "create_bot"]
    : clients.length ? ["choose", "choose_more", ""] : ["no_clients", "no_clients_more", "new_client"];
  at("none-title").textContent = word(title);
  at("none-more").textContent = word(more);
  at("none-act").hidden = !act;
  at("none-act").textContent = act ? word(act) : "";
}
