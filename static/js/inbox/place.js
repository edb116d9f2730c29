// Which chat is open, where it lives and whether the person really sees it.

/** The open chat's pane. */
export const pane = () => document.getElementById("chat");

/** The open chat's id as text, "" when none is. */
export const current = () => pane()?.dataset.chat ?? "";

/** How far the page has the open chat. */
export const rev = () => Number(pane()?.dataset.rev ?? 0);

/** Is the open chat before the person's eyes now? */
export const seen = () => Boolean(current()) && !document.hidden && document.getElementById("timeline")?.checkVisibility();

/** A key of this person and project for the browser's storage. */
export function key(...parts) {
  const { person, project } = document.getElementById("inbox").dataset;
  return ["wepster", person, project, ...parts].join(":");
}

/** Tells everybody on the page: `chat:opened`, `chat:updated`, `chat:foot`. */
export const tell = (name, detail = {}) => document.dispatchEvent(new CustomEvent(name, { detail }));
