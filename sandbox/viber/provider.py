"""The Viber of the sandbox: its bots and clients, and everything that keeps them."""

import asyncio
import random
from typing import TYPE_CHECKING, Any

import aiohttp

from sandbox.calls import Calls
from sandbox.faults import Faults
from sandbox.rates import Rates
from sandbox.viber.bots import Bot, fresh_token
from sandbox.viber.checking import checked
from sandbox.viber.delivering import Delivery
from sandbox.viber.errors import Refused
from sandbox.viber.fetching import fetch
from sandbox.viber.models import Chat, Media, Message, User
from sandbox.viber.outbox import Event, Outbox

if TYPE_CHECKING:
    from sandbox.world import World

# Always sent, asked for or not.
UNASKED = {"message", "webhook"}


def make(world: "World") -> "Viber":
    """An empty Viber."""
    return Viber(world)


class Viber:
    """All bots by id and token, all clients by id. ``origin`` is where the product reaches the sandbox."""

    def __init__(self, world: "World") -> None:
        self.world, self.clock, self.state, self.blobs, self.live = (
            world, world.clock, world.state, world.blobs, world.live,
        )  # fmt: skip
        self.faults, self.rates, self.calls = Faults(), Rates(), Calls()
        self.bots: dict[str, Bot] = {}
        self.tokens: dict[str, Bot] = {}
        self.users: dict[str, User] = {}
        self.origin = ""
        self._token = random.randrange(5 * 10**18, 6 * 10**18)
        self._work: set[asyncio.Task[None]] = set()
        self.fetching: dict[int, str] = {}

    @property
    def http(self) -> aiohttp.ClientSession:
        """Session for webhooks and files."""
        return self.world.http

    def new_bot(self, name: str, uri: str = "") -> Bot:
        """Make a bot."""
        bot = Bot.new(name, uri)
        self.add_bot(bot)
        self.keep_bot(bot)
        self.live.tell(kind="bots")
        return bot

    def add_bot(self, bot: Bot) -> None:
        """Take a bot in, new or from the state file."""
        bot.outbox = Outbox(self.clock, Delivery(self, bot).post, lambda event: self._forgotten(bot, event))
        self.bots[bot.id] = bot
        self.tokens[bot.token] = bot

    def revoke(self, bot: Bot) -> None:
        """The token stops working; events wait."""
        bot.revoked = True
        bot.outbox.stop()
        self.keep_bot(bot)

    def reissue(self, bot: Bot) -> Bot:
        """A new token: the old one stops working; the webhook stays, and is signed with the new one."""
        self.tokens.pop(bot.token, None)
        bot.token, bot.revoked = fresh_token(), False
        self.tokens[bot.token] = bot
        if bot.webhook.url:
            bot.outbox.deliver()
        self.keep_bot(bot)
        self.live.tell(kind="bots")
        return bot

    def stop(self) -> None:
        """Nothing is under way any more."""
        for bot in self.bots.values():
            bot.outbox.stop()
        for task in self._work:
            task.cancel()

    def load(self, records: list[tuple[str, str, Any]]) -> None:
        """Out of the state file."""
        from sandbox.viber.loading import load

        load(self, records)

    def take_token(self) -> int:
        """Next message_token: one growing sequence."""
        self._token += random.randrange(1, 1000)
        return self._token

    def begin_after(self, token: int) -> None:
        """Tokens go on after those of the state file."""
        self._token = max(self._token, token)

    # events

    def send_event(self, bot: Bot, chat: Chat, name: str, token: int | None = None, **content: Any) -> int:
        """Put an event on its way when the bot wants it; returns its number (0 when it does not, or has no webhook)."""
        hook = bot.webhook
        if not hook.url or (name not in UNASKED and hook.events is not None and name not in hook.events):
            return 0
        token = self.take_token() if token is None else token
        body = {
            "event": name,
            "timestamp": self.now(),
            "chat_hostname": "SN-CHAT-03_",
            "message_token": token,
        }
        return self.put_event(bot, chat, {**body, **content})

    def put_event(self, bot: Bot, chat: Chat, body: dict[str, Any]) -> int:
        """Put a whole event on its way, whatever it holds; returns its number."""
        if not bot.webhook.url:
            return 0
        event = Event(self.take_token(), body, chat.user.id, self.clock.now())
        self.keep_event(bot, event)
        bot.outbox.put(event)
        return event.id

    def now(self) -> int:
        """The present in milliseconds."""
        return int(self.clock.now() * 1000)

    def person(self, bot: Bot, user: User) -> dict[str, Any]:
        """``user`` or ``sender`` of an event, as the webhook asked for."""
        hook = bot.webhook
        about: dict[str, Any] = {
            "id": user.known_as(bot.id),
            "name": user.name if hook.name else "Subscriber",
        }
        if hook.photo and user.photo != "none":
            about["avatar"] = f"{self.origin}/viber/avatars/{user.id.encode().hex()}.png"
        return {**about, "language": user.language, "country": user.country, "api_version": 10}

    # messages

    def say(self, bot: Bot, chat: Chat, said: dict[str, Any], token: int, welcome: bool = False) -> Message:
        """A bot's message comes into the chat; its file is fetched, then it is delivered."""
        kind = str(said.get("type"))
        message = Message(token, "bot", self.clock.now(), said, welcome=welcome)
        if kind in ("picture", "video", "file"):
            name = str(said.get("file_name") or str(said["media"]).split("?")[0].rsplit("/", 1)[-1])
            message.media = [Media(kind, name, size=int(said.get("size") or 0))]
        chat.messages[token] = message
        chat.keyboard = said.get("keyboard")
        chat.tracking = str(said.get("tracking_data") or "")
        self.keep_chat(bot, chat)
        self.keep_message(bot, chat, message)
        if message.media:
            self._begin(self._arrive(bot, chat, message))
        else:
            self.delivered(bot, chat, message)
        return message

    async def _arrive(self, bot: Bot, chat: Chat, message: Message) -> None:
        self.fetching[message.token] = bot.id
        try:
            arrived = await fetch(self, message)
        finally:
            self.fetching.pop(message.token, None)
        if arrived:
            self.delivered(bot, chat, message)
        else:
            trouble = message.media[0].trouble
            self.send_event(
                bot, chat, "failed", message.token, user_id=chat.user.known_as(bot.id), desc=trouble
            )
        self.keep_message(bot, chat, message)

    def delivered(self, bot: Bot, chat: Chat, message: Message) -> None:
        """The device has it, unless it is off; a bot hears of each but the welcome."""
        if chat.offline or message.delivered:
            return
        message.delivered = self.clock.now()
        self.keep_message(bot, chat, message)
        if not message.welcome:
            self.send_event(bot, chat, "delivered", message.token, user_id=chat.user.known_as(bot.id))

    def seen(self, bot: Bot, chat: Chat) -> int:
        """The client looked at the chat: a receipt for each message that it had not seen; the number of the last event."""
        last = 0
        for message in chat.messages.values():
            if message.by == "bot" and message.delivered and not message.seen:
                message.seen = self.clock.now()
                self.keep_message(bot, chat, message)
                if not message.welcome:
                    person = chat.user.known_as(bot.id)
                    last = self.send_event(bot, chat, "seen", message.token, user_id=person)
        return last

    def welcome(self, bot: Bot, user: str, said: Any) -> None:
        """The answer to conversation_started: one message, shown when it is right."""
        if not isinstance(said, dict) or not said:
            return
        try:
            checked(said)
        except Refused as refused:
            bot.webhook.last_error = f"welcome message: {refused.text}"
            return
        self.say(bot, bot.chats[user], said, self.take_token(), welcome=True)

    def _begin(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._work.add(task)
        task.add_done_callback(self._work.discard)

    # what changed goes to the state file; each record is read when it is written

    def keep_bot(self, bot: Bot) -> None:
        """A bot changed."""
        self.state.mark("viber.bot", bot.id, bot.dump)

    def keep_user(self, user: User) -> None:
        """A client changed."""
        self.state.mark("viber.user", user.id, lambda: {name: getattr(user, name) for name in user.__slots__})

    def keep_chat(self, bot: Bot, chat: Chat) -> None:
        """A chat changed, its messages apart."""
        self.state.mark("viber.chat", f"{bot.id}/{chat.user.id}", chat.dump)
        self.live.tell(kind="chat", provider="viber", bot=int(bot.key), user=chat.user.shown)

    def keep_message(self, bot: Bot, chat: Chat, message: Message) -> None:
        """A message is new or changed."""
        self.state.mark("viber.message", f"{bot.id}/{chat.user.id}/{message.token}", message.dump)
        self.live.tell(
            kind="message", provider="viber", bot=int(bot.key), user=chat.user.shown, id=str(message.token)
        )

    def keep_event(self, bot: Bot, event: Event) -> None:
        """An event waits."""
        dump = {name: getattr(event, name) for name in ("id", "body", "user", "at")}
        self.state.mark("viber.event", f"{bot.id}/{event.id}", lambda: dump)

    def _forgotten(self, bot: Bot, event: Event) -> None:
        """An event left."""
        self.state.mark("viber.event", f"{bot.id}/{event.id}", None)
        self.live.tell(kind="pending", provider="viber", bot=int(bot.key), count=len(bot.outbox.pending))
