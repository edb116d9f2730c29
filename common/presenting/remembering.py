"""Drawing the same thing once: an icon stands a hundred times on a page, a face in every list."""

import functools
from collections.abc import Callable, Hashable
from typing import ParamSpec, TypeVar, cast

from django.utils.translation import get_language

Given = ParamSpec("Given")
Drawn = TypeVar("Drawn")


def remembered(size: int) -> Callable[[Callable[Given, Drawn]], Callable[Given, Drawn]]:
    """For a function whose answer depends on its hashable arguments and the reader's language alone: keep the last `size`.

    Text that is safe and text that is not are told apart, though they are equal.
    """

    def wrap(draw: Callable[Given, Drawn]) -> Callable[Given, Drawn]:
        @functools.lru_cache(size, typed=True)
        def kept(language: str | None, *given: object, **named: object) -> Drawn:
            return cast(Callable[..., Drawn], draw)(*given, **named)

        @functools.wraps(draw)
        def drawn(*given: Given.args, **named: Given.kwargs) -> Drawn:
            return kept(get_language(), *given, **cast(dict[str, Hashable], named))

        return drawn

    return wrap
