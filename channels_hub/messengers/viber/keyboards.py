"""Buttons as Viber's keyboard under the chat, and presses of it (PROTOCOLS §2.5)."""

import html
from collections.abc import Sequence
from typing import Any

from channels_hub.messengers.vocabulary import Button

WIDTH = 6
ROWS = 12
LONGEST = 250
ASK_VERSION = 3  # devices that know how to share a phone or a place
# There is no event of a press: it comes as a text. Ours begins so that nobody types it, and the client does not see it.
MARK = "\u2063press:"
_ASKS = {"phone": "share-phone", "location": "location-picker"}


def keyboard(buttons: Sequence[Button]) -> dict[str, Any] | None:
    """The keyboard of these buttons, one a row, or two when they are many; None of none."""
    if not buttons:
        return None
    columns = WIDTH if len(buttons) <= ROWS else WIDTH // 2
    return {
        "Type": "keyboard",
        "DefaultHeight": False,
        "Buttons": [{"Columns": columns, "Rows": 1, **_button(button)} for button in buttons],
    }


def asks(buttons: Sequence[Button]) -> bool:
    """Does one of them need a newer device?"""
    return any(button.ask in _ASKS for button in buttons)


def pressed(text: str) -> str | None:
    """What the pressed button brings back; None when the text is a person's own."""
    return text.removeprefix(MARK) if text.startswith(MARK) else None


def _label(text: str) -> str:
    while len(escaped := html.escape(text, quote=False)) > LONGEST:
        text = text[:-1]
    return escaped


def _button(button: Button) -> dict[str, Any]:
    """A label is HTML to Viber; a button without anything says its own label, as the client's words."""
    label = {"Text": _label(button.text)}
    if button.ask in _ASKS:
        return {**label, "ActionType": _ASKS[button.ask], "ActionBody": button.ask}
    if button.url:
        return {**label, "ActionType": "open-url", "ActionBody": button.url, "Silent": True}
    if button.data:
        return {**label, "ActionType": "reply", "ActionBody": MARK + button.data, "Silent": True}
    return {**label, "ActionType": "reply", "ActionBody": button.text}
