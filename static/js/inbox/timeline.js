// The timeline as it stands: opens at its end or at the asked message, loads pages upward, shows «new» when scrolled up.
import { ask } from "./ask.js";
import { merge } from "./merging.js";
import { current, pane } from "./place.js";
import { atEnd, hold, toEnd } from "./scrolling.js";
import { word } from "./words.js";

const AHEAD = "600px 0px 0px 0px";
const list = () => document.getElementById("timeline");
const plural = new Intl.PluralRules(document.documentElement.lang);
const words = (number) => word(`new-${plural.select(number)}`).replace("#", number);
let arrived = 0;
let pinned = true;
let older;
let resize;

function drawJump() {
  const jump = document.getElementById("jump");
  const box = list();
  if (!jump || !box) return;
  const away = !atEnd(box) || Boolean(pane().dataset.after);
  jump.hidden = !away;
  if (!away) arrived = 0;
  jump.querySelector("span").textContent = arrived ? words(arrived) : word("jump-one");
}

/** Client messages came below what is being read. */
export function countNew(number) {
  arrived += number;
  drawJump();
}

async function loadOlder() {
  const section = pane();
  const { timeline, before, chat } = section.dataset;
  if (!before || section.dataset.loading) return;
  section.dataset.loading = "";
  try {
    const { ok, page } = await ask(`${timeline}?before=${encodeURIComponent(before)}`);
    if (!ok || current() !== chat) return;
    const fresh = page.querySelector("[data-update]");
    const box = list();
    hold(box, () => {
      merge(box, [...fresh.children]);
      section.dataset.before = fresh.dataset.before;
      if (!fresh.dataset.before) document.getElementById("older")?.remove();
      else box.prepend(document.getElementById("older"));
    });
  } catch {
    // the link stays; the next scroll or press tries again
  } finally {
    delete section.dataset.loading;
    watchOlder();
  }
}

function watchOlder() {
  older?.disconnect();
  const link = document.getElementById("older");
  if (!link) return;
  older = new IntersectionObserver(([entry]) => entry.isIntersecting && loadOlder(), { root: list(), rootMargin: AHEAD });
  older.observe(link);
}

function opened() {
  const box = list();
  arrived = 0;
  if (!box) return;
  const asked = document.getElementById(pane().dataset.entry ?? "");
  const unread = document.getElementById("unread-line");
  if (asked) {
    asked.scrollIntoView({ block: "center" });
    asked.classList.add("msg--found");
  } else {
    toEnd(box);
    // Long unread: begin where it begins.
    if (unread && unread.offsetTop < box.scrollTop) unread.scrollIntoView({ block: "start" });
  }
  pinned = atEnd(box);
  box.addEventListener(
    "scroll",
    () => {
      pinned = atEnd(box);
      drawJump();
    },
    { passive: true },
  );
  // What loads late (the typeface, a picture of unknown size) moves the end; who stands at the end stays there.
  const stay = () => pinned && box.isConnected && toEnd(box);
  document.fonts?.ready.then(stay);
  box.addEventListener("load", stay, true);
  let was = box.clientHeight;
  resize?.disconnect();
  // The composer grew or the keyboard came up: the end stays at the end.
  resize = new ResizeObserver(() => {
    if (box.scrollHeight - box.scrollTop - was < 48) toEnd(box);
    was = box.clientHeight;
    drawJump();
  });
  resize.observe(box);
  watchOlder();
  drawJump();
}

document.addEventListener("chat:opened", opened);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-older]")) {
    event.preventDefault();
    loadOlder();
  }
  const to = event.target.closest("[data-to]");
  const quoted = to && document.getElementById(to.dataset.to);
  if (quoted) {
    event.preventDefault();
    quoted.scrollIntoView({ block: "center", behavior: "smooth" });
    quoted.classList.add("msg--found");
    setTimeout(() => quoted.classList.remove("msg--found"), 2000);
  }
  if (event.target.closest("#jump") && !pane().dataset.after) toEnd(list());
});
