"""What we say, as calls of the Send API (PROTOCOLS §4.5): a message is a text, a text with buttons, or a file."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from channels_hub.messengers import cutting
from channels_hub.messengers.errors import Rejected
from channels_hub.messengers.facebook.traits import MAX_CARD, MAX_DATA, TRAITS
from channels_hub.messengers.lacking import kind, worded
from channels_hub.messengers.vocabulary import Button, Outgoing, OutgoingFile

NOTHING = replace(TRAITS, buttons=frozenset(), max_buttons=0, max_quick_replies=0)
BELOW = "⬇️"  # the text of a card whose words stand above it


def pieces(text: str) -> list[str]:
    """`text` as the messages it takes: at most 2000 characters each, cut at words; blank text takes none."""
    return cutting.pieces(text, TRAITS.max_text)


def parts(
    text: str,
    files: Sequence[OutgoingFile] = (),
    buttons: Sequence[Button] = (),
    reply_to: str = "",
    quick_replies: Sequence[Button] = (),
) -> list[Outgoing]:
    """What a person said as provider calls, in order: files first, then the text, the buttons under its end.

    Buttons stand three to a card, whose text has at most 640 characters; one that asks for the phone is a quick reply,
    and those stand under the last call (PROTOCOLS §4.5). What Messenger has not stands in the text.
    """
    cards = [button for button in buttons if not button.ask] + [each for each in quick_replies if each.url]
    phones = [button for button in (*buttons, *quick_replies) if button.ask == "phone"]
    answers = [button for button in quick_replies if not (button.url or button.ask)]
    quick = [*phones, *answers]
    lost = [button for button in (*buttons, *quick_replies) if kind(button) not in TRAITS.buttons]
    text, _, _ = worded(text, [*lost, *quick[TRAITS.max_quick_replies :]], (), NOTHING)
    found = [Outgoing(file=file) for file in files]
    texts = pieces(text)
    if cards:
        texts = _with_card_text(texts)
        found += [Outgoing(text=piece) for piece in texts[:-1]]
        for start in range(0, len(cards), TRAITS.max_buttons):
            three = tuple(cards[start : start + TRAITS.max_buttons])
            found.append(Outgoing(text=texts[-1] if start == 0 else BELOW, buttons=three))
    else:
        found += [Outgoing(text=piece) for piece in texts]
    if quick and not found:
        found = [Outgoing(text=BELOW)]
    if found:
        found[0] = replace(found[0], reply_to=reply_to)
        found[-1] = replace(found[-1], quick_replies=tuple(quick[: TRAITS.max_quick_replies]))
    return found


def body(peer: str, outgoing: Outgoing) -> dict[str, Any]:
    """The call that sends `outgoing` to `peer`, but for the bytes of its file. Raises Rejected for what would be refused."""
    made: dict[str, Any] = {
        "messaging_type": "MESSAGE_TAG" if outgoing.tag else "RESPONSE",
        "recipient": {"id": peer},
        "message": _message(outgoing),
    }
    return {**made, "tag": outgoing.tag} if outgoing.tag else made


def mark(key: int) -> str:
    """What an echo brings back of a delivery's number."""
    return str(key)


def _message(outgoing: Outgoing) -> dict[str, Any]:
    made = _content(outgoing)
    if outgoing.quick_replies:
        made["quick_replies"] = [_quick(button) for button in outgoing.quick_replies]
    if outgoing.key:
        made["metadata"] = mark(outgoing.key)
    return made


def _content(outgoing: Outgoing) -> dict[str, Any]:
    if outgoing.file is not None:
        payload: dict[str, Any] = {"is_reusable": False}
        if outgoing.file.url:
            payload["url"] = outgoing.file.url
        return {"attachment": {"type": _type(outgoing.file), "payload": payload}}
    text = outgoing.text.strip()
    if not text:
        raise Rejected("message text is empty")
    if not outgoing.buttons:
        return {"text": outgoing.text}
    card = {
        "template_type": "button",
        "text": outgoing.text,
        "buttons": [_button(button) for button in outgoing.buttons],
    }
    return {"attachment": {"type": "template", "payload": card}}


def _type(file: OutgoingFile) -> str:
    if file.kind in ("image", "animation", "sticker") and file.mime in TRAITS.image_kinds:
        return "image" if file.size <= TRAITS.image_bytes else "file"
    if file.kind == "video" and file.mime.startswith("video/"):
        return "video"
    return "audio" if file.kind in ("audio", "voice") and file.mime.startswith("audio/") else "file"


def _button(button: Button) -> dict[str, str]:
    title = _label(button.text)
    if button.url:
        return {"type": "web_url", "url": button.url, "title": title}
    return {"type": "postback", "title": title, "payload": _data(button)}


def _quick(button: Button) -> dict[str, str]:
    if button.ask == "phone":
        return {"content_type": "user_phone_number"}
    return {"content_type": "text", "title": _label(button.text), "payload": _data(button)}


def _data(button: Button) -> str:
    data = button.data or button.text
    if len(data) > MAX_DATA:
        raise Rejected("button data is longer than 1000 characters")
    return data


def _label(text: str) -> str:
    """At most 20 characters; a longer one ends with an ellipsis."""
    return text if len(text) <= TRAITS.max_label else f"{text[: TRAITS.max_label - 1].rstrip()}…"


def _with_card_text(texts: list[str]) -> list[str]:
    """The pieces with a last one that fits a card: what is too long for it is said before."""
    if not texts:
        return [BELOW]
    last = texts[-1]
    if cutting.utf16(last) <= MAX_CARD:
        return texts
    tail = cutting.pieces(last, MAX_CARD)[-1]
    return [*texts[:-1], last[: len(last) - len(tail)].rstrip(), tail]
