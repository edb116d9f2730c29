"""Clients who write and operators who answer, over the same roads as people: the webhook, and the composer's form."""

import io
import itertools
import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import requests
from PIL import Image

from channels_hub.messengers import messenger
from tests.crash.shop import Bot, Shop
from tests.sandbox_process import file
from tests.waiting import until

WRITERS, OPERATORS = 2, 3
PATIENCE = 300.0
# Every tenth client's message is a photo with the words under it; every tenth answer is a picture with a text too long to stand
# under it, which takes two calls, the picture, then the text, unless the messenger's captions are as long.
PHOTO_EVERY = PICTURE_EVERY = 10
LONG = " word" * 240


def _picture(width: int) -> bytes:
    """A small PNG, known again by its width."""
    out = io.BytesIO()
    Image.new("RGB", (width, 40), (width % 256, 120, 90)).save(out, "PNG")
    return out.getvalue()


PHOTO = _picture(320)


@dataclass(frozen=True)
class Part:
    """One provider call of an answer as the client sees it: its word, or "picture" and how wide it is."""

    entry: str
    number: int
    token: str


@dataclass
class Chat:
    """One client of one bot, our chat with them, and what both wrote in order."""

    bot: Bot
    client: int
    chat: int
    said: list[str] = field(default_factory=lambda: ["hello"])
    posted: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    photos: int = 0


class Flood:
    """Clients numbered from `first` at `bots`; `run(n)` sends n messages both ways and returns when all are accepted.

    `progress` counts them meanwhile, `repeats` how often a post had to be made again.
    """

    def __init__(self, shop: Shop, bots: Sequence[Bot], first: int, clients: int) -> None:
        self.shop = shop
        self.repeats = 0
        self._numbers = itertools.count(1)
        self._count = itertools.count(1)
        self.progress = 0
        self._names: dict[int, str] = {}
        self._sessions = shop.operators(OPERATORS)
        self.chats = self._open(bots, first, clients)

    def _open(self, bots: Sequence[Bot], first: int, clients: int) -> list[Chat]:
        """Every client writes once and is taken by the operator."""
        people = list(zip(range(first, first + clients), itertools.cycle(bots), strict=False))
        for client, bot in people:
            self._say(bot, client, text="hello")
            standing = self.shop.provider.chat(bot.id, client, kind=bot.kind)
            self._names[client] = str(standing.get("receiver", client))
        until(lambda: len(self._known()) == clients, patience=PATIENCE, every=0.1)
        known = self._known()
        chats = [Chat(bot, client, known[self._names[client]]) for client, bot in people]
        for chat in chats:
            answer = self._sessions[0].post(self._address(chat, "taking"), allow_redirects=False, timeout=60)
            assert answer.status_code == 302, answer.status_code
        return chats

    def _known(self) -> dict[str, int]:
        """Our chats by the client's id as the bot knows it: some messengers have another for each bot."""
        rows = self.shop.query(
            "SELECT i.external_id, c.id FROM inbox_chat c JOIN audience_identity i ON i.id = c.identity_id"
            " WHERE c.last_client_rev > 0 AND i.external_id = ANY(%s)",
            list(self._names.values()),
        )
        return dict(rows)

    def run(self, messages: int) -> None:
        """So many messages in and as many out. Raises what a client or an operator met that is no passing trouble."""
        failures: list[BaseException] = []

        def work(act: Callable[..., None], *args: Any) -> None:
            try:
                act(*args)
            except BaseException as failure:
                failures.append(failure)

        threads = []
        for act, hands in ((self._write, WRITERS), (self._answer, OPERATORS)):
            for hand in range(hands):
                share = messages // hands + (hand < messages % hands)
                # A chat has one hand on each side, so what it wrote first is known.
                threads.append(
                    threading.Thread(
                        target=work, args=(act, self.chats[hand::hands], share, hand), daemon=True
                    )
                )
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            raise failures[0]

    def _write(self, chats: Sequence[Chat], count: int, hand: int) -> None:
        for _, chat in zip(range(count), _turns(chats, "said"), strict=False):
            number = next(self._numbers)
            text = f"in-{number}."
            if number % PHOTO_EVERY:
                self._say(chat.bot, chat.client, text=text)
            else:
                chat.photos += 1
                self._say(chat.bot, chat.client, image=file("photo.png", PHOTO), caption=text)
            chat.said.append(text)
            self.progress = next(self._count)

    def _answer(self, chats: Sequence[Chat], count: int, hand: int) -> None:
        session = self._sessions[hand]
        for _, chat in zip(range(count), _turns(chats, "posted"), strict=False):
            number = next(self._numbers)
            word, width = f"out-{number}.", 40 + len(chat.parts)
            pictured = number % PICTURE_EVERY == 0
            fields = {"text": word + LONG if pictured else word, "intent": str(uuid.uuid4())}
            files = {"image": ("picture.png", _picture(width), "image/png")} if pictured else None
            until(lambda: self._accepted(session, chat, fields, files), PATIENCE, every=0.25)  # noqa: B023
            apart = pictured and len(word + LONG) > messenger(chat.bot.kind).TRAITS.max_caption
            tokens = [f"picture-{width}", word] if apart else [word]
            chat.parts += [Part(word, place, token) for place, token in enumerate(tokens)]
            chat.posted.append(word)
            self.progress = next(self._count)

    def _accepted(
        self, session: requests.Session, chat: Chat, fields: dict[str, str], files: dict[str, Any] | None
    ) -> bool:
        """Post once; False when the page would try again: no answer, or one that says "not now"."""
        try:
            answer = session.post(
                self._address(chat, "messages"), data=fields, files=files, allow_redirects=False, timeout=20
            )
        except requests.RequestException:
            self.repeats += 1
            return False
        if answer.status_code >= 500:
            self.repeats += 1
            return False
        assert answer.status_code == 302, f"{answer.status_code}: {answer.text[:500]}"
        assert "sign-in" not in answer.headers["location"], "a session was lost"
        return True

    def _say(self, bot: Bot, client: int, **acts: Any) -> None:
        self.shop.provider.say(bot.id, {"id": client, "name": f"Client {client}"}, kind=bot.kind, **acts)

    def _address(self, chat: Chat, act: str) -> str:
        return f"{self.shop.url}/p/{self.shop.project}/inbox/chats/{chat.chat}/{act}"


def _turns(chats: Sequence[Chat], side: str) -> "itertools.cycle[Chat]":
    """The chats in turn, those with the fewest messages first."""
    return itertools.cycle(sorted(chats, key=lambda chat: len(getattr(chat, side))))
