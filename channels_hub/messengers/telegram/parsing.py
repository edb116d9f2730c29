"""A Telegram update as happenings (PROTOCOLS §1.4). Nothing is dropped in silence: what we cannot show is named."""

import re
from typing import Any

from channels_hub.messengers.errors import Malformed
from channels_hub.messengers.reading import degrees, load, maybe, thing, whole, words
from channels_hub.messengers.telegram.media import media
from channels_hub.messengers.vocabulary import (
    Blocked,
    Edit,
    Happening,
    Location,
    Message,
    Nothing,
    Press,
    Profile,
    SharedContact,
    Start,
)

Node = dict[str, Any]
START = re.compile(r"^/start(?:\s+(\S+))?$")
LATEST = 10**11  # seconds; a date beyond is no date

# What surrounds the content of a message; any other key names a content that we do not know.
_ENVELOPE = frozenset(
    [
        "message_id",
        "message_thread_id",
        "from",
        "sender_chat",
        "sender_business_bot",
        "sender_tag",
        "sender_boost_count",
        "business_connection_id",
        "chat",
        "date",
        "edit_date",
        "is_topic_message",
        "is_automatic_forward",
        "reply_to_message",
        "reply_to_story",
        "reply_to_checklist_task_id",
        "reply_to_poll_option_id",
        "external_reply",
        "quote",
        "via_bot",
        "has_protected_content",
        "is_from_offline",
        "is_paid_post",
        "media_group_id",
        "author_signature",
        "paid_star_count",
        "entities",
        "caption_entities",
        "link_preview_options",
        "effect_id",
        "show_caption_above_media",
        "has_media_spoiler",
        "reply_markup",
        "forward_origin",
        "forward_date",
        "forward_from",
        "forward_from_chat",
        "forward_from_message_id",
        "forward_signature",
        "forward_sender_name",
        "suggested_post_info",
        "direct_messages_topic",
        "text",
        "caption",
    ]
)
# Notices of Telegram itself: the client wrote nothing.
_NOTICES = frozenset(
    [
        "pinned_message",
        "message_auto_delete_timer_changed",
        "write_access_allowed",
        "connected_website",
        "chat_background_set",
        "proximity_alert_triggered",
        "boost_added",
    ]
)


def parse(body: bytes) -> list[Happening]:
    """What one stored body says; raises errors.Malformed when it is not an update's shape."""
    update = load(body)
    whole(update, "update_id")
    if (message := maybe(update, "message")) is not None:
        return [_message(message)]
    if (edited := maybe(update, "edited_message")) is not None:
        return [_edit(edited)]
    if (press := maybe(update, "callback_query")) is not None:
        return [_press(press)]
    if (member := maybe(update, "my_chat_member")) is not None:
        return [_membership(member)]
    kinds = sorted(key for key in update if key != "update_id")
    return [Nothing(words({"kind": kinds[0]}, "kind", 50) if kinds else "empty")]


def _message(message: Node) -> Happening:
    if not _private(message):
        return Nothing("group")
    number, text = whole(message, "message_id"), words(message, "text") or words(message, "caption")
    base: Node = {
        **_who(message),
        "at": _at(message, "date"),
        "provider_id": str(number),
        "number": number,
    }
    if (start := START.match(text)) and "text" in message:
        return Start(**base, payload=start.group(1) or "", text=text)
    files, location, contact = media(message), _location(message), _contact(message)
    unsupported = ""
    if not (text or files or location or contact):
        unsupported = _unknown(message)
        if unsupported in _NOTICES:
            return Nothing(unsupported)
    return Message(
        **base,
        text=text,
        media=files,
        location=location,
        contact=contact,
        reply_to=_replied(message),
        album=words(message, "media_group_id", 64),
        unsupported=unsupported,
        emoji=_emoji(message),
        forwarded=_forwarded(message),
    )


def _edit(message: Node) -> Happening:
    if not _private(message):
        return Nothing("group")
    if message.get("location") is not None:
        return Nothing("live_location")
    return Edit(
        **_who(message),
        at=_at(message, "edit_date" if message.get("edit_date") is not None else "date"),
        provider_id=str(whole(message, "message_id")),
        text=words(message, "text") or words(message, "caption"),
    )


def _press(press: Node) -> Happening:
    """A button; `at` is 0, for Telegram tells only when the message under it was sent."""
    message = maybe(press, "message")
    if message is not None and not _private(message):
        return Nothing("group")
    profile = _profile(thing(press, "from"))
    return Press(
        peer=profile.external_id,
        profile=profile,
        at=0,
        data=words(press, "data", 256),
        provider_id=str(whole(message, "message_id")) if message is not None else "",
        answer=words(press, "id", 64),
    )


def _membership(change: Node) -> Happening:
    if not _private(change):
        return Nothing("group")
    status = words(thing(change, "new_chat_member"), "status", 32)
    return Blocked(**_who(change), at=_at(change, "date"), blocked=status in ("kicked", "left"))


def _private(node: Node) -> bool:
    return words(thing(node, "chat"), "type") == "private"


def _who(node: Node) -> Node:
    """`peer` and `profile` of a message: the private chat's id is the person's."""
    chat = thing(node, "chat")
    return {"peer": str(whole(chat, "id")), "profile": _profile(maybe(node, "from") or chat)}


def _profile(person: Node) -> Profile:
    return Profile(
        external_id=str(whole(person, "id")),
        first_name=words(person, "first_name", 255),
        last_name=words(person, "last_name", 255),
        username=words(person, "username", 128),
        language=words(person, "language_code", 16),
    )


def _at(node: Node, key: str) -> int:
    seconds = whole(node, key)
    if not 0 <= seconds < LATEST:
        raise Malformed(f"{key} is no date")
    return seconds * 1000


def _location(message: Node) -> Location | None:
    venue = maybe(message, "venue")
    place = maybe(message, "location") or (maybe(venue, "location") if venue else None)
    if place is None:
        return None
    return Location(
        latitude=degrees(place, "latitude", 90),
        longitude=degrees(place, "longitude", 180),
        title=words(venue, "title", 255) if venue else "",
        address=words(venue, "address", 255) if venue else "",
    )


def _contact(message: Node) -> SharedContact | None:
    shared = maybe(message, "contact")
    if shared is None:
        return None
    phone = words(shared, "phone_number", 32)
    name = f"{words(shared, 'first_name', 255)} {words(shared, 'last_name', 255)}".strip()
    owner, sender = shared.get("user_id"), (maybe(message, "from") or {}).get("id")
    own = owner is not None and owner == sender
    return SharedContact(phone=f"+{phone}" if phone[:1].isdigit() else phone, name=name, own=own)


def _replied(message: Node) -> str:
    answered = maybe(message, "reply_to_message")
    return "" if answered is None else str(whole(answered, "message_id"))


def _emoji(message: Node) -> str:
    bearer = maybe(message, "sticker") or maybe(message, "dice")
    return words(bearer, "emoji", 16) if bearer else ""


def _forwarded(message: Node) -> str:
    """Whose words a forwarded message carries, as far as Telegram tells; "?" when it tells no name."""
    origin = maybe(message, "forward_origin")
    if origin is None:
        return ""
    person = maybe(origin, "sender_user") or {}
    chat = maybe(origin, "sender_chat") or maybe(origin, "chat") or {}
    name = " ".join(filter(None, (words(person, "first_name", 255), words(person, "last_name", 255))))
    return name or words(origin, "sender_user_name", 255) or words(chat, "title", 255) or "?"


def _unknown(message: Node) -> str:
    found = sorted(key for key in message if key not in _ENVELOPE)
    return words({"kind": found[0]}, "kind", 50) if found else "empty"
