"""A press on a button under a message, or on one of the keyboard's."""

import random
from typing import Any

from sandbox.telegram.acts.acting import Acting
from sandbox.telegram.acts.content import contact, location, text


def press(acting: Acting, given: dict[str, Any]) -> None:
    """Press ``{message_id, button}``: an index counted over all rows, the data, or the text.

    Without ``message_id`` the last message with buttons is meant. A button of the reply keyboard is pressed by
    ``{keyboard: text}``: it sends its text, or the client's phone or place when it asks for one.
    """
    if "keyboard" in given:
        _keyboard(acting, str(given["keyboard"]))
        return
    message = _message(acting, given.get("message_id"))
    data = _data(message.api.get("reply_markup", {}).get("inline_keyboard", []), given)
    press_id, now, user = (
        str(random.randrange(10**18, 9 * 10**18)),
        acting.telegram.clock.now(),
        acting.chat.user,
    )
    acting.bot.presses[press_id] = {"at": now, "user": user.id, "message": message.id}
    message.pressed = data
    acting.telegram.keep_message(acting.bot, acting.chat, message)
    query = {
        "id": press_id,
        "from": user.sender(),
        "message": message.api,
        "chat_instance": str(-user.id * 31),
    }
    acting.update("callback_query", {**query, "data": data})


def _message(acting: Acting, message_id: Any) -> Any:
    """The message whose button is pressed."""
    if message_id is not None:
        return acting.message(message_id)
    for message in reversed(acting.chat.messages.values()):
        if not message.deleted and "inline_keyboard" in message.api.get("reply_markup", {}):
            return message
    raise ValueError("no message of this chat has buttons")


def _data(rows: list[list[dict[str, Any]]], given: dict[str, Any]) -> str:
    """callback_data of the button meant; raises ValueError."""
    buttons = [button for row in rows for button in row]
    wanted = given.get("button", given.get("data", given.get("text", 0)))
    if isinstance(wanted, int):
        found = buttons[wanted : wanted + 1]
    else:
        found = [one for one in buttons if one.get("callback_data") == wanted] or [
            one for one in buttons if one["text"] == wanted
        ]
    if not found:
        raise ValueError(f"there is no button {wanted!r}")
    if "callback_data" not in found[0]:
        raise ValueError(f"the button {found[0]['text']!r} is a link: pressing it tells the bot nothing")
    return str(found[0]["callback_data"])


def _keyboard(acting: Acting, label: str) -> None:
    """Press a button of the reply keyboard; a one-time keyboard goes away."""
    keyboard = acting.chat.keyboard or {}
    button = next((one for row in keyboard.get("keyboard", []) for one in row if one["text"] == label), None)
    if button is None:
        raise ValueError(f"the keyboard has no button {label!r}")
    if keyboard.get("one_time_keyboard"):
        acting.chat.keyboard = None
        acting.telegram.keep_chat(acting.bot, acting.chat)
    if button.get("request_contact"):
        contact(acting, {"phone": f"7900{acting.chat.user.id % 10_000_000:07}"})
    elif button.get("request_location"):
        location(acting, {"latitude": 61.7849, "longitude": 34.3469})
    else:
        text(acting, label)
