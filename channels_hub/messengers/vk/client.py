"""One client for each event loop: the connections, and what is asked of VK on the way of messages."""

from types import TracebackType
from typing import Any

from channels_hub.messengers.exchanging import exchange, session
from channels_hub.messengers.guarding import Guarded
from channels_hub.messengers.vk.form import form
from channels_hub.messengers.vk.judging import judge

VERSION = "5.199"


class Client:
    """Make it inside the running loop, close it there. Why not vk_api here: docs/decisions/0028."""

    def __init__(self) -> None:
        self.session = session()
        self.outside = Guarded()
        self.listening: dict[str, tuple[str, str]] = {}  # token → Long Poll's address and key

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def ask(self, token: str, base: str, method: str, **fields: Any) -> Any:
        """The `response` of a method; lists and objects are given as JSON text, None is left out. Raises errors.*."""
        kept = {name: value for name, value in fields.items() if value is not None}
        data = form({**kept, "v": VERSION, "access_token": token})
        answer = await exchange(self.session, "POST", f"{base}/method/{method}", data=data)
        return judge(answer.status, answer.body)

    async def close(self) -> None:
        """Close the connections."""
        await self.session.close()
        await self.outside.close()
