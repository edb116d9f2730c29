// The list of chats: kept live by its first pages and counts, loads further rows, changes tabs in place.
import { ask } from "./ask.js";
import { morph } from "./morphing.js";
import { pace } from "./pace.js";
import { current, tell } from "./place.js";
import { hold } from "./scrolling.js";

const GAP = 500;
const MOST = 200;
const AHEAD = "400px";
const list = () => document.getElementById("list");
const box = () => document.getElementById("list-scroll");
let more;

function tellCounts() {
  const { new: fresh, unread } = list().dataset;
  tell("inbox:counts", { new: Number(fresh), unread: Number(unread) });
}

function watchMore() {
  more?.disconnect();
  more = new IntersectionObserver((entries) => entries.filter((e) => e.isIntersecting).forEach((e) => load(e.target)), {
    root: box(),
    rootMargin: AHEAD,
  });
  for (const link of document.querySelectorAll("#list [data-more]")) more.observe(link);
}

async function load(link) {
  if (link.dataset.loading !== undefined) return;
  link.dataset.loading = "";
  try {
    const { ok, page } = await ask(link.href);
    if (!ok || !link.isConnected) return;
    const rows = [...page.body.children].filter((row) => !document.getElementById(row.id) || row.matches(".list-more"));
    link.closest("li").replaceWith(...rows);
  } catch {
    delete link.dataset.loading;
  }
  watchMore();
}

async function fetchList(url) {
  const address = new URL(url, location.href);
  address.searchParams.set("part", "list");
  address.searchParams.set("open", current());
  const { ok, page } = await ask(address);
  return ok ? page.getElementById("list") : null;
}

async function refresh() {
  const { url, order } = list().dataset;
  const loaded = Math.min(MOST, document.querySelectorAll("#list li[data-chat]").length);
  let fresh = null;
  try {
    fresh = await fetchList(`${url}?order=${order}&count=${loaded}`);
  } catch {
    return;
  }
  if (!fresh || list().dataset.url !== url || list().dataset.order !== order) return;
  hold(box(), () => morph(list(), fresh));
  watchMore();
  tellCounts();
}

/** Brings the list and the counts up to date, soon. */
export const refreshSoon = pace(refresh, GAP);

async function change(url) {
  try {
    const fresh = await fetchList(url);
    if (!fresh) return;
    list().replaceWith(fresh);
    watchMore();
    tellCounts();
    tell("list:changed");
  } catch {
    location.assign(url);
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("#list [data-tab][href], #list a[data-order], [data-more]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  if (link.matches("[data-more]")) {
    load(link);
    return;
  }
  change(link.href).then(() => {
    const tab = document.getElementById(`tab-${list().dataset.tab}`);
    if (link.matches("[role=tab]")) tab?.focus({ preventScroll: true });
  });
  if (!link.dataset.tab) return;
  // With a chat open the address stays the chat's; the list beside it is another tab's.
  if (current() && document.body.dataset.pane !== "list") {
    const here = new URL(location.href);
    here.searchParams.set("tab", link.dataset.tab);
    history.replaceState(history.state, "", here);
  } else {
    history.pushState({}, "", link.href);
  }
});
document.addEventListener("list:address", () => {
  if (!location.pathname.endsWith(new URL(list().dataset.url, location.href).pathname)) change(location.href);
});
document.addEventListener("live:changed", refreshSoon);
for (const name of ["live:catchup", "live:resumed", "chat:opened", "chat:acted"]) {
  document.addEventListener(name, refreshSoon);
}
// Rings fill and minutes grow while nothing happens.
setInterval(() => {
  if (!document.hidden) refreshSoon();
}, 60_000);
watchMore();
tellCounts();
