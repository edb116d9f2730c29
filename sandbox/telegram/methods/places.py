"""Locations, contacts, and what shows that somebody is typing."""

from typing import Any

from sandbox.telegram.calling import Call
from sandbox.telegram.errors import bad
from sandbox.telegram.messages import write_for

ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


def place(call: Call) -> dict[str, float]:
    """Latitude and longitude of a call; raises Refused."""
    latitude, longitude = call.number("latitude"), call.number("longitude")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        raise bad("invalid coordinates specified")
    return {"latitude": latitude, "longitude": longitude}


async def send_location(call: Call) -> dict[str, Any]:
    """sendLocation."""
    return write_for(call, call.chat(), {"location": place(call)}, "location")


async def send_venue(call: Call) -> dict[str, Any]:
    """sendVenue: carries the place twice, as the real one."""
    where = place(call)
    venue = {"location": where, "title": call.text("title"), "address": call.text("address")}
    return write_for(call, call.chat(), {"location": where, "venue": venue}, "venue")


async def send_contact(call: Call) -> dict[str, Any]:
    """sendContact."""
    phone, name = call.text("phone_number"), call.text("first_name")
    if not phone or not name:
        raise bad("phone number and first name must be non-empty")
    return write_for(call, call.chat(), {"contact": {"phone_number": phone, "first_name": name}}, "contact")


async def send_chat_action(call: Call) -> bool:
    """sendChatAction: shown for 5 seconds or until the message comes."""
    action = call.text("action")
    if action not in ACTIONS:
        raise bad("wrong parameter action in request")
    chat = call.chat()
    chat.typing = (action, call.telegram.clock.now())
    call.telegram.live.tell(kind="typing", bot=call.bot.id, user=chat.user.id, action=action)
    return True
