// Runs while the page is still being read: the timeline is at its end, or at the asked message, before it is first seen.
(() => {
  const box = document.getElementById("timeline");
  const asked = document.getElementById(document.getElementById("chat").dataset.entry ?? "");
  if (asked) asked.scrollIntoView({ block: "center" });
  else box.scrollTop = box.scrollHeight;
})();
