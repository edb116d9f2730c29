"""States that came before what they are about (ARCHITECTURE §4, status): kept for a week, taken when the message is settled."""

import datetime
from collections.abc import Collection, Sequence

from django.db.models import Q

from common import clock
from inbox.models import EarlyStatus

KEPT = datetime.timedelta(days=7)


def keep(statuses: Sequence[EarlyStatus]) -> None:
    """Store them, of those that mean all up to a time the latest; in the caller's transaction, the chats locked."""
    if not statuses:
        return
    EarlyStatus.objects.filter(created_at__lt=clock.now() - KEPT).delete()
    latest: dict[tuple[int, str, str], EarlyStatus] = {}
    stored = EarlyStatus.objects.filter(chat__in={row.chat_id for row in statuses}, provider_id="")
    for row in (*stored, *statuses):
        key = (row.chat_id, row.provider_id, row.state)
        if key not in latest or latest[key].at < row.at:
            latest[key] = row
    EarlyStatus.objects.bulk_create(
        [row for row in latest.values() if row.pk is None],
        update_conflicts=True,
        unique_fields=["chat", "provider_id", "state"],
        update_fields=["at"],
    )


def waiting(chats: Collection[int], provider_ids: Collection[str]) -> list[EarlyStatus]:
    """What waits for these messages, and what is about all of these chats up to a time."""
    meant = Q(provider_id="") | Q(provider_id__in=provider_ids)
    return list(EarlyStatus.objects.filter(meant, chat__in=chats).order_by("id"))


def forget(statuses: Sequence[EarlyStatus]) -> None:
    """They found their message."""
    if statuses:
        EarlyStatus.objects.filter(pk__in=[row.pk for row in statuses]).delete()
