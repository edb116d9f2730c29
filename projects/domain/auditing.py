"""The audit log (GEN-4): every act of consequence leaves one row."""

from typing import Any

from projects.models import Act
from projects.scope import active_project


def audited(what: str, person: Any = None, ip: str | None = None, **ids: Any) -> None:
    """Note that `person` (a Person, or None for the service itself) did `what` in the active project.

    `what` is noun.verb, like "channel.connected"; `ids` are ids and plain words of what was touched, never contents.
    """
    Act.objects.create(project_id=active_project(), person=person, what=what, ip=ip, ids=ids)
