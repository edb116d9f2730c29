// Pictures, films, voices and files in bubbles.
import { h, icon } from "./dom.js";
import { length, size } from "./formats.js";
import { word } from "./about.js";

const address = (media) => `${media.url}?type=${encodeURIComponent(media.mime)}`;

/** The node of one file; ``own`` says whose bubble it is. */
export function mediaNode(media) {
  switch (media.kind) {
    case "photo": return picture(media);
    case "sticker": return h("img.sticker", { src: address(media), alt: "" });
    case "video": case "animation": return film(media);
    case "video_note": return h("video.note", { src: address(media), controls: true, playsInline: true, preload: "metadata" });
    case "voice": case "audio": return voice(media);
    default: return file(media);
  }
}

function picture(media) {
  return h("a.photo", { href: address(media), target: "_blank", rel: "noopener" },
    h("img", { src: address(media), alt: media.name, width: String(media.width || 640), height: String(media.height || 480), loading: "lazy" }));
}

function film(media) {
  const loop = media.kind === "animation";
  return h("video.film", { src: address(media), controls: !loop, loop, autoplay: loop, muted: loop, playsInline: true, preload: "metadata", width: String(media.width || 480), height: String(media.height || 360) });
}

function file(media) {
  const ending = (media.name.split(".").pop() ?? "").slice(0, 4);
  return h("a.file", { href: address(media), download: media.name, title: word("download") },
    h("span.file__mark", {}, ending), h("span.file__about", {}, h("b", {}, media.name), h("small", {}, size(media.size))));
}

function voice(media) {
  const sound = new Audio();
  sound.preload = "none";
  sound.src = address(media);
  const bars = waves(media.sha256);
  const button = h("button.voice__play", { type: "button", "aria-label": word("play") }, icon("play"));
  const draw = () => {
    const part = sound.currentTime / (Number.isFinite(sound.duration) && sound.duration || media.duration || 1);
    bars.forEach((bar, number) => bar.classList.toggle("is-heard", number / bars.length < part));
    button.replaceChildren(icon(sound.paused ? "play" : "pause"));
    button.setAttribute("aria-label", word(sound.paused ? "play" : "pause"));
  };
  button.addEventListener("click", () => { if (sound.paused) sound.play().catch(() => {}); else sound.pause(); });
  for (const name of ["timeupdate", "play", "pause", "ended"]) sound.addEventListener(name, draw);
  const about = media.kind === "audio" ? h("b.voice__name", {}, media.name) : h("span.voice__waves", {}, bars);
  return h("div.voice", {}, button, h("span.voice__about", {}, about, h("small", {}, length(media.duration || 0))));
}

// heights from the file's hash: the same voice always looks the same
function waves(hash) {
  return [...hash.slice(0, 34)].map((digit) => h("i", { "data-high": String(Math.round((parseInt(digit, 16) / 15) * 5)) }));
}
