"""System checks that stop the start: an unmarked view, a database that cannot compare Russian text."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

from common.door import THIRD_PARTY


def patterns(urlconf: str | None = None) -> Iterator[tuple[str, URLPattern]]:
    """Every leaf of the resolver as (route, pattern), third-party includes left out."""

    def walk(prefix: str, nodes: list[Any]) -> Iterator[tuple[str, URLPattern]]:
        for node in nodes:
            route = prefix + str(node.pattern)
            if isinstance(node, URLResolver):
                if route not in THIRD_PARTY:
                    yield from walk(route, node.url_patterns)
            elif route not in THIRD_PARTY:
                yield route, node

    return walk("", get_resolver(urlconf).url_patterns)


@register()
def every_view_is_marked(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """ARCHITECTURE §7.1: a view without its mark stops the start."""
    return [
        Error(f"{route} has no mark of common.door or projects.door.", id="wepster.E001")
        for urlconf in (settings.ROOT_URLCONF, settings.FILES_URLCONF, settings.PAGES_URLCONF)
        for route, pattern in patterns(urlconf)
        if not hasattr(pattern.callback, "door")
    ]


@register("database")
def russian_text_compares(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """DEPENDENCIES §2.1: locale C breaks lower(), ILIKE and trigrams for Cyrillic."""
    if not databases:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower('Ё') = 'ё' AND 'ПРИВЕТ' ILIKE 'привет'")
        if cursor.fetchone()[0]:
            return []
    return [
        Error(
            "The database was made with a locale that does not know Cyrillic. "
            "Make it anew with LC_COLLATE and LC_CTYPE of C.UTF-8.",
            id="wepster.E002",
        )
    ]
