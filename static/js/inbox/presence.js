// Who else looks at the open chat and who types: one line above the composer; and telling the others of us.
import { send } from "../live.js";
import { current, pane } from "./place.js";

function watch() {
  const chat = current();
  send({ type: "watch", chat: chat && !document.hidden ? Number(chat) : null });
}

function face({ name, photo, initials, hue }) {
  const avatar = document.createElement("span");
  avatar.className = "avatar avatar--xs";
  avatar.title = name;
  if (photo) {
    const picture = document.createElement("img");
    picture.src = photo;
    picture.alt = "";
    avatar.append(picture);
  } else {
    avatar.dataset.hue = hue;
    avatar.textContent = initials;
  }
  return avatar;
}

document.addEventListener("live:presence", (event) => {
  const place = document.getElementById("presence");
  const { chat, text, typing, faces } = event.detail;
  if (!place || String(chat) !== pane()?.dataset.chat) return;
  place.replaceChildren(...(text ? faces.map(face) : []), text);
  if (typing) {
    const dots = document.createElement("span");
    dots.className = "dots";
    dots.append(...[0, 1, 2].map(() => document.createElement("i")));
    place.append(dots);
  }
});
for (const name of ["live:hello", "chat:opened", "chat:closed", "visibilitychange"]) document.addEventListener(name, watch);
