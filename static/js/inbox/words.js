// Words and shapes of the page, already in the reader's language.

/** The words of <template data-word="name">. */
export const word = (name) => document.querySelector(`template[data-word="${name}"]`)?.content.textContent ?? "";

/** A fresh copy of <template id="shape-name">. */
export const shape = (name) => document.getElementById(`shape-${name}`).content.firstElementChild.cloneNode(true);
