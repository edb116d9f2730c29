"""A Viber event as happenings (PROTOCOLS §2.4). Nothing is dropped in silence: what we cannot show is named."""

from typing import Any

from channels_hub.messengers.errors import Malformed
from channels_hub.messengers.reading import BIGGEST, clean, degrees, load, maybe, thing, whole, words
from channels_hub.messengers.viber.keyboards import pressed
from channels_hub.messengers.viber.media import media
from channels_hub.messengers.vocabulary import (
    Blocked,
    Happening,
    Location,
    Message,
    Nothing,
    Opening,
    Press,
    Profile,
    SharedContact,
    Start,
    Status,
)

Node = dict[str, Any]
LATEST = 10**14  # milliseconds; a time beyond is no time
_STATES = {"delivered": "delivered", "seen": "read", "failed": "failed"}
_SHOWN = frozenset({"text", "picture", "video", "file", "sticker", "location", "contact", "url"})


def parse(body: bytes) -> list[Happening]:
    """What one stored body says; raises errors.Malformed when it is not an event's shape."""
    event = load(body)
    name = words(event, "event", 50)
    if not name:
        raise Malformed("event is missing")
    if name == "message":
        return [_message(event)]
    if name == "conversation_started":
        return [_opened(event)]
    if name in ("subscribed", "unsubscribed"):
        return [Blocked(**_base(event), blocked=name == "unsubscribed")]
    if name in _STATES:
        return [_status(event, name)]
    return [Nothing(name)]


def _message(event: Node) -> Happening:
    """A message; its milliseconds are its order too, for whatever is repeated comes late."""
    message, base = thing(event, "message"), _base(event)
    kind, token = words(message, "type", 50), str(whole(event, "message_token"))
    text = words(message, "media" if kind == "url" else "text")
    if kind == "text" and (data := pressed(text)) is not None:
        return Press(**base, data=data)
    files, location, contact = media(message), _location(message, kind), _contact(message, kind)
    return Message(
        **base,
        provider_id=token,
        number=base["at"],
        text=text,
        media=files,
        location=location,
        contact=contact,
        unsupported="" if kind in _SHOWN and (text or files or location or contact) else kind or "empty",
    )


def _opened(event: Node) -> Happening:
    """Who is subscribed came by a link (or simply came back): a start. Another cannot be written to yet."""
    base, payload = _base(event), words(event, "context", 500)
    if event.get("subscribed") is True:
        return Start(
            **base, provider_id=f"open:{whole(event, 'message_token')}", number=base["at"], payload=payload
        )
    return Opening(**base, payload=payload)


def _status(event: Node, name: str) -> Status:
    token = str(whole(event, "message_token"))
    return Status(**_base(event), state=_STATES[name], provider_id=token, error=words(event, "desc", 300))


def _base(event: Node) -> Node:
    """`peer`, `profile` and `at` of an event: about a whole person, or about a bare id."""
    person = maybe(event, "sender") or maybe(event, "user")
    profile = _profile(person) if person is not None else Profile(words(event, "user_id", 128))
    if not profile.external_id:
        raise Malformed("nobody is named")
    return {"peer": profile.external_id, "profile": profile, "at": _at(event)}


def _profile(person: Node) -> Profile:
    """Viber has one field for the whole name."""
    first, _, last = words(person, "name", 255).strip().partition(" ")
    return Profile(
        external_id=words(person, "id", 128),
        first_name=first,
        last_name=last.strip(),
        language=words(person, "language", 16),
    )


def _at(event: Node) -> int:
    if event.get("timestamp") is None:
        return 0
    at = whole(event, "timestamp")
    if not 0 <= at < LATEST:
        raise Malformed("timestamp is no time")
    return at


def _location(message: Node, kind: str) -> Location | None:
    if kind != "location":
        return None
    place = {key: _number(value) for key, value in thing(message, "location").items()}
    return Location(latitude=degrees(place, "lat", 90), longitude=degrees(place, "lon", 180))


def _number(value: Any) -> Any:
    """Older callbacks carry coordinates as text."""
    try:
        return float(value) if isinstance(value, str) else value
    except ValueError:
        return None


def _contact(message: Node, kind: str) -> SharedContact | None:
    """Also the answer to a button that asks for the phone: nothing marks it as the client's own number."""
    if kind != "contact":
        return None
    shared = thing(message, "contact")
    phone = shared.get("phone_number")
    if isinstance(phone, int) and not isinstance(phone, bool) and 0 < phone < BIGGEST:
        phone = str(phone)
    if not isinstance(phone, str):
        raise Malformed("contact without a phone")
    phone = clean(phone)[:32]
    return SharedContact(phone=f"+{phone}" if phone[:1].isdigit() else phone, name=words(shared, "name", 255))
