"""Words, places and contacts of a client; START; updates given word for word."""

from typing import Any

from sandbox.telegram.acts.acting import Acting
from sandbox.telegram.acts.standing import unblock
from sandbox.telegram.entities import found

LETTERS = 4096


def text(acting: Acting, given: str) -> None:
    """A text of up to 4096 characters; longer ones the client's program cuts into several messages."""
    for start in range(0, max(len(given), 1), LETTERS):
        part = given[start : start + LETTERS]
        marked = found(part)
        acting.write({"text": part, "entities": marked} if marked else {"text": part}, "text")


def start(acting: Acting, payload: Any) -> None:
    """Press START, perhaps out of a deep link with a payload; a client who blocked the bot unblocks it so."""
    if acting.chat.blocked:
        unblock(acting)
    text(acting, f"/start {payload}" if isinstance(payload, str) and payload else "/start")


def location(acting: Acting, place: dict[str, float]) -> None:
    """A place: ``{latitude, longitude}``."""
    acting.write({"location": _place(place)}, "location")


def venue(acting: Acting, given: dict[str, Any]) -> None:
    """A place with a name: ``{latitude, longitude, title, address}``; carried twice, as the real one."""
    where = _place(given)
    about = {"location": where, "title": given.get("title", ""), "address": given.get("address", "")}
    acting.write({"location": where, "venue": about}, "venue")


def contact(acting: Acting, given: dict[str, Any]) -> None:
    """A phone: ``{phone}``; the client's own unless ``name`` says whose it is. Sent without the plus."""
    user = acting.chat.user
    about: dict[str, Any] = {"phone_number": str(given["phone"]).lstrip("+"), "first_name": user.first_name}
    if given.get("name"):
        about["first_name"] = given["name"]
    else:
        about["user_id"] = user.id
    acting.write({"contact": about}, "contact")


def raw(acting: Acting, update: dict[str, Any]) -> None:
    """Post this update as it is; update_id is put in when it is missing."""
    telegram, bot = acting.telegram, acting.bot
    body = {"update_id": bot.take_update(), **update}
    acting.events.append(telegram.put_update(bot, body, acting.chat.user.id))


def _place(place: dict[str, Any]) -> dict[str, float]:
    """Coordinates as numbers."""
    return {"latitude": float(place["latitude"]), "longitude": float(place["longitude"])}
