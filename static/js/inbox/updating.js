// Brings the open chat up to date: on hints, on catching up, and with the answer of every act.
import { ask } from "./ask.js";
import { merge } from "./merging.js";
import { morph } from "./morphing.js";
import { pace } from "./pace.js";
import { current, pane, rev, seen, tell } from "./place.js";
import { atEnd, holdEnd } from "./scrolling.js";
import { countNew } from "./timeline.js";
import { shape } from "./words.js";

const GAP = 500;

function putUnreadLine(first) {
  if (!first || document.getElementById("unread-line")) return;
  const line = shape("unread");
  line.dataset.at = first.dataset.at;
  first.before(line);
}

function putEntries(section, rows) {
  const box = document.getElementById("timeline");
  const watched = seen() && document.hasFocus() && atEnd(box);
  let fromClient = [];
  holdEnd(box, () => {
    const added = merge(box, rows, Boolean(section.dataset.after));
    fromClient = added.filter((row) => row.matches(".msg[data-dir=in]"));
    if (!watched) putUnreadLine(fromClient.find((row) => row.isConnected));
  });
  for (const row of fromClient) row.dataset.fresh = "";
  if (fromClient.length && !atEnd(box)) countNew(fromClient.length);
}

function putFoot(fresh) {
  const old = document.getElementById("chat-foot");
  if (!old || old.dataset.standing === fresh.dataset.standing) return;
  const focused = old.contains(document.activeElement);
  tell("chat:foot-leaving");
  old.replaceWith(fresh);
  tell("chat:foot", { focused });
}

/** Applies an update of the open chat: a document whose [data-update] came from the server. Others are ignored. */
export function apply(page) {
  const update = page.querySelector("[data-update]");
  const section = pane();
  if (!update || update.dataset.chat !== current()) return;
  if ("again" in update.dataset) {
    tell("chat:reload");
    return;
  }
  const head = document.getElementById("chat-head");
  morph(head, update.querySelector("#chat-head"));
  document.getElementById("chat-notice").replaceChildren(...update.querySelector("[data-notice]").children);
  putFoot(update.querySelector("#chat-foot"));
  putEntries(section, [...update.querySelector("ol").children]);
  section.dataset.rev = Math.max(rev(), Number(update.dataset.rev));
  section.dataset.unread = update.dataset.unread;
  tell("chat:updated", { unread: Number(update.dataset.unread) });
}

async function look() {
  const chat = current();
  if (!chat) return;
  let answer;
  try {
    answer = await ask(`${pane().dataset.timeline}?since=${rev()}`);
  } catch {
    return; // the next hint or catching up asks again
  }
  if (current() !== chat) return;
  if (answer.status === 404) tell("chat:gone");
  else if (answer.ok) apply(answer.page);
}

/** Looks for what is new in the open chat, soon. */
export const lookSoon = pace(look, GAP);

document.addEventListener("live:changed", (event) => {
  const told = event.detail.chats?.[current()];
  if (told !== undefined && (told === 0 || told > rev())) lookSoon();
});
document.addEventListener("live:catchup", lookSoon);
document.addEventListener("live:resumed", lookSoon);
document.addEventListener("click", (event) => {
  event.target.closest("[data-dismiss-notice]")?.closest(".window").remove();
});
