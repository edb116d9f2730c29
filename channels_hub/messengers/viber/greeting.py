"""What Viber is answered at once: the invitation to write, for who opens the chat the first time (CHN-12, PROTOCOLS §2.4)."""

from typing import Any

from channels_hub.messengers.errors import Malformed, Rejected
from channels_hub.messengers.reading import load, maybe, words
from channels_hub.messengers.viber.rendering import encoded, message, signed
from channels_hub.messengers.vocabulary import Outgoing, Reply

# Until a person writes another: in the client's language, whom nobody of the project has spoken to yet.
STANDARD = {
    "ru": "Здравствуйте! Напишите нам, и мы ответим прямо здесь",
    "uk": "Вітаємо! Напишіть нам, і ми відповімо просто тут",
    "en": "Hello! Write to us, and we will answer right here",
}
_FALLBACK = "en"


def standard(language: str) -> str:
    """The invitation that a bot has at first, in a language ("uk", "ru-RU"), or in English."""
    return STANDARD.get(language[:2].lower(), STANDARD[_FALLBACK])


def reply(body: bytes, extra: dict[str, Any]) -> Reply | None:
    """The answer to a verified request; None: 200 with nothing.

    `extra` is the channel's: "greeting" (missing: the standard one; "": none), "sender" (the bot's name). The handshake of
    set_webhook is answered and not kept: it tells nothing of clients.
    """
    try:
        event = load(body)
        name = words(event, "event")
        if name == "webhook":
            return Reply(store=False)
        if name != "conversation_started" or event.get("subscribed") is True:
            return None
        text = extra.get("greeting")
        if text is None:
            text = standard(words(maybe(event, "user") or {}, "language"))
        if not text.strip():
            return None
        said = encoded(signed(str(extra.get("sender") or ""), message(Outgoing(text))))
    except (Malformed, Rejected, AttributeError, TypeError):
        return None
    return Reply(said, "application/json; charset=utf-8")
