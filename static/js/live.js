// The page's one socket. Frames are JSON objects with a type; each becomes an event on document: `live:<type>`, the
// frame in its detail. Also: `live:open`, `live:down`, and `live:catchup` whenever something may have been missed
// (opened, returned to the tab, and every 15 s while there is no socket): listeners fetch what is new by their cursor.
const path = document.body.dataset.live;
const FIRST = 500;
const LONGEST = 30_000;
const JITTER = 5000;
const POLL = 15_000;
const AWAY = 5000;
const SIGNED_OUT = 4401;
const RIGHTS_CHANGED = 4403;

let socket;
let tries = 0;
let timer;
let pulse;
let hiddenAt = 0;
let paused = false;

function tell(type, detail = {}) {
  document.dispatchEvent(new CustomEvent(`live:${type}`, { detail }));
}

/** Sends one frame, {type: "…", …}; false when there is no connection: nothing is kept for later. */
export function send(frame) {
  if (socket?.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify(frame));
  return true;
}

/** Whether the socket is open now. */
export const isOpen = () => socket?.readyState === WebSocket.OPEN;

function beat(seconds) {
  clearInterval(pulse);
  pulse = setInterval(() => {
    const asked = socket;
    asked.heard = false;
    send({ type: "ping" });
    setTimeout(() => {
      if (!asked.heard) asked.close();
    }, (seconds * 1000) / 2);
  }, seconds * 1000);
}

function receive(event) {
  let frame;
  try {
    frame = JSON.parse(event.data);
  } catch {
    return;
  }
  event.target.heard = true;
  // The server asks for a heartbeat by naming its seconds: {"type": "hello", "ping": 25}
  if (frame.type === "hello" && frame.ping) beat(frame.ping);
  if (frame.type === "paused") paused = true;
  if (frame.type === "resumed") paused = false;
  tell(frame.type, frame);
}

function connect() {
  if (socket?.readyState <= WebSocket.OPEN) return; // connecting or open
  clearTimeout(timer);
  const mine = new WebSocket(new URL(path, location.href.replace(/^http/, "ws")));
  socket = mine;
  mine.addEventListener("open", () => {
    tries = 0;
    tell("open");
    tell("catchup", { reason: "open" });
  });
  mine.addEventListener("message", receive);
  mine.addEventListener("close", (event) => {
    if (mine !== socket) return;
    clearInterval(pulse);
    if (event.code === SIGNED_OUT) {
      tell("signed-out");
      return;
    }
    if (event.code === RIGHTS_CHANGED) tell("access");
    tell("down", { code: event.code });
    again();
  });
}

function again() {
  const pause = Math.min(LONGEST, FIRST * 2 ** tries) + Math.random() * JITTER;
  tries += 1;
  clearTimeout(timer);
  timer = setTimeout(connect, pause);
}

if (path) {
  connect();
  addEventListener("online", () => {
    if (isOpen()) tell("catchup", { reason: "online" });
    else connect();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      hiddenAt = Date.now();
      return;
    }
    if (!isOpen()) connect();
    else if (Date.now() - hiddenAt > AWAY) tell("catchup", { reason: "return" });
  });
  setInterval(() => {
    if ((!isOpen() || paused) && !document.hidden && navigator.onLine) tell("catchup", { reason: "poll" });
  }, POLL);
}
