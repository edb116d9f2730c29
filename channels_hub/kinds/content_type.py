"""What an account writes about first (CHN-7): a messenger that asks for it has a table of these."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ContentType:
    """`tag` is what a message outside the reply window carries today; "" when the messenger takes none, so that such messages
    wait for the client to write. `approved` types need the messenger's consent for this account. `was` is the tag of 2019.
    """

    key: str
    title: Any
    about: Any
    examples: tuple[Any, ...]
    was: str
    tag: str = ""
    approved: bool = False
