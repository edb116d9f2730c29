"""Inside Django: connects bots and queues one answer to each of their chats. `python -m bench.queueing connect|queue PROJECT`.

`connect` reads tokens from the standard input; `queue` writes an entry and a delivery for each chat that has none yet.
"""

import os
import sys
import uuid

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wepster.settings")


def connect(project: int) -> None:
    """Connect a bot a line."""
    from channels_hub.domain.connecting import connect as connect_bot
    from projects.models import Project
    from projects.scope import project_scope

    row = Project.objects.get(pk=project)
    with project_scope(project):
        for token in sys.stdin.read().split():
            connect_bot(row, "telegram", token, take_over=True)


def queue(project: int) -> None:
    """An answer to every chat, in one transaction, as a broadcast would leave it."""
    from django.db import transaction

    from channels_hub.domain import queueing
    from channels_hub.enums import Priority
    from channels_hub.messengers.vocabulary import Outgoing
    from inbox.enums import Direction, MessageState, Origin
    from inbox.models import Chat, Entry
    from projects.scope import project_scope

    text = "Здравствуйте! Ваш заказ готов, ждём вас до девяти вечера."
    with project_scope(project), transaction.atomic():
        for chat in Chat.objects.select_related("channel", "identity").order_by("id"):
            entry = Entry.objects.create(
                project_id=project,
                chat=chat,
                dialog=chat.dialog,
                rev=chat.rev,
                direction=Direction.OUT,
                origin=Origin.BROADCAST,
                text=text,
                state=MessageState.QUEUED,
            )
            queueing.queue(
                chat.channel,
                chat.pk,
                entry.pk,
                chat.identity.external_id,
                f"bench:{uuid.uuid4()}",
                [Outgoing(text=text)],
                Priority.BROADCAST,
            )


if __name__ == "__main__":
    django.setup()
    {"connect": connect, "queue": queue}[sys.argv[1]](int(sys.argv[2]))
