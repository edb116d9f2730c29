"""Words, places, files and other things of a client; events given word for word."""

from collections.abc import Callable
from typing import Any

from sandbox import synthetic
from sandbox.forms import upload
from sandbox.vk.acts.acting import Acting
from sandbox.vk.acts.standing import allow
from sandbox.vk.files import attachment, facts

LETTERS = 4096
NAMES = {"photo": "photo.jpg", "voice": "voice.ogg", "video": "video.mp4", "document": "file.bin"}
SAMPLED = {"voice": {"sample": "voice.ogg", "duration": 4}, "video": {"sample": "video.mp4", "duration": 3}}


def text(acting: Acting, given: str) -> None:
    """A text of up to 4096 characters; longer ones the client's program cuts into several messages."""
    for start in range(0, max(len(given), 1), LETTERS):
        acting.write("text", {"text": given[start : start + LETTERS]})


def start(acting: Acting, payload: Any) -> None:
    """Press «Начать», perhaps after a link with a ``ref``; a client who forbade messages allows them so."""
    if acting.chat.blocked:
        allow(acting)
    followed = {"ref": payload, "ref_source": "sandbox"} if isinstance(payload, str) and payload else {}
    acting.write("text", {"text": "Начать", "payload": '{"command":"start"}', **followed})


def location(acting: Acting, place: dict[str, float]) -> None:
    """A place: ``{latitude, longitude}``."""
    point = {"latitude": float(place["latitude"]), "longitude": float(place["longitude"])}
    acting.write("location", {"geo": {"type": "point", "coordinates": point}})


def sender(kind: str) -> Callable[[Acting, Any], None]:
    """The act that sends a file of a kind: ``{name, base64}`` or ``{name, size}``, ``caption`` beside it; true: our own."""

    def send(acting: Acting, given: Any) -> None:
        _send(acting, kind, [given])

    return send


def album(acting: Acting, given: list[Any]) -> None:
    """Several pictures in one message."""
    _send(acting, "photo", given)


def sticker(acting: Acting, given: Any) -> None:
    """A sticker: an emoji or true for a drawn one, or a file."""
    if not isinstance(given, dict):
        from sandbox.stickers import drawn

        image = acting.vk.blobs.keep(drawn(given if isinstance(given, str) else "😀"))
        file = facts(upload("sticker.webp", "image/webp", image), "sticker")
    else:
        file = _stored(acting, "sticker", given)
    item = attachment(acting.vk, file, acting.chat.user.id)
    acting.write("sticker", {"attachments": [item]}, [file])


def attach(acting: Acting, given: Any) -> None:
    """Attachments word for word: one, or a list."""
    items = given if isinstance(given, list) else [given]
    acting.write("text", {"attachments": items, "text": acting.order.get("caption") or ""})


def raw(acting: Acting, event: dict[str, Any]) -> None:
    """Send this event as it is; group_id, event_id and v are put in when they are missing."""
    acting.events.append(acting.vk.put_event(acting.community, event, acting.chat.user.id))


def _send(acting: Acting, kind: str, given: list[Any]) -> None:
    files = [_stored(acting, kind, one) for one in given]
    items = [attachment(acting.vk, file, acting.chat.user.id) for file in files]
    acting.write(kind, {"attachments": items, "text": acting.order.get("caption") or ""}, files)


def _stored(acting: Acting, kind: str, given: Any) -> dict[str, Any]:
    if given is True:
        given = SAMPLED[kind]
    about = {"name": NAMES.get(kind, "file.bin"), **given}
    incoming = acting.vk.blobs.keep(synthetic.pieces(about))
    return facts(upload(about["name"], about.get("mime") or "", incoming), kind, about.get("duration", 0))
