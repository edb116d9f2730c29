// The invitation as the client sees it, while it is written, and how long it is.
const echo = document.querySelector("[data-echo-of]");

document.addEventListener("input", (event) => {
  if (!echo || event.target.id !== echo.dataset.echoOf) return;
  echo.textContent = event.target.value;
  echo.hidden = !event.target.value.trim();
  const count = document.querySelector(`[data-count-of="${event.target.id}"]`);
  if (count) count.textContent = `${[...event.target.value].length} / ${event.target.maxLength}`;
});
