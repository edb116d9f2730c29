// One image before sending: by button, drop or paste; shown small, refused in words.
import { notice } from "./noticing.js";
import { shape, word } from "./words.js";

const MOST = 3 * 1024 * 1024;
const KINDS = ["image/jpeg", "image/png", "image/gif"];
let attached = null;
let drop = null;

const form = () => document.querySelector("#composer[data-writes]");

function size(bytes) {
  const mb = bytes >= 1024 * 1024;
  const unit = { style: "unit", unit: mb ? "megabyte" : "kilobyte", maximumFractionDigits: mb ? 1 : 0 };
  return new Intl.NumberFormat(document.documentElement.lang, unit).format(bytes / (mb ? 1024 * 1024 : 1024));
}

function draw() {
  const place = document.getElementById("composer-files");
  if (!place) return;
  place.hidden = !attached;
  place.replaceChildren();
  if (!attached) return;
  const chip = shape("attach");
  const picture = chip.querySelector("img");
  picture.src = URL.createObjectURL(attached);
  picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
  chip.querySelector("b").textContent = attached.name;
  chip.querySelector(".muted").textContent = size(attached.size);
  chip.querySelector("button").addEventListener("click", () => {
    clear();
    document.getElementById("composer-text").focus();
  });
  place.append(chip);
}

function take(files) {
  const [file] = files;
  if (!file || !form()) return;
  if (!KINDS.includes(file.type)) notice(word("image-kind"));
  else if (file.size > MOST) notice(word("image-big"));
  else {
    attached = file;
    if (files.length > 1) notice(word("image-one"));
    draw();
    document.getElementById("composer-text").focus();
  }
}

/** The image that goes with the next message, or null. */
export const image = () => attached;

/** Nothing is attached any more. */
export function clear() {
  attached = null;
  const field = document.getElementById("composer-image");
  if (field) field.value = "";
  draw();
}

document.addEventListener("change", (event) => {
  if (event.target.id !== "composer-image") return;
  take([...event.target.files]);
  event.target.value = "";
});
document.addEventListener("paste", (event) => {
  if (!event.target.matches?.("#composer-text")) return;
  const files = [...(event.clipboardData?.files ?? [])];
  if (!files.length) return;
  event.preventDefault();
  take(files);
});

const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
function hideDrop() {
  drop?.remove();
  drop = null;
}
document.addEventListener("dragover", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault(); // a file dropped beside must not open instead of the page
  const pane = event.target.closest?.("#chat");
  if (pane && form() && !drop) {
    drop = shape("drop");
    pane.append(drop);
  } else if (!pane) hideDrop();
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) hideDrop();
});
document.addEventListener("drop", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  if (drop) take([...event.dataTransfer.files]);
  hideDrop();
});
for (const name of ["chat:leaving", "chat:opened"]) document.addEventListener(name, clear);
document.addEventListener("chat:foot", draw);
