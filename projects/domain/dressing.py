"""Name, logo, colour and zone of a project (PRJ-3): seen everywhere at once."""

import secrets
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F

from accounts.models import Person
from common import live
from common.pictures import redraw
from projects.domain.auditing import audited
from projects.models import Project

OWN = frozenset({"name", "colour", "time_zone", "answer_minutes"})
SIDE = 512


def dress(project: Project, facts: dict[str, Any], *, by: Person, ip: str | None = None) -> list[str]:
    """Set those of name, colour, time_zone, answer_minutes that changed; returns which. Call in the project's scope."""
    changed = [field for field, value in facts.items() if field in OWN and getattr(project, field) != value]
    if changed:
        _write(project, {field: facts[field] for field in changed}, by, ip)
    return changed


def set_logo(project: Project, upload: Any, *, by: Person, ip: str | None = None) -> None:
    """Store the uploaded picture, drawn anew, as the logo. Raises common.pictures.Unfit."""
    content = redraw(upload.file, upload.size, SIDE)
    stored = default_storage.save(f"logos/{secrets.token_hex(16)}.webp", ContentFile(content))
    _replace_logo(project, stored.removeprefix("logos/"), by, ip)


def drop_logo(project: Project, *, by: Person, ip: str | None = None) -> None:
    """Back to the first letter of the name."""
    _replace_logo(project, "", by, ip)


def _replace_logo(project: Project, name: str, by: Person, ip: str | None) -> None:
    old = project.logo
    _write(project, {"logo": name}, by, ip)
    if old:
        transaction.on_commit(lambda: default_storage.delete(f"logos/{old}"))


def _write(project: Project, facts: dict[str, Any], by: Person, ip: str | None) -> None:
    with transaction.atomic():
        Project.objects.filter(pk=project.pk).update(**facts, look=F("look") + 1)
        project.refresh_from_db()
        audited("project.changed", by, ip, fields=sorted(facts))
        live.tell(project.pk, look=project.look)
