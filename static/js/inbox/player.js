// Voice and music: one button, a line of progress, the time left; one sounds at a time.

let playing;

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

function stop(player) {
  const sound = player.querySelector("audio");
  sound.pause();
}

function face(player, name) {
  const use = player.querySelector("[data-play] use");
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${name}`));
}

function wire(player) {
  if (player.dataset.wired) return;
  player.dataset.wired = "1";
  const sound = player.querySelector("audio");
  const line = player.querySelector("progress");
  const time = player.querySelector("small");
  sound.addEventListener("timeupdate", () => {
    if (Number.isFinite(sound.duration)) line.value = (sound.currentTime / sound.duration) * 100;
    time.textContent = clock(sound.currentTime);
  });
  sound.addEventListener("play", () => face(player, "pause"));
  sound.addEventListener("pause", () => face(player, "play"));
  line.addEventListener("click", (event) => {
    if (Number.isFinite(sound.duration)) sound.currentTime = (event.offsetX / line.offsetWidth) * sound.duration;
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-play]");
  if (!button) return;
  const player = button.closest("[data-player]");
  wire(player);
  const sound = player.querySelector("audio");
  if (!sound.paused) {
    sound.pause();
    return;
  }
  if (playing && playing !== player) stop(playing);
  playing = player;
  sound.play();
});
