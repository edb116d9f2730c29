"""The Telegram of the sandbox: its bots and users, and everything that keeps them."""

from typing import TYPE_CHECKING, Any

import aiohttp

from sandbox.calls import Calls
from sandbox.faults import Faults
from sandbox.forms import Upload
from sandbox.rates import Rates
from sandbox.telegram.bots import Bot, fresh_token
from sandbox.telegram.calling import Call
from sandbox.telegram.delivering import Delivery
from sandbox.telegram.errors import NO_METHOD, Refused
from sandbox.telegram.models import Chat, Message, StoredFile, User
from sandbox.telegram.outbox import QUEUES, UNASKED, Outbox, Update

if TYPE_CHECKING:
    from sandbox.world import World


def make(world: "World") -> "Telegram":
    """An empty Telegram."""
    return Telegram(world)


class Telegram:
    """All bots by id and token, all users by id."""

    def __init__(self, world: "World") -> None:
        self.world, self.clock, self.state, self.blobs, self.live = (
            world, world.clock, world.state, world.blobs, world.live,
        )  # fmt: skip
        self.faults, self.rates, self.calls = Faults(), Rates(), Calls()
        self.bots: dict[int, Bot] = {}
        self.tokens: dict[str, Bot] = {}
        self.users: dict[int, User] = {}

    @property
    def http(self) -> aiohttp.ClientSession:
        """Session for webhooks."""
        return self.world.http

    def new_bot(self, name: str, username: str = "") -> Bot:
        """Make a bot."""
        bot = Bot.new(name, set(self.bots), username)
        self.add_bot(bot)
        self.keep_bot(bot)
        self.live.tell(kind="bots")
        return bot

    def add_bot(self, bot: Bot) -> None:
        """Take a bot in, new or from the state file."""
        bot.outbox = Outbox(self.clock, Delivery(self, bot).post, lambda update: self._forgotten(bot, update))
        self.bots[bot.id] = bot
        self.tokens[bot.token] = bot

    def reissue(self, bot: Bot) -> Bot:
        """A new token from BotFather: the old one stops working, the webhook stays."""
        self.tokens.pop(bot.token, None)
        bot.token, bot.revoked = fresh_token(bot.id), False
        self.tokens[bot.token] = bot
        self.keep_bot(bot)
        self.live.tell(kind="bots")
        return bot

    def load(self, records: list[tuple[str, str, Any]]) -> None:
        """Out of the state file."""
        from sandbox.telegram.loading import load

        load(self, records)

    def stop(self) -> None:
        """Nothing is delivered any more."""
        for bot in self.bots.values():
            bot.outbox.stop()

    def chat(self, bot: Bot, user: User) -> Chat:
        """The client's conversation with a bot, begun when there is none."""
        chat = bot.chats.get(user.id)
        if chat is None:
            chat = bot.chats[user.id] = Chat(user)
            self.keep_chat(bot, chat)
        return chat

    def send_update(self, bot: Bot, kind: str, content: dict[str, Any], chat_id: int) -> int:
        """Put an update on its way when the bot wants this kind; returns update_id (0 when it does not)."""
        allowed = bot.webhook.allowed
        if kind in UNASKED if not allowed else kind not in allowed:
            return 0
        return self.put_update(bot, {"update_id": bot.take_update(), kind: content}, chat_id)

    def put_update(self, bot: Bot, body: dict[str, Any], chat_id: int) -> int:
        """Put a whole update on its way, whatever it holds; returns update_id."""
        kind = next((name for name in body if name != "update_id"), "")
        update = Update(body, kind, (QUEUES.get(kind, kind), chat_id), self.clock.now())
        self.keep_update(bot, update)
        bot.outbox.put(update)
        return update.id

    async def perform(self, bot: Bot, method: str, fields: dict[str, Any], files: dict[str, Upload]) -> Any:
        """Run a method and return the answer's JSON, refusals included."""
        from sandbox.telegram.methods import METHODS

        try:
            run = METHODS.get(method.lower())
            if run is None:
                raise NO_METHOD
            return {"ok": True, "result": await run(Call(self, bot, fields, files))}
        except Refused as refused:
            return refused.answer()

    # what changed goes to the state file; each record is read when it is written

    def keep_bot(self, bot: Bot) -> None:
        """A bot changed."""
        self.state.mark("telegram.bot", str(bot.id), bot.dump)

    def keep_user(self, user: User) -> None:
        """A user changed."""
        self.state.mark(
            "telegram.user", str(user.id), lambda: {name: getattr(user, name) for name in user.__slots__}
        )

    def keep_chat(self, bot: Bot, chat: Chat) -> None:
        """A chat changed, its messages apart."""
        self.state.mark("telegram.chat", f"{bot.id}/{chat.user.id}", chat.dump)

    def keep_message(self, bot: Bot, chat: Chat, message: Message) -> None:
        """A message is new or changed; counters of the bot went on."""
        self.state.mark("telegram.message", f"{bot.id}/{chat.user.id}/{message.id}", message.dump)
        self.state.mark("telegram.bot", str(bot.id), bot.dump)
        self.live.tell(kind="message", bot=bot.id, user=chat.user.id, id=message.id)

    def keep_file(self, bot: Bot, stored: StoredFile) -> None:
        """A file is new."""
        self.state.mark("telegram.file", f"{bot.id}/{stored.file_id}", stored.dump)

    def keep_update(self, bot: Bot, update: Update) -> None:
        """An update waits."""
        dump = {"body": update.body, "kind": update.kind, "queue": update.queue, "at": update.at}
        self.state.mark("telegram.update", f"{bot.id}/{update.id}", lambda: dump)

    def _forgotten(self, bot: Bot, update: Update) -> None:
        """An update left."""
        self.state.mark("telegram.update", f"{bot.id}/{update.id}", None)
        self.live.tell(kind="pending", bot=bot.id, count=len(bot.outbox.pending))
