"""The VK of the sandbox: its communities and people, and everything that keeps them."""

import random
import secrets
from typing import TYPE_CHECKING, Any

import aiohttp

from sandbox.calls import Calls
from sandbox.faults import Faults
from sandbox.rates import Rates
from sandbox.telegram.bots import latin
from sandbox.vk.delivering import Delivery
from sandbox.vk.models import Chat, Community, Message, Server, User, fields, fresh_token
from sandbox.vk.outbox import Outbox

if TYPE_CHECKING:
    from sandbox.world import World

OWNER = 101
ADMINISTRATOR = 3
VERSION = "5.199"


class Vk:
    """All communities by id, all tokens, all people. ``host``: by what name the sandbox is called, for its addresses."""

    def __init__(self, world: "World") -> None:
        self.world, self.clock, self.state, self.blobs, self.live = (
            world, world.clock, world.state, world.blobs, world.live,
        )  # fmt: skip
        self.faults, self.rates, self.calls = Faults(), Rates(), Calls()
        self.bots: dict[int, Community] = {}
        self.tokens: dict[str, Community] = {}
        self.people: dict[str, int] = {}  # tokens of persons
        self.codes: dict[str, dict[str, Any]] = {}
        self.users: dict[int, User] = {OWNER: User(OWNER, "Анна", "Управляющая")}
        self.host = ""

    @property
    def http(self) -> aiohttp.ClientSession:
        """Session for callbacks."""
        return self.world.http

    @property
    def root(self) -> str:
        """Where this VK answers."""
        return f"http://{self.host}/vk"

    def new_bot(self, name: str, username: str = "") -> Community:
        """Make a community; the sandbox's own person is its administrator."""
        number = next(
            n for n in iter(lambda: random.randrange(200_000_000, 240_000_000), None) if n not in self.bots
        )
        made = Community(number, name, username or f"{latin(name)}_{number % 10_000:04}")
        made.roles[OWNER] = ADMINISTRATOR
        self.add_bot(made)
        self.keep_community(made)
        self.live.tell(kind="bots")
        return made

    def add_bot(self, community: Community) -> None:
        """Take a community in, new or from the state file."""
        post = Delivery(self, community).post
        community.outbox = Outbox(self.clock, community, post, lambda: self._moved(community))
        self.bots[community.id] = community
        for token in community.tokens:
            self.tokens[token] = community

    def give_token(self, community: Community, rights: list[str]) -> str:
        """One more token of a community, as signing in gives it."""
        token = fresh_token()
        community.tokens[token] = rights
        self.tokens[token] = community
        self.keep_community(community)
        return token

    def revoke(self, community: Community) -> None:
        """All tokens stop working."""
        community.revoked = True
        for token in community.tokens:
            self.tokens.pop(token, None)
        community.tokens.clear()
        self.keep_community(community)
        self.live.tell(kind="bots")

    def reissue(self, community: Community) -> Community:
        """A new token; the old ones stop working, servers and events stay."""
        self.revoke(community)
        community.revoked = False
        community.token = self.give_token(community, ["messages", "manage", "photos", "docs"])
        self.keep_community(community)
        return community

    def load(self, records: list[tuple[str, str, Any]]) -> None:
        """Out of the state file."""
        from sandbox.vk.loading import load

        load(self, records)

    def stop(self) -> None:
        """Nothing is delivered any more."""
        for community in self.bots.values():
            community.outbox.stop()

    def chat(self, community: Community, user: User) -> Chat:
        """The person's conversation with a community, begun when there is none."""
        chat = community.chats.get(user.id)
        if chat is None:
            chat = community.chats[user.id] = Chat(user)
            self.keep_chat(community, chat)
        return chat

    def send_event(self, community: Community, kind: str, content: dict[str, Any], peer: int) -> str:
        """Put an event on its way when somebody wants this kind; returns event_id ("" when nobody does)."""
        return self.put_event(community, {"type": kind, "object": content}, peer)

    def put_event(self, community: Community, body: dict[str, Any], peer: int) -> str:
        """Put a whole event on its way, whatever it holds; returns event_id."""
        event = {"group_id": community.id, "event_id": secrets.token_hex(20), "v": VERSION, **body}
        return str(event["event_id"]) if community.outbox.put(event, peer) else ""

    def stamp(self, server: Server) -> dict[str, Any]:
        """What every event carries."""
        secret = {"secret": server.secret_key} if server.secret_key else {}
        return {"event_id": secrets.token_hex(20), "v": VERSION, **secret}

    def confirm(self, community: Community, server: Server) -> None:
        """Let VK ask a server for the code."""
        community.outbox.run(Delivery(self, community).confirm(server))

    # what changed goes to the state file; each record is read when it is written

    def keep_community(self, community: Community) -> None:
        """A community changed."""
        self.state.mark("vk.community", str(community.id), community.dump)

    def keep_user(self, user: User) -> None:
        """A person changed."""
        self.state.mark("vk.user", str(user.id), lambda: fields(user))

    def keep_chat(self, community: Community, chat: Chat) -> None:
        """A chat changed, its messages apart."""
        self.state.mark("vk.chat", f"{community.id}/{chat.user.id}", chat.dump)

    def keep_message(self, community: Community, chat: Chat, message: Message) -> None:
        """A message is new or changed."""
        self.state.mark("vk.message", f"{community.id}/{chat.user.id}/{message.id}", message.dump)
        self.keep_chat(community, chat)
        self.keep_community(community)
        self.live.tell(kind="message", bot=community.id, user=chat.user.id, id=message.id)

    def _moved(self, community: Community) -> None:
        """Events came or left."""
        self.live.tell(kind="pending", bot=community.id, count=len(community.outbox.pending))


def make(world: "World") -> Vk:
    """A VK without communities."""
    return Vk(world)
