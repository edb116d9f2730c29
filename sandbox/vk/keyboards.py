"""``keyboard`` of messages.send, checked as VK does: one bad button refuses the message."""

import json
from typing import Any

from sandbox.vk.errors import Refused

TYPES = {"text", "open_link", "callback", "location", "vkpay", "open_app"}
COLOURED = {"text", "callback"}
COLOURS = {"primary", "secondary", "positive", "negative"}
LABEL, PAYLOAD, LINK = 40, 255, 2048


def checked(given: Any) -> dict[str, Any] | None:
    """The keyboard when it is right, None when there is none; raises Refused 911."""
    if given is None:
        return None
    if not isinstance(given, dict) or not isinstance(given.get("buttons"), list):
        raise wrong("buttons is not array")
    inline = bool(given.get("inline"))
    rows = given["buttons"]
    if inline and given.get("one_time"):
        raise wrong("inline keyboard can not be one_time")
    if not all(isinstance(row, list) and 1 <= len(row) <= 5 for row in rows):
        raise wrong("rows have 1 to 5 buttons")
    if len(rows) > (6 if inline else 10) or sum(map(len, rows)) > (10 if inline else 40):
        raise wrong("too much buttons")
    for row in rows:
        for button in row:
            _check(button, alone=len(row) == 1)
    return given


def wrong(why: str) -> Refused:
    """911 with its reason."""
    return Refused(911, f"Keyboard format is invalid: {why}")


def _check(button: Any, alone: bool) -> None:
    action = button.get("action") if isinstance(button, dict) else None
    if not isinstance(action, dict) or action.get("type") not in TYPES:
        raise wrong("unknown action type")
    kind = action["type"]
    if kind != "location" and not 1 <= len(str(action.get("label") or "")) <= LABEL:
        raise wrong(f"label has to be 1 to {LABEL} letters")
    if kind == "location" and not alone:
        raise wrong("location button must be alone in its row")
    if "color" in button and (kind not in COLOURED or button["color"] not in COLOURS):
        raise wrong("color is not allowed for this type")
    if kind == "open_link" and not (
        str(action.get("link", "")).startswith(("http://", "https://")) and len(action["link"]) <= LINK
    ):
        raise wrong("link is wrong")
    payload = action.get("payload")
    if payload is not None:
        if not isinstance(payload, str) or len(payload) > PAYLOAD:
            raise wrong(f"payload is longer than {PAYLOAD}")
        try:
            json.loads(payload)
        except ValueError:
            raise wrong("payload is not JSON") from None
