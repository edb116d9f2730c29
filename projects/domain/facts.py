"""Publishing facts and running their reactions (ARCHITECTURE §1.1)."""

import dataclasses
import datetime
import logging
from typing import Any

from celery import current_app
from django.db import transaction

from common import bus, clock, jobs
from projects.models import Fact
from projects.scope import everywhere, project_scope

log = logging.getLogger(__name__)
REACT = "projects.tasks.facts.react"
REPEAT_AFTER = datetime.timedelta(seconds=10)


def publish(*events: Any) -> None:
    """Write the facts of this transaction; reactions start after it commits.

    `events` are frozen dataclasses with `project` and (perhaps) `chat`; call inside the transaction that made them true.
    An event nobody wants to react to costs nothing.
    """
    rows = []
    now = clock.now()
    for event in events:
        pending = [reaction.name for reaction in bus.reactions(type(event)) if reaction.wanted(event)]
        if pending:
            rows.append(
                Fact(
                    project_id=event.project,
                    chat=getattr(event, "chat", None),
                    name=type(event).__name__,
                    ids=dataclasses.asdict(event),
                    pending=pending,
                    due_at=now + REPEAT_AFTER,
                    created_at=now,
                )
            )
    if not rows:
        return
    Fact.objects.bulk_create(rows)
    for project in {row.project_id for row in rows}:
        jobs.later(current_app.signature(REACT), project)


def run_due(project: int, limit: int = 200) -> int:
    """Run the waiting reactions of one project, those of a chat in order; returns how many were done."""
    done = 0
    with project_scope(project):
        seen: set[int] = set()
        for fact_id, chat in Fact.objects.order_by("id").values_list("id", "chat")[:limit]:
            if chat is not None and chat in seen:
                continue
            count, finished = _run(fact_id)
            done += count
            if not finished and chat is not None:
                seen.add(chat)
    return done


def _run(fact_id: int) -> tuple[int, bool]:
    """Run one fact's reactions; (how many, all done). A failing reaction is put off and stops the fact."""
    done = 0
    while True:
        try:
            with transaction.atomic():
                fact = (
                    Fact.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=fact_id).first()
                )
                if fact is None:
                    return done, not Fact.objects.filter(pk=fact_id).exists()
                name = fact.pending[0]
                event, reaction = _resolve(fact, name)
                if reaction is not None:
                    reaction.work(event)
                fact.pending = fact.pending[1:]
                if fact.pending:
                    fact.save(update_fields=["pending"])
                else:
                    fact.delete()
                    return done + 1, True
                done += 1
        except Exception as error:
            log.exception("reaction of fact %s failed", fact_id)
            _put_off(fact_id, error)
            return done, False


def _resolve(fact: Fact, name: str) -> tuple[Any, Any]:
    """The event and the reaction; (None, None) when the code no longer knows them."""
    try:
        kind = bus.kind_named(fact.name)
    except KeyError:
        return None, None
    known = {field.name for field in dataclasses.fields(kind)}
    event = kind(**{key: value for key, value in fact.ids.items() if key in known})
    return event, next((reaction for reaction in bus.reactions(kind) if reaction.name == name), None)


def _put_off(fact_id: int, error: Exception) -> None:
    with transaction.atomic():
        fact = Fact.objects.select_for_update(of=("self",)).filter(pk=fact_id).first()
        if fact is None:
            return
        fact.tries += 1
        fact.error = type(error).__name__
        fact.due_at = clock.now() + min(REPEAT_AFTER * 2 ** min(fact.tries, 9), datetime.timedelta(hours=1))
        fact.save(update_fields=["tries", "error", "due_at"])


def overdue(limit: int = 100) -> list[int]:
    """Projects with reactions that should have run by now (the sweep of §1.1)."""
    with everywhere("sweep: projects with overdue reactions"):
        rows = Fact.objects.filter(due_at__lte=clock.now()).values_list("project_id", flat=True).distinct()
        return list(rows[:limit])
