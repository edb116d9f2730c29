"""Clients who write and operators who answer, over the same roads as people: the webhook, and the composer's form."""

import itertools
import threading
import uuid
from dataclasses import dataclass
from typing import Any

import requests

from tests.crash.shop import Shop
from tests.waiting import until

FIRST = 40_001
WRITERS, OPERATORS = 2, 3


@dataclass(frozen=True)
class Chat:
    """One client of one bot, and our chat with them."""

    bot: dict[str, Any]
    client: int
    chat: int


class Flood:
    """`run(n_in, n_out)` sends so many both ways and returns when all are accepted; `progress` counts meanwhile."""

    def __init__(self, shop: Shop, clients: int) -> None:
        self.shop = shop
        self.chats: list[Chat] = []
        self.said: dict[int, list[str]] = {}  # chat: what its client wrote, in order
        self.posted: dict[int, list[str]] = {}  # chat: what the operator wrote, in order
        self.repeats = 0
        self._numbers = itertools.count(1)
        self._count = itertools.count(1)
        self.progress = 0
        self._open(clients)

    def _open(self, clients: int) -> None:
        """Every client writes once and is taken by the operator."""
        people = [
            (bot, FIRST + number)
            for number, bot in zip(range(clients), itertools.cycle(self.shop.bots), strict=False)
        ]
        for bot, client in people:
            self._say(bot, client, "hello")
        until(lambda: len(self._known()) == clients, patience=60)
        known = self._known()
        operator = self.shop.operator()
        for bot, client in people:
            chat = known[str(client)]
            answer = operator.post(self._address(chat, "taking"), allow_redirects=False, timeout=20)
            assert answer.status_code == 302, answer.status_code
            self.chats.append(Chat(bot, client, chat))
            self.said[chat], self.posted[chat] = ["hello"], []

    def _known(self) -> dict[str, int]:
        rows = self.shop.query(
            "SELECT i.external_id, c.id FROM inbox_chat c JOIN audience_identity i ON i.id = c.identity_id"
            " WHERE i.external_id::bigint BETWEEN %s AND %s",
            FIRST,
            FIRST + 9_999,
        )
        return dict(rows)

    def run(self, n_in: int, n_out: int) -> None:
        """Raises what a writer or an operator met that is no passing trouble."""
        failures: list[BaseException] = []

        def work(act: Any, chats: list[Chat], count: int) -> None:
            try:
                act(chats, count)
            except BaseException as failure:
                failures.append(failure)

        threads = []
        for act, hands, total in ((self._write, WRITERS, n_in), (self._answer, OPERATORS, n_out)):
            for hand in range(hands):
                share = total // hands + (hand < total % hands)
                # A chat has one hand on each side, so what it wrote first is known.
                threads.append(threading.Thread(target=work, args=(act, self.chats[hand::hands], share)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            raise failures[0]

    def _write(self, chats: list[Chat], count: int) -> None:
        for _, chat in zip(range(count), itertools.cycle(chats), strict=False):
            text = f"in-{next(self._numbers)}."
            self._say(chat.bot, chat.client, text)
            self.said[chat.chat].append(text)
            self.progress = next(self._count)

    def _answer(self, chats: list[Chat], count: int) -> None:
        session = self.shop.operator() if self.shop.is_ready() else None
        for _, chat in zip(range(count), itertools.cycle(chats), strict=False):
            text = f"out-{next(self._numbers)}."
            fields = {"text": text, "intent": str(uuid.uuid4())}
            while True:
                if session is None:
                    until(self.shop.is_ready, patience=120)
                    session = self.shop.operator()
                try:
                    answer = session.post(
                        self._address(chat.chat, "messages"), data=fields, allow_redirects=False, timeout=20
                    )
                except requests.RequestException:
                    answer = None
                if answer is not None and answer.status_code < 500:
                    break
                self.repeats += 1  # as the page does: the same intent once more
                until(self.shop.is_ready, patience=120)
            assert (answer.status_code, "sign-in" in answer.headers["location"]) == (302, False)
            self.posted[chat.chat].append(text)
            self.progress = next(self._count)

    def _say(self, bot: dict[str, Any], client: int, text: str) -> None:
        self.shop.provider.control(
            "POST",
            "telegram/say",
            {"bot": bot["id"], "user": {"id": client, "name": f"Client {client}"}, "text": text},
        )

    def _address(self, chat: int, act: str) -> str:
        return f"{self.shop.url}/p/{self.shop.project}/inbox/chats/{chat}/{act}"
