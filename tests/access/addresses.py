"""Every address of the application's host, as the resolver knows them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from common.door import THIRD_PARTY
from tests.access.samples import MAKERS, OWNED, World

PART = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """`route` like "p/<int:project>/start/", `name` like "projects:start", `door` the mark of its view."""

    route: str
    name: str
    door: dict[str, Any]

    @property
    def parts(self) -> list[str]:
        """Names of the filled parts, the project's left out."""
        return [part for part in PART.findall(self.route) if part != "project"]

    @property
    def in_project(self) -> bool:
        return "project" in PART.findall(self.route)

    @property
    def objects(self) -> list[str]:
        """The parts that are rows of a project."""
        return [part for part in self.parts if part in OWNED]

    def unknown(self) -> list[str]:
        """Parts that tests/access/samples.py does not know."""
        return [part for part in self.parts if part not in MAKERS]

    def path(self, world: World, project: Any = None) -> str:
        """The address filled from `world`, of another `project` when given."""

        def fill(found: re.Match[str]) -> str:
            part = found[1]
            return str((project or world.project).pk if part == "project" else world[part].value)

        return "/" + PART.sub(fill, self.route)

    def __str__(self) -> str:
        return self.name or self.route


def addresses() -> Iterator[Address]:
    """All of them, third-party includes left out."""

    def walk(prefix: str, space: str, nodes: list[Any]) -> Iterator[Address]:
        for node in nodes:
            route = prefix + str(node.pattern)
            if route in THIRD_PARTY:
                continue
            if isinstance(node, URLResolver):
                inner = f"{node.namespace}:" if node.namespace else ""
                yield from walk(route, space + inner, node.url_patterns)
            elif isinstance(node, URLPattern):
                door = getattr(node.callback, "door", {})
                yield Address(route, f"{space}{node.name or ''}", door)

    return walk("", "", get_resolver(settings.ROOT_URLCONF).url_patterns)
