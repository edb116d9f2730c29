// The socket, and asking by oneself while there is none: `look()` fetches what is new by the cursor either way.
import { read } from "./store.js";

const SLOW = 25000;
const POLL = 3000;
let socket = null;
let tries = 0;
let timer = 0;
let beat = 0;
let paused = false;
let standing = "connecting";
let tell = () => {};
let look = () => {};

export function begin(onState, onLook) {
  tell = onState;
  look = onLook;
  addEventListener("online", () => again(0));
  addEventListener("offline", () => {
    set("offline");
    socket?.close();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) look();
  });
  connect();
  poll();
}

// A visitor without a token has nothing to hear: the socket opens with the first message.
export function connect() {
  clearTimeout(timer);
  const token = read("token");
  if (!navigator.onLine) return set("offline");
  if (!token) return set("online");
  if (socket && socket.readyState < 2) return undefined;
  const address = new URL("live", location.href);
  address.protocol = address.protocol.replace("http", "ws");
  address.search = "";
  const mine = new WebSocket(address);
  socket = mine;
  mine.onopen = () => mine.send(JSON.stringify({ type: "hello", token }));
  mine.onmessage = ({ data }) => hear(mine, JSON.parse(data));
  mine.onclose = () => {
    if (socket !== mine) return;
    socket = null;
    clearInterval(beat);
    tries += 1;
    set(navigator.onLine ? (tries > 2 ? "polling" : "away") : "offline");
    again(Math.min(1000 * 2 ** tries, 30000) * (0.5 + Math.random()));
  };
  return undefined;
}

function again(wait) {
  clearTimeout(timer);
  timer = setTimeout(connect, wait);
}

function hear(mine, frame) {
  if (frame.type === "hello") {
    tries = 0;
    clearInterval(beat);
    beat = setInterval(() => mine.readyState === 1 && mine.send('{"type":"ping"}'), frame.ping * 1000);
    paused = false;
    set("online");
    look();
  } else if (frame.type === "rev") look(frame.rev);
  else if (frame.type === "paused" || frame.type === "resumed") {
    paused = frame.type === "paused";
    set(paused ? "polling" : "online");
    look();
  }
}

function set(state) {
  standing = state;
  tell(state);
}

// The page's own rhythm: seldom with a socket, often without, not at all unseen and unconnected.
async function poll() {
  const heard = socket?.readyState === 1 && !paused;
  await new Promise((done) => setTimeout(done, heard ? SLOW : POLL * (document.hidden ? 5 : 1)));
  if (navigator.onLine && read("token")) {
    const reached = await look();
    if (!heard && reached !== undefined && standing !== "connecting") set(reached ? "polling" : "away");
    if (!heard && reached && !socket && !timer) connect();
  }
  poll();
}
