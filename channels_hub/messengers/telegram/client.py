"""One client for each event loop: the connections, and a Bot per token (PROTOCOLS §1.7)."""

from collections.abc import Awaitable
from types import TracebackType
from typing import Any, TypeVar

from telegram import Bot
from telegram.error import TelegramError

from channels_hub.messengers.errors import SendError, Unknown
from channels_hub.messengers.exchanging import session
from channels_hub.messengers.telegram.transport import Transport

T = TypeVar("T")
MOST_BOTS = 2000


class Client:
    """Make it inside the running loop, close it there; it must not outlive its loop."""

    def __init__(self) -> None:
        self.session = session()
        self.transport = Transport(self.session)
        self._bots: dict[tuple[str, str], Bot] = {}

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def bot(self, token: str, base: str) -> Bot:
        """The Bot of a token at an API's address; not initialised, so that no getMe goes before a send."""
        known = self._bots.get((token, base))
        if known is None:
            if len(self._bots) >= MOST_BOTS:
                self._bots.clear()
            known = Bot(
                token,
                base_url=f"{base}/bot",
                base_file_url=f"{base}/file/bot",
                request=self.transport,
                get_updates_request=self.transport,
            )
            self._bots[token, base] = known
        return known

    async def ask(self, token: str, base: str, method: str, **fields: Any) -> Any:
        """The bare result of a method of the API; lists and objects are given as JSON text. Raises errors.*."""
        return await self.transport.ask(f"{base}/bot{token}/{method}", fields)

    async def close(self) -> None:
        """Close the connections."""
        await self.session.close()


async def answered(call: Awaitable[T]) -> T:
    """The result of a Bot's method; raises errors.* instead of the library's exceptions, none with a token in it."""
    try:
        return await call
    except TelegramError as error:
        if isinstance(error.__cause__, SendError):
            raise error.__cause__ from None
        raise Unknown(type(error).__name__, code="garbled") from None
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        # The API said ok, and its result is not what it promised.
        raise Unknown(f"result makes no sense: {type(error).__name__}", code="garbled") from None
