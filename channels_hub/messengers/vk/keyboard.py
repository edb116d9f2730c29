"""Buttons as VK's keyboard (PROTOCOLS §3.5)."""

import json
from collections.abc import Sequence
from typing import Any

from channels_hub.messengers.errors import Rejected
from channels_hub.messengers.vk.traits import TRAITS
from channels_hub.messengers.vocabulary import Button

MAX_PAYLOAD = 255
ROWS_UNDER_A_MESSAGE = 6


def keyboard(buttons: Sequence[Button], quick_replies: Sequence[Button] = ()) -> str | None:
    """The JSON of `keyboard`, None without buttons. Raises Rejected for data that VK would refuse.

    Buttons stand under the message; quick replies alone stand instead of the client's keys and go after one press.
    """
    actions = [_action(button, pressed=True) for button in buttons]
    actions += [_action(button, pressed=False) for button in quick_replies]
    if not actions:
        return None
    shape = {"inline": True} if buttons else {"one_time": True, "inline": False}
    return json.dumps({**shape, "buttons": _rows(actions)}, ensure_ascii=False, separators=(",", ":"))


def _action(button: Button, pressed: bool) -> dict[str, Any]:
    """`pressed`: a press tells us alone; else it also writes the label into the chat."""
    if button.ask == "location":
        return {"action": {"type": "location", **_payload(button.data)}}
    label = button.text[: TRAITS.max_label]
    if button.url:
        return {"action": {"type": "open_link", "link": button.url, "label": label}}
    kind = "callback" if pressed else "text"
    return {
        "color": "primary" if pressed else "secondary",
        "action": {"type": kind, "label": label, **_payload(button.data)},
    }


def _payload(data: str) -> dict[str, str]:
    if not data:
        return {}
    payload = json.dumps({"d": data}, ensure_ascii=False, separators=(",", ":"))
    if len(payload) > MAX_PAYLOAD:
        raise Rejected("button data is longer than 255 characters")
    return {"payload": payload}


def _rows(actions: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """One a row while the rows suffice, then two; a place always alone."""
    across = 1 if len(actions) <= ROWS_UNDER_A_MESSAGE else 2
    rows: list[list[dict[str, Any]]] = []
    for action in actions:
        alone = action["action"]["type"] == "location"
        last = rows[-1] if rows else []
        if alone or not last or len(last) >= across or last[0]["action"]["type"] == "location":
            rows.append([action])
        else:
            last.append(action)
    return rows
