"""What a client does: each act of a ``say`` request by its name."""

import random
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from sandbox import synthetic
from sandbox.forms import upload
from sandbox.images import dimensions
from sandbox.viber.bots import Bot
from sandbox.viber.models import Chat, Media, Message
from sandbox.viber.provider import Viber

TEXT = 7000
NAMES = {"picture": "photo.jpg", "video": "video.mp4", "file": "file.bin"}


class Acting:
    """One client before one bot. ``events``: numbers of events so far; ``messages``: tokens of messages so far."""

    def __init__(self, viber: Viber, bot: Bot, chat: Chat, order: dict[str, Any]) -> None:
        self.viber, self.bot, self.chat, self.order = viber, bot, chat, order
        self.events: list[int] = []
        self.messages: list[str] = []

    def event(self, name: str, token: int | None = None, **content: Any) -> None:
        """Send an event about this client."""
        self.events.append(self.viber.send_event(self.bot, self.chat, name, token, **content))

    def write(self, said: dict[str, Any], media: Media | None = None, silent: bool = False) -> None:
        """Put a message of the client into the chat and send it to the bot; the first one subscribes without a word."""
        viber, chat, token = self.viber, self.chat, self.viber.take_token()
        chat.subscribed, chat.blocked = True, False
        message = Message(token, "client", viber.clock.now(), said, [media] if media else [])
        if not silent:
            chat.messages[token] = message
            viber.keep_message(self.bot, chat, message)
        viber.keep_chat(self.bot, chat)
        self.messages.append(str(token))
        told = {**said, "tracking_data": chat.tracking} if chat.tracking else said
        self.event("message", token, sender=viber.person(self.bot, chat.user), message=told, silent=silent)


def text(acting: Acting, given: str) -> None:
    """A text of up to 7000 characters; longer ones the client's program cuts into several messages."""
    for start in range(0, max(len(given), 1), TEXT):
        acting.write({"type": "text", "text": given[start : start + TEXT]})


def start(acting: Acting, context: Any) -> None:
    """Open the chat, perhaps by a link with a context."""
    more: dict[str, Any] = {"context": context} if isinstance(context, str) and context else {}
    viber, chat = acting.viber, acting.chat
    person = viber.person(acting.bot, chat.user)
    acting.event("conversation_started", type="open", user=person, subscribed=chat.subscribed, **more)


def subscribe(acting: Acting, given: Any) -> None:
    """Press "Subscribe", without a message."""
    acting.chat.subscribed, acting.chat.blocked = True, False
    acting.viber.keep_chat(acting.bot, acting.chat)
    acting.event("subscribed", user=acting.viber.person(acting.bot, acting.chat.user))


def block(acting: Acting, blocked: Any) -> None:
    """Block the bot (it hears "unsubscribed"), or let it in again."""
    if not blocked:
        subscribe(acting, True)
        return
    acting.chat.subscribed, acting.chat.blocked = False, True
    acting.viber.keep_chat(acting.bot, acting.chat)
    acting.event("unsubscribed", user_id=acting.chat.user.known_as(acting.bot.id))


def sender(kind: str) -> Callable[[Acting, Any], None]:
    """The act that sends a file of a kind: ``{name, base64}`` or ``{name, size}``, ``caption`` beside a picture."""

    def send(acting: Acting, given: Any) -> None:
        viber = acting.viber
        given = {"sample": "video.mp4", "name": "video.mp4"} if given is True else given
        about = {"name": NAMES[kind], **given}
        file = upload(
            about["name"],
            about.get("mime") or synthetic.mime(about["name"]),
            viber.blobs.keep(synthetic.pieces(about)),
        )
        width, height = dimensions(file.head) or (0, 0)
        media = Media(kind, file.name, file.mime, file.size, file.blob, width, height)
        url = f"{viber.origin}/viber/media/{file.blob}/{quote(file.name)}"
        said: dict[str, Any] = {"type": kind, "media": url, "file_name": file.name, "size": file.size}
        if kind == "picture":
            said |= {"thumbnail": url, "text": str(acting.order.get("caption") or "")}
        if kind == "video":
            media.duration = int(about.get("duration") or 3)
            said |= {"thumbnail": url, "duration": media.duration}
        acting.write(said, media)

    return send


def images(acting: Acting, given: list[dict[str, Any]]) -> None:
    """Several pictures: Viber sends them one by one."""
    for one in given:
        sender("picture")(acting, one)


def voice(acting: Acting, given: Any) -> None:
    """Viber brings a voice message to bots as a file."""
    about = {"sample": "voice.ogg", "name": "voice.ogg"} if given is True else {"name": "voice.ogg", **given}
    sender("file")(acting, about)


def sticker(acting: Acting, given: Any) -> None:
    """A sticker: its number, or any."""
    number = given if isinstance(given, int) and given is not True else random.randrange(40000, 46000)
    acting.write({"type": "sticker", "sticker_id": number})


def location(acting: Acting, place: dict[str, float]) -> None:
    """A place: ``{latitude, longitude}``."""
    where = {"lat": float(place["latitude"]), "lon": float(place["longitude"])}
    acting.write({"type": "location", "location": where})


def contact(acting: Acting, given: dict[str, Any]) -> None:
    """A phone: ``{phone}``; the client's own unless ``name`` says whose it is. Sent without the plus."""
    about = {
        "name": given.get("name") or acting.chat.user.name,
        "phone_number": str(given["phone"]).lstrip("+"),
    }
    acting.write({"type": "contact", "contact": about})


def url(acting: Acting, given: str) -> None:
    """A bare link."""
    acting.write({"type": "url", "media": str(given)})


def press(acting: Acting, given: dict[str, Any]) -> None:
    """Press a button of the keyboard: ``{button: index | data | text}`` or ``{keyboard: text}``.

    It sends its body as a text (unseen when it is silent), a link's too; or the client's phone or place.
    """
    keyboard = acting.chat.keyboard or {}
    buttons = keyboard.get("Buttons") or []
    wanted = given.get("keyboard", given.get("button", given.get("data", given.get("text", 0))))
    if isinstance(wanted, int):
        found = buttons[wanted : wanted + 1]
    else:
        found = [one for one in buttons if one["ActionBody"] == wanted] or [
            one for one in buttons if one.get("Text") == wanted
        ]
    if not found:
        raise ValueError(f"the keyboard has no button {wanted!r}")
    button = found[0]
    action, silent = button.get("ActionType", "reply"), bool(button.get("Silent"))
    if action == "share-phone":
        contact(acting, {"phone": acting.chat.user.phone})
    elif action == "location-picker":
        location(acting, {"latitude": 61.7849, "longitude": 34.3469})
    elif action == "open-url" and silent:
        acting.events.append(0)
    elif action != "none":
        acting.write({"type": "text", "text": str(button["ActionBody"])}, silent=silent)


def seen(acting: Acting, given: Any) -> None:
    """Look at the chat: receipts for what was not seen yet."""
    acting.events.append(acting.viber.seen(acting.bot, acting.chat))


def offline(acting: Acting, off: Any) -> None:
    """Switch the device off, or on: then all that waited is delivered."""
    acting.chat.offline = bool(off)
    acting.viber.keep_chat(acting.bot, acting.chat)
    acting.events.append(0)
    for message in list(acting.chat.messages.values()):
        if message.by == "bot" and not any(one.trouble for one in message.media):
            acting.viber.delivered(acting.bot, acting.chat, message)


def deactivate(acting: Acting, gone: Any) -> None:
    """Delete the account (or bring it back): bots learn of it only when they write."""
    acting.chat.user.deactivated = bool(gone)
    acting.viber.keep_user(acting.chat.user)
    acting.events.append(0)


def raw(acting: Acting, body: dict[str, Any]) -> None:
    """Post this event as it is; message_token is put in when it is missing."""
    whole = {"message_token": acting.viber.take_token(), **body}
    acting.events.append(acting.viber.put_event(acting.bot, acting.chat, whole))


ACTS: dict[str, Callable[[Acting, Any], None]] = {
    "block": block,
    "deactivate": deactivate,
    "offline": offline,
    "start": start,
    "subscribe": subscribe,
    "text": text,
    "image": sender("picture"),
    "images": images,
    "file": sender("file"),
    "video": sender("video"),
    "voice": voice,
    "sticker": sticker,
    "location": location,
    "contact": contact,
    "url": url,
    "press": press,
    "seen": seen,
    "raw": raw,
}
STANDING = {"block", "start", "subscribe", "raw", "deactivate", "offline"}


def act(acting: Acting, order: dict[str, Any]) -> None:
    """Do every act named in a ``say`` request, in the order of the table; raises ValueError when none is there."""
    names = [name for name in ACTS if name in order and order[name] is not None]
    if not names:
        raise ValueError(f"nothing to do: Viber knows {', '.join(ACTS)}")
    if acting.chat.blocked and not STANDING & set(names):
        raise ValueError("this client has blocked the bot: unblock first ({block: false}) or start")
    for name in names:
        ACTS[name](acting, order[name])
