// Browser notifications and a sound for new messages of clients while a tab is open (NTF-1). One tab of the browser does
// it for all; one that shows the very chat says so and nothing rings.
import { isOpen } from "./live.js";
import "./counts.js";

const { news, sound, project } = document.body.dataset;
const GAP = 1000;
const ASK = 120;
// A message is received a moment before others can see it: each look reaches back so far, and told ones are known.
const OVERLAP = 10_000;
const REMEMBERED = 200;
const CHAT = /\/inbox\/chats\/(\d+)\//;
const banner = document.getElementById("notify-banner");
const air = "BroadcastChannel" in window ? new BroadcastChannel(`wepster:${project}`) : null;

let since = Date.parse(document.documentElement.dataset.now) - 1000;
let told = [];
let leads = false;
let running = false;
let again = false;
let audio;

const looking = () => !document.hidden && document.hasFocus();
const openChat = () => document.getElementById("chat")?.dataset.chat ?? location.pathname.match(CHAT)?.[1];

// The first press or key anywhere lets the page make sounds.
function unlock() {
  audio ??= new AudioContext();
  if (audio.state === "suspended") audio.resume();
}
for (const name of ["pointerdown", "keydown"]) addEventListener(name, unlock, { once: true, capture: true });

function ring() {
  if (sound !== "on" || audio?.state !== "running") return;
  const start = audio.currentTime;
  for (const [at, tone] of [
    [0, 659.25],
    [0.11, 880],
  ]) {
    const voice = audio.createOscillator();
    const loud = audio.createGain();
    voice.frequency.value = tone;
    loud.gain.setValueAtTime(0.0001, start + at);
    loud.gain.exponentialRampToValueAtTime(0.09, start + at + 0.015);
    loud.gain.exponentialRampToValueAtTime(0.0001, start + at + 0.32);
    voice.connect(loud).connect(audio.destination);
    voice.start(start + at);
    voice.stop(start + at + 0.35);
  }
}

function show({ chat, title, text, url }) {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  const note = new Notification(title, { body: text, tag: `wepster-${project}-${chat}`, renotify: true, silent: true });
  note.addEventListener("click", () => {
    window.focus();
    location.assign(url);
    note.close();
  });
}

/** Asks the other tabs who shows what: {seen: chats before somebody's eyes, awake: is any tab in front}. */
async function others() {
  const seen = new Set();
  let awake = looking();
  if (awake && openChat()) seen.add(Number(openChat()));
  if (!air) return { seen, awake };
  const hear = ({ data }) => {
    if (data.type !== "here") return;
    awake = true;
    if (data.chat) seen.add(Number(data.chat));
  };
  air.addEventListener("message", hear);
  air.postMessage({ type: "who" });
  await new Promise((done) => setTimeout(done, ASK));
  air.removeEventListener("message", hear);
  return { seen, awake };
}

async function look() {
  const from = encodeURIComponent(new Date(since).toISOString());
  const answer = await fetch(`${news}?since=${from}`, { headers: { "HX-Request": "true" } });
  if (!answer.ok) return;
  const { now, new: fresh, unread, messages } = await answer.json();
  const unheard = messages.filter(({ entry }) => !told.includes(entry));
  since = Math.max(since, Date.parse(now) - OVERLAP);
  told = [...told, ...unheard.map(({ entry }) => entry)].slice(-REMEMBERED);
  const counts = { new: fresh, unread };
  air?.postMessage({ type: "counts", counts, since, told });
  document.dispatchEvent(new CustomEvent("inbox:counts", { detail: counts }));
  if (!unheard.length) return;
  const { seen, awake } = await others();
  const loud = unheard.filter((message) => !seen.has(message.chat));
  if (!loud.length) return;
  if (!awake) loud.forEach(show);
  ring();
}

async function lookSoon() {
  if (!leads) return;
  if (running) {
    again = true;
    return;
  }
  running = true;
  try {
    await look();
  } catch {
    // the next hint looks again from the same moment
  }
  setTimeout(() => {
    running = false;
    if (again) {
      again = false;
      lookSoon();
    }
  }, GAP);
}

function lead() {
  leads = true;
  if (isOpen()) lookSoon();
  return new Promise(() => {}); // for as long as this tab lives
}

air?.addEventListener("message", ({ data }) => {
  if (data.type === "who" && looking()) air.postMessage({ type: "here", chat: openChat() });
  if (data.type !== "counts") return;
  // Whichever tab tells next goes on from here.
  since = Math.max(since, data.since);
  told = data.told;
  document.dispatchEvent(new CustomEvent("inbox:counts", { detail: data.counts }));
});

function drawBanner() {
  if (!banner) return;
  const permission = "Notification" in window ? Notification.permission : "granted";
  const closed = localStorage.getItem(`wepster:notify-${permission}`);
  banner.hidden = permission === "granted" || Boolean(closed);
  for (const each of banner.querySelectorAll("[data-permission]")) each.hidden = each.dataset.permission !== permission;
}

banner?.addEventListener("click", async (event) => {
  if (event.target.closest("[data-allow]")) await Notification.requestPermission();
  else if (event.target.closest("[data-later]")) localStorage.setItem(`wepster:notify-${Notification.permission}`, "1");
  else return;
  drawBanner();
});

if (news) {
  if (navigator.locks) navigator.locks.request(`wepster:notify:${project}`, lead);
  else lead();
  for (const name of ["live:changed", "live:catchup", "live:resumed"]) document.addEventListener(name, lookSoon);
  drawBanner();
}
