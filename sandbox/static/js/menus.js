// Menus in popovers.
import { h, icon } from "./dom.js";

/** Fill a popover with items: [{icon, text, run, danger?}] or null for a line between. */
export function fill(popover, items) {
  popover.replaceChildren(...items.map((item) => item === null ? h("hr") : h(
    item.danger ? "button.menu__item.menu__item--danger" : "button.menu__item",
    { type: "button", onclick: () => { popover.hidePopover(); item.run(); } },
    item.node ?? icon(item.icon), h("span", {}, item.text, item.more && h("small", {}, item.more)),
  )));
}
