"""Who reacts to what and who receives which channel's events: the one page that may see everybody (ARCHITECTURE §1)."""

from common import door


def wire() -> None:
    """Fill the registries; called once when all apps are loaded."""
    door.THIRD_PARTY.update({"staff/": "Django admin asks for is_staff itself"})
    _found_projects()
    _open_cards()


def _found_projects() -> None:
    """What every new project begins with."""
    from audience.domain.statuses import make_first
    from inbox.domain.groups import make_general
    from projects.founding import on_founding

    on_founding(make_general)
    on_founding(make_first)


def _open_cards() -> None:
    """The contact card asks the inbox who stands where, and the inbox hears of its changes."""
    from audience import changes, guards
    from inbox.domain.contact_changes import contact_changed
    from inbox.queries.standing import standing

    guards.register(standing)
    changes.on_change(contact_changed)
