"""The Facebook of the sandbox: its app, its pages and their people, and everything that keeps them."""

from typing import TYPE_CHECKING, Any

import aiohttp

from sandbox.calls import Calls
from sandbox.facebook.delivering import Delivery, Event
from sandbox.facebook.models import App, Chat, Message, Page, Person, fresh_id, fresh_token
from sandbox.faults import Faults
from sandbox.rates import Rates
from sandbox.telegram.outbox import Outbox

if TYPE_CHECKING:
    from sandbox.world import World

CONNECTIONS = 40


def make(world: "World") -> "Facebook":
    """An empty Facebook."""
    return Facebook(world)


class Facebook:
    """All pages by id and token. ``grants``: codes and tokens of those who signed in."""

    def __init__(self, world: "World") -> None:
        self.world, self.clock, self.state, self.blobs, self.live = (
            world, world.clock, world.state, world.blobs, world.live,
        )  # fmt: skip
        self.faults, self.rates, self.media_rates, self.calls = Faults(), Rates(), Rates(), Calls()
        self.app = App()
        self.pages: dict[str, Page] = {}
        self.tokens: dict[str, Page] = {}
        self.codes: dict[str, dict[str, Any]] = {}
        self.grants: dict[str, dict[str, Any]] = {}
        self.media: dict[str, dict[str, Any]] = {}
        self.next_event = 0
        post: Any = Delivery(self).post
        self.outbox: Any = Outbox(self.clock, post, self._forgotten)

    @property
    def http(self) -> aiohttp.ClientSession:
        """Session for the webhook."""
        return self.world.http

    @property
    def root(self) -> str:
        """Address of this Facebook: files and portraits have addresses of their own."""
        return f"{self.world.url}/facebook"

    def load(self, records: list[tuple[str, str, Any]]) -> None:
        """Out of the state file."""
        from sandbox.facebook.loading import load

        load(self, records)

    def stop(self) -> None:
        """End: nothing is delivered any more."""
        self.outbox.stop()

    def start(self) -> None:
        """Deliver to the app's webhook, when there is one."""
        if self.app.callback:
            self.outbox.deliver(CONNECTIONS)

    def new_page(self, name: str, username: str = "", role: str = "admin") -> Page:
        """Make a page."""
        number = fresh_id()
        page = Page(number, name, username or f"page.{number[-7:]}", fresh_token(), role)
        self.add_page(page)
        self.keep_page(page)
        self.live.tell(kind="bots")
        return page

    def add_page(self, page: Page) -> None:
        """Take a page in, new or from the state file."""
        self.pages[page.id] = page
        self.tokens[page.token] = page

    def reissue(self, page: Page) -> Page:
        """A new token by a new sign-in; the old one does not work any more."""
        self.tokens.pop(page.token, None)
        page.token, page.revoked = fresh_token(), False
        self.tokens[page.token] = page
        self.keep_page(page)
        self.live.tell(kind="bots")
        return page

    def chat(self, page: Page, person: Person) -> Chat:
        """The person's conversation with a page, begun when there is none."""
        chat = page.chats.get(person.id)
        if chat is None:
            chat = page.chats[person.id] = Chat(person)
            self.keep_chat(page, chat)
        return chat

    def tell(self, page: Page, chat: Chat, field: str, item: dict[str, Any], by_page: bool = False) -> int:
        """Put an event of a conversation on its way, when the page is subscribed to its field; its number, or 0."""
        if field not in page.subscribed:
            return 0
        sides = {"sender": {"id": chat.person.id}, "recipient": {"id": page.id}}
        if by_page:
            sides = {"sender": sides["recipient"], "recipient": sides["sender"]}
        now = int(self.clock.now() * 1000)
        whole = {**sides, "timestamp": now, **item}
        entry = {"id": page.id, "time": now, "messaging": [whole]}
        return self.put({"object": "page", "entry": [entry]}, (page.id, chat.person.id))

    def put(self, body: dict[str, Any], queue: tuple[str, str]) -> int:
        """Put a whole body on its way, whatever it holds; returns its number."""
        self.next_event += 1
        event = Event(self.next_event, body, queue, self.clock.now())
        self.state.mark("facebook.event", str(event.id), event.dump)
        self.outbox.put(event)
        return event.id

    def keep_app(self) -> None:
        """The app changed."""
        self.state.mark("facebook.app", "app", self.app.dump)

    def keep_page(self, page: Page) -> None:
        """A page changed."""
        self.state.mark("facebook.page", page.id, page.dump)

    def keep_chat(self, page: Page, chat: Chat) -> None:
        """A conversation or its person changed."""
        self.state.mark("facebook.chat", f"{page.id}/{chat.person.id}", chat.dump)
        self.live.tell(kind="chat", bot=page.id, user=chat.person.id)

    def keep_message(self, page: Page, chat: Chat, message: Message) -> None:
        """A message is new or changed."""
        self.state.mark("facebook.message", f"{page.id}/{chat.person.id}/{message.mid}", message.dump)
        self.live.tell(kind="message", bot=page.id, user=chat.person.id, id=message.mid)

    def keep_media(self, about: dict[str, Any]) -> None:
        """A file has an address."""
        self.media[about["key"]] = about
        self.state.mark("facebook.media", about["key"], lambda: about)

    def _forgotten(self, event: Any) -> None:
        self.state.mark("facebook.event", str(event.id), None)
        self.live.tell(kind="pending", bot=event.queue[0], count=len(self.outbox.pending))
