"""What a client does in Messenger: each act of a ``say`` request by its name."""

import random
from collections.abc import Callable
from typing import Any

from sandbox import synthetic
from sandbox.facebook.files import store
from sandbox.facebook.models import Chat, Message, Page, fresh_mid
from sandbox.facebook.provider import Facebook
from sandbox.facebook.sending import deliver, show
from sandbox.forms import upload

NAMES = {"image": "photo.jpg", "audio": "audioclip.mp4", "video": "video.mp4", "file": "file.bin"}
SAMPLED = {
    "voice": {"sample": "voice.ogg"},
    "video": {"sample": "video.mp4"},
    "audio": {"sample": "voice.ogg"},
}
LETTERS = 2000


class Acting:
    """One client before one page. ``events``: numbers of events so far; ``messages``: mids so far."""

    def __init__(self, facebook: Facebook, page: Page, chat: Chat, order: dict[str, Any]) -> None:
        self.facebook, self.page, self.chat, self.order = facebook, page, chat, order
        self.events: list[int] = []
        self.messages: list[str] = []

    def acted(self) -> None:
        """The client did what opens the 24 hours."""
        self.chat.acted = self.facebook.clock.now()
        self.facebook.keep_chat(self.page, self.chat)

    def tell(self, field: str, item: dict[str, Any]) -> None:
        """Send an event about this client."""
        self.events.append(self.facebook.tell(self.page, self.chat, field, item))

    def write(self, sent: dict[str, Any], **shown: Any) -> Message:
        """Put a message of the client into the chat and send it to the page."""
        message = Message(fresh_mid(), "client", self.facebook.clock.now(), **shown)
        answered = self.order.get("reply_to")
        if answered in self.chat.messages:
            message.reply_to = str(answered)
            sent = {**sent, "reply_to": {"mid": message.reply_to}}
        self.chat.messages[message.mid] = message
        self.messages.append(message.mid)
        self.acted()
        self.facebook.keep_message(self.page, self.chat, message)
        self.tell("messages", {"message": {"mid": message.mid, **sent}})
        return message

    def message(self, mid: Any) -> Message:
        """A message of this chat; raises ValueError."""
        message = self.chat.messages.get(str(mid))
        if message is None or message.deleted:
            raise ValueError(f"there is no message {mid} in this chat")
        return message


def text(acting: Acting, given: str) -> None:
    """A text; a long one the client's program cuts."""
    for start in range(0, max(len(given), 1), LETTERS):
        part = given[start : start + LETTERS]
        acting.write({"text": part}, text=part)


def start(acting: Acting, payload: Any) -> None:
    """Open the chat by Get Started, or by a link with a ref; who talked before sends the ref alone."""
    ref = payload if isinstance(payload, str) else ""
    came = {"ref": ref, "source": "SHORTLINK", "type": "OPEN_THREAD"}
    before = bool(acting.chat.messages)
    acting.acted()
    if before and ref:
        acting.tell("messaging_referrals", {"referral": came})
        return
    if not acting.page.get_started:
        acting.events.append(0)  # without the button Facebook tells nothing, the ref is lost
        return
    message = Message(fresh_mid(), "client", acting.facebook.clock.now(), text="Get Started")
    acting.chat.messages[message.mid] = message
    acting.messages.append(message.mid)
    acting.facebook.keep_message(acting.page, acting.chat, message)
    postback = {"mid": message.mid, "title": "Get Started", "payload": acting.page.get_started}
    acting.tell("messaging_postbacks", {"postback": {**postback, **({"referral": came} if ref else {})}})


def sender(kind: str, sample: str = "") -> Callable[[Acting, Any], None]:
    """The act that sends a file: ``{name, base64}`` or ``{name, size}``; ``true`` sends the sandbox's own sound or video."""

    def send(acting: Acting, given: Any) -> None:
        about = _stored(acting, kind, SAMPLED[sample or kind] if given is True else given)
        caption = acting.order.get("caption") or ""
        attachment = {"type": kind, "payload": {"url": about["link"]}}
        words = {"text": caption} if caption else {}
        acting.write({**words, "attachments": [attachment]}, kind=kind, media=[about], text=caption)

    return send


def album(acting: Acting, given: list[dict[str, Any]]) -> None:
    """Several pictures in one message."""
    media = [_stored(acting, "image", one) for one in given]
    sent = [{"type": "image", "payload": {"url": one["link"]}} for one in media]
    acting.write({"attachments": sent}, kind="image", media=media)


def sticker(acting: Acting, given: Any) -> None:
    """A sticker. ``{"double": true}`` sends it as it came before 2026-08-30: as an image, too."""
    from sandbox.stickers import drawn

    emoji = given if isinstance(given, str) else "😀"
    incoming = acting.facebook.blobs.keep(drawn(emoji))
    about = store(acting.facebook, "sticker", upload("sticker.webp", "image/webp", incoming))
    payload = {"url": about["link"], "sticker_id": random.randrange(10**14, 10**15)}
    sent = [{"type": "sticker", "payload": payload}]
    if isinstance(given, dict) and given.get("double"):
        sent.insert(0, {"type": "image", "payload": payload})
    acting.write({"attachments": sent}, kind="sticker", media=[about], emoji=emoji)


def location(acting: Acting, place: dict[str, float]) -> None:
    """A place: ``{latitude, longitude}``, from an old client."""
    where = {"latitude": float(place["latitude"]), "longitude": float(place["longitude"])}
    payload = {"coordinates": {"lat": where["latitude"], "long": where["longitude"]}}
    pin = {"type": "location", "title": "Pinned Location", "url": "https://maps.example/", "payload": payload}
    acting.write({"attachments": [pin]}, kind="location", location=where)


def press(acting: Acting, given: dict[str, Any]) -> None:
    """Press ``{message_id?, button}``: a button of a card or a quick reply, by index, payload or title.

    Without ``message_id`` the last message with buttons is meant. The phone's quick reply sends ``phone``.
    """
    message = _with_buttons(acting, given.get("message_id"))
    choices = [*message.buttons, *message.quick_replies]
    wanted = given.get("button", given.get("data", given.get("text", 0)))
    if isinstance(wanted, int):
        found = choices[wanted : wanted + 1]
    else:
        found = [
            one
            for one in choices
            if wanted in (one.get("payload"), one.get("title"), one.get("content_type"))
        ]
    if not found:
        raise ValueError(f"there is no button {wanted!r}")
    button = found[0]
    if button.get("type") == "web_url":
        raise ValueError(f"the button {button['title']!r} is a link: pressing it tells the page nothing")
    message.pressed = button.get("payload")
    acting.facebook.keep_message(acting.page, acting.chat, message)
    if "content_type" in button:
        _quick(acting, message, button, given)
        return
    acting.acted()
    said = Message(fresh_mid(), "client", acting.facebook.clock.now(), text=button["title"])
    acting.chat.messages[said.mid] = said
    acting.messages.append(said.mid)
    acting.facebook.keep_message(acting.page, acting.chat, said)
    postback = {"mid": said.mid, "title": button["title"], "payload": button["payload"]}
    acting.tell("messaging_postbacks", {"postback": postback})


def _quick(acting: Acting, message: Message, button: dict[str, Any], given: dict[str, Any]) -> None:
    message.quick_replies = []
    if button["content_type"] == "user_phone_number":
        phone = str(given.get("phone") or "+79005550123")
        acting.write({"text": phone, "quick_reply": {"payload": phone}}, text=phone)
    else:
        reply = {"payload": button["payload"]}
        acting.write({"text": button["title"], "quick_reply": reply}, text=button["title"])


def _with_buttons(acting: Acting, mid: Any) -> Message:
    if mid is not None:
        return acting.message(mid)
    for message in reversed(acting.chat.messages.values()):
        if not message.deleted and (message.buttons or message.quick_replies):
            return message
    raise ValueError("no message of this chat has buttons")


def edit(acting: Acting, given: dict[str, Any]) -> None:
    """Change ``{message_id, text}``."""
    message = acting.message(given["message_id"])
    if message.by != "client":
        raise ValueError("only a client's own message can be edited")
    now = acting.facebook.clock.now()
    message.edits.append({"time": message.edited or message.time, "text": message.text})
    message.edited, message.text = now, str(given["text"])
    acting.facebook.keep_message(acting.page, acting.chat, message)
    told = {"mid": message.mid, "text": message.text, "num_edit": len(message.edits)}
    acting.tell("message_edits", {"message_edit": told})


def delete(acting: Acting, given: dict[str, Any]) -> None:
    """Unsend ``{message_id}``."""
    message = acting.message(given["message_id"])
    message.deleted = acting.facebook.clock.now()
    acting.facebook.keep_message(acting.page, acting.chat, message)
    acting.tell("messages", {"message": {"mid": message.mid, "is_deleted": True}})


def react(acting: Acting, given: dict[str, Any]) -> None:
    """React to ``{message_id, emoji?}``."""
    mid = acting.message(given["message_id"]).mid
    told = {"reaction": "love", "emoji": given.get("emoji", "❤"), "action": "react", "mid": mid}
    acting.tell("message_reactions", {"reaction": told})


def read(acting: Acting, _: Any) -> None:
    """Look at the chat: everything of the page until now is read, and with it delivered."""
    facebook, chat = acting.facebook, acting.chat
    unseen = [one for one in chat.messages.values() if one.by != "client" and one.time > chat.read]
    if chat.offline:
        chat.offline = False
        deliver(facebook, acting.page, chat, unseen)
    if not unseen:
        acting.events.append(0)
        return
    chat.read = max(one.time for one in unseen)
    facebook.keep_chat(acting.page, chat)
    acting.tell("message_reads", {"read": {"watermark": int(chat.read * 1000)}})


def offline(acting: Acting, gone: Any) -> None:
    """The client's device has no connection (or has it again): nothing is delivered."""
    chat = acting.chat
    chat.offline = bool(gone)
    acting.facebook.keep_chat(acting.page, chat)
    if not gone:
        waiting = [one for one in chat.messages.values() if one.by != "client" and one.time > chat.read]
        deliver(acting.facebook, acting.page, chat, waiting)
    acting.events.append(0)


def block(acting: Acting, blocked: Any) -> None:
    """Block the page's messages, or let them come again: Facebook tells nothing of either."""
    acting.chat.blocked = bool(blocked)
    acting.facebook.keep_chat(acting.page, acting.chat)
    acting.events.append(0)


def deactivate(acting: Acting, gone: Any) -> None:
    """Delete the account, or bring it back."""
    acting.chat.person.deactivated = bool(gone)
    acting.facebook.keep_chat(acting.page, acting.chat)
    acting.events.append(0)


def page_writes(acting: Acting, given: str) -> None:
    """Somebody answers this client in Facebook's own inbox of the page."""
    message = Message(fresh_mid(), "page", acting.facebook.clock.now(), text=str(given))
    acting.messages.append(message.mid)
    show(acting.facebook, acting.page, acting.chat, message)


def raw(acting: Acting, given: dict[str, Any]) -> None:
    """Post this body as it is when it has ``entry``, else this item of ``messaging``."""
    page, person = acting.page, acting.chat.person
    if "entry" in given:
        acting.events.append(acting.facebook.put(given, (page.id, person.id)))
        return
    sides = {"sender": {"id": person.id}, "recipient": {"id": page.id}}
    now = int(acting.facebook.clock.now() * 1000)
    entry = {"id": page.id, "time": now, "messaging": [{**sides, "timestamp": now, **given}]}
    acting.events.append(acting.facebook.put({"object": "page", "entry": [entry]}, (page.id, person.id)))


def _stored(acting: Acting, kind: str, given: dict[str, Any]) -> dict[str, Any]:
    about = {"name": NAMES.get(kind, "file.bin"), **given}
    incoming = acting.facebook.blobs.keep(synthetic.pieces(about))
    mime = given.get("mime") or synthetic.mime(about["name"])
    return store(
        acting.facebook, kind, upload(about["name"], mime, incoming), int(given.get("duration") or 0)
    )


ACTS: dict[str, Callable[[Acting, Any], None]] = {
    "block": block,
    "deactivate": deactivate,
    "offline": offline,
    "start": start,
    "text": text,
    "image": sender("image"),
    "images": album,
    "file": sender("file"),
    "video": sender("video"),
    "voice": sender("audio", "voice"),
    "audio": sender("audio"),
    "sticker": sticker,
    "location": location,
    "press": press,
    "edit": edit,
    "delete": delete,
    "react": react,
    "read": read,
    "seen": read,
    "page": page_writes,
    "raw": raw,
}


def act(acting: Acting, order: dict[str, Any]) -> None:
    """Do every act named in a ``say`` request, in the order of the table; raises ValueError when none is there."""
    names = [name for name in ACTS if name in order and order[name] is not None]
    if not names:
        raise ValueError(f"nothing to do: give one of {', '.join(ACTS)}")
    for name in names:
        ACTS[name](acting, order[name])
