// How many wait, in the tab's title, its icon and the rail; told by `inbox:counts` {new, unread}.
const MARK = /^\(\d+\+?\) /;
let total = 0;
let plain = document.title.replace(MARK, "");

function drawTitle() {
  document.title = total ? `(${total > 99 ? "99+" : total}) ${plain}` : plain;
}

async function drawIcon() {
  const link = document.querySelector("link[rel=icon]");
  link.dataset.plain ??= link.href;
  if (!total) {
    link.href = link.dataset.plain;
    return;
  }
  const picture = new Image(64, 64);
  picture.src = link.dataset.plain;
  try {
    await picture.decode();
  } catch {
    return;
  }
  const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 64 });
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0, 64, 64);
  pen.fillStyle = "#d92d20";
  pen.beginPath();
  pen.arc(44, 20, 20, 0, 7);
  pen.fill();
  pen.fillStyle = "#fff";
  pen.font = `600 ${total > 9 ? 24 : 30}px sans-serif`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(total > 99 ? "99" : total, 44, 21);
  link.href = canvas.toDataURL();
}

document.addEventListener("inbox:counts", (event) => {
  const { new: fresh, unread } = event.detail;
  const rail = document.getElementById("nav-count-inbox");
  if (rail) {
    rail.hidden = !fresh;
    const spoken = rail.querySelector(".vh");
    rail.replaceChildren(fresh ? new Intl.NumberFormat(document.documentElement.lang).format(fresh) : "", ...(spoken ? [spoken] : []));
  }
  if (total === fresh + unread) return;
  total = fresh + unread;
  drawTitle();
  drawIcon();
});
document.addEventListener("page:title", (event) => {
  plain = event.detail.title.replace(MARK, "");
  drawTitle();
});
