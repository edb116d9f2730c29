// One image or file before sending: by button, drop or paste; shown small with what becomes of it, refused in words.
import { notice } from "./noticing.js";
import { shape, word } from "./words.js";

const IMAGE = 3 * 1024 * 1024;
const FILE = 100 * 1024 * 1024;
const KINDS = ["image/jpeg", "image/png", "image/gif"];
let attached = null; // {file, as}: as is "image" or "file", the name of the form's field
let drop = null;

const form = () => document.querySelector("#composer[data-writes]");

function size(bytes) {
  const mb = bytes >= 1024 * 1024;
  const unit = { style: "unit", unit: mb ? "megabyte" : "kilobyte", maximumFractionDigits: mb ? 1 : 0 };
  return new Intl.NumberFormat(document.documentElement.lang, unit).format(bytes / (mb ? 1024 * 1024 : 1024));
}

function face(chip, { file, as }) {
  const picture = chip.querySelector("img");
  if (as === "file") {
    picture.remove();
    return;
  }
  picture.src = URL.createObjectURL(file);
  picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
}

function draw() {
  const place = document.getElementById("composer-files");
  if (!place) return;
  place.hidden = !attached;
  place.replaceChildren();
  if (!attached) return;
  const { file } = attached;
  const chip = shape("attach");
  face(chip, attached);
  chip.querySelector("b").textContent = file.name;
  const linked = file.size > Number(form()?.dataset.carries || Infinity);
  chip.querySelector(".muted").textContent = linked ? `${size(file.size)} · ${form().dataset.linkNote}` : size(file.size);
  chip.querySelector("button").addEventListener("click", () => {
    clear();
    document.getElementById("composer-text").focus();
  });
  place.append(chip);
}

function take(files, as = "") {
  const [file] = files;
  if (!file || !form()) return;
  const picture = as !== "file" && KINDS.includes(file.type);
  if (as === "image" && !picture) notice(word("image-kind"));
  else if (file.size > FILE) notice(word("file-big"));
  else {
    attached = { file, as: picture && file.size <= IMAGE ? "image" : "file" };
    if (picture && attached.as === "file") notice(word("image-big"));
    if (files.length > 1) notice(word("file-one"));
    draw();
    document.getElementById("composer-text").focus();
  }
}

/** What goes with the next message: {file, as}, or null. */
export const carried = () => attached;

/** Nothing is attached any more. */
export function clear() {
  attached = null;
  for (const id of ["composer-image", "composer-file"]) {
    const field = document.getElementById(id);
    if (field) field.value = "";
  }
  draw();
}

document.addEventListener("change", (event) => {
  if (event.target.id !== "composer-image" && event.target.id !== "composer-file") return;
  take([...event.target.files], event.target.name);
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
