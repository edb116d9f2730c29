"""Loading by batches: each is one transaction with whole chats, so what an interruption leaves is true."""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from audience.models import Status, Tag
from channels_hub.models import Channel
from common import clock
from inbox.models import Group
from projects.models import Member, Project
from projects.scope import project_scope
from wepster.filling import words

STATEMENTS = [file.read_text(encoding="utf-8") for file in sorted(Path(__file__).parent.glob("*.sql"))]
BATCH = 20_000
# Of 100,000 chats so many are new and active, while a team can have them open at all.
NEW, ACTIVE, MOST_NEW, MOST_ACTIVE = 8_000, 7_000, 2_000, 3_000


def fill(
    project: Project, contacts: int, entries: int, told: Callable[[int], object] = lambda done: None
) -> None:
    """Add so many contacts, each with one chat and at least one of `entries`; `told` hears how many contacts stand.

    They belong to the project's first connected channel, else to a disconnected one of their own. Raises ValueError when
    there are fewer entries than contacts.
    """
    if not 1 <= contacts <= entries:
        raise ValueError("at least one contact, and an entry for each")
    new, active = (
        min(share, most * 100_000 // contacts) for share, most in ((NEW, MOST_NEW), (ACTIVE, MOST_ACTIVE))
    )
    with project_scope(project.pk):
        facts = _facts(project) | {
            "contacts": contacts,
            "rest": entries - contacts,
            "new": new,
            "open": new + active,
        }
        for first in range(1, contacts + 1, BATCH):
            last = min(first + BATCH - 1, contacts)
            with transaction.atomic(), connection.cursor() as cursor:
                for statement in STATEMENTS:
                    cursor.execute(statement, facts | {"first": first, "last": last})
                cursor.execute("DROP TABLE IF EXISTS filled")
            told(last)


def _facts(project: Project) -> dict[str, Any]:
    channel = Channel.objects.filter(connected=True).order_by("id").first() or Channel.objects.create(
        project=project,
        kind="telegram",
        account=f"filled-{project.pk}",
        name="Filled",
        key=secrets.token_urlsafe(24),
        connected=False,
    )
    tags = [Tag.objects.get_or_create(project=project, name=name)[0].pk for name in words.TAGS]
    return {
        "project": project.pk,
        "channel": channel.pk,
        "now": clock.now(),
        "groups": list(Group.objects.order_by("id").values_list("pk", flat=True)),
        "members": list(Member.objects.present().order_by("id").values_list("pk", flat=True)),
        "statuses": list(Status.objects.order_by("position").values_list("pk", flat=True)),
        "tags": tags,
        "first_names": words.FIRST_NAMES,
        "last_names": words.LAST_NAMES,
        "texts": words.TEXTS,
    }
