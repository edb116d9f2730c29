"""One API call: its fields by name and type."""

import json
from typing import TYPE_CHECKING, Any

from sandbox.vk.errors import Refused, invalid, missing
from sandbox.vk.models import Chat, Community, User

if TYPE_CHECKING:
    from sandbox.vk.provider import Vk


class Call:
    """A call with its fields, by a community's token or by a person's (then ``person``, and no community)."""

    __slots__ = ("_community", "fields", "person", "token", "vk")

    def __init__(
        self, vk: "Vk", community: Community | None, person: User | None, token: str, fields: dict[str, Any]
    ) -> None:
        self.vk, self._community, self.person, self.token, self.fields = vk, community, person, token, fields

    @property
    def community(self) -> Community:
        """Whose token it is; raises Refused for a person's."""
        if self._community is None:
            raise Refused(28, "Application authorization failed: method is unavailable with service token.")
        return self._community

    def may(self, right: str) -> None:
        """Raise Refused unless the token has the right."""
        if right not in self.community.tokens.get(self.token, ()):
            raise Refused(15, f"Access denied: no access to call this method. The key has no right {right}")

    def text(self, name: str, default: str = "") -> str:
        """A string field."""
        value = self.fields.get(name, default)
        return value if isinstance(value, str) else str(value)

    def integer(self, name: str, default: int | None = None) -> int:
        """A whole number; raises Refused when it is needed and not there."""
        value = self.fields.get(name)
        if value in (None, ""):
            if default is None:
                raise missing(name)
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            raise invalid(f"{name} should be integer") from None

    def numbers(self, name: str) -> list[int]:
        """Whole numbers with commas between."""
        try:
            return [int(one) for one in self.text(name).split(",") if one.strip()]
        except ValueError:
            raise invalid(f"{name} should be list of integers") from None

    def structure(self, name: str) -> Any:
        """An object or array, given as JSON text; None when absent."""
        value = self.text(name).strip()
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise invalid(f"{name} is not JSON") from None

    def chat(self, name: str = "peer_id") -> Chat:
        """The chat of a person, whether or not the community may write there; raises Refused."""
        chat = self.community.chats.get(self.integer(name))
        if chat is None:
            raise Refused(917)
        return chat

    def own_group(self) -> Community:
        """The community of ``group_id``, which must be the token's; raises Refused."""
        if self.integer("group_id", self.community.id) != self.community.id:
            raise Refused(15, "Access denied: you should be group admin")
        self.may("manage")
        return self.community
