"""Who reacts to what and who receives which channel's events: the one page that may see everybody (ARCHITECTURE §1)."""

from common import door


def wire() -> None:
    """Fill the registries; called once when all apps are loaded."""
    door.THIRD_PARTY.update({"staff/": "Django admin asks for is_staff itself"})
