"""Panels of the contact card that upper floors draw (ARCHITECTURE §1.2): URL names, filled in wiring."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Panel:
    """One `hx-get` panel; `url_name` takes the project and the contact."""

    url_name: str
    position: int


_panels: list[Panel] = []


def register(url_name: str, position: int) -> None:
    """Show the page of that name in every card; smaller positions stand higher."""
    if all(panel.url_name != url_name for panel in _panels):
        _panels.append(Panel(url_name, position))
        _panels.sort(key=lambda panel: panel.position)


def addresses(project: int, contact: int) -> list[str]:
    """Where the card's panels are, in order."""
    return [reverse(panel.url_name, args=[project, contact]) for panel in _panels]
