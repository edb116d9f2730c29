"""Inside Django, as a process of its own with the settings of a running Wepster: what must be made by its domain code.

`python -m bench.inside hooks|operators|sends …`; words and lines in, JSON out.
"""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from wepster.supervising.repository import ROOT
from wepster.supervising.running import TESTS_OWN, Running

from .measuring import CannotMeasure

PATIENCE = 300.0
OWNER = "owner@demo.test"


def inside(running: Running, what: str, *words: str, given: str = "") -> str:
    """Run one of the acts below on the data of `running`; what it printed. Raises CannotMeasure with its last words."""
    kept = {name: value for name, value in os.environ.items() if name not in TESTS_OWN}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "bench.inside", what, *words],
            cwd=ROOT,
            env={**kept, "PYTHONPATH": str(ROOT), **running.settings()},
            input=given,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        raise CannotMeasure(f"Preparing ({what}) took more than {PATIENCE:.0f} s.") from None
    if done.returncode:
        raise CannotMeasure(f"Preparing ({what}) failed: {done.stderr.strip().splitlines()[-1][:300]}.")
    return done.stdout


def hooks() -> None:
    """A project with a connected channel for each token of the standard input."""
    from accounts.models import Person
    from channels_hub.domain.connecting import connect
    from projects.domain.founding import found_project
    from projects.scope import project_scope

    owner = Person.objects.get(email=OWNER)
    made = []
    for token in sys.stdin.read().split():
        project = found_project(owner, "Bench")
        with project_scope(project.pk):
            channel = connect(project, "telegram", token, take_over=True)
        made.append(
            {"project": project.pk, "channel": channel.pk, "key": channel.key, "secret": channel.secret}
        )
    print(json.dumps(made))


def operators(project: str, count: str) -> None:
    """So many signed-in managers of the project who see their own chats alone: [{"member", "cookie"}]."""
    import importlib

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from accounts.models import Person
    from common import clock
    from projects.domain.joining import add_member
    from projects.enums import Right
    from projects.models import Project
    from projects.scope import project_scope

    row, made = Project.objects.get(pk=project), []
    denied = [right.value for right in (Right.INBOX_NEW, Right.INBOX_OTHERS, Right.INBOX_DONE)]
    store: Any = importlib.import_module(settings.SESSION_ENGINE).SessionStore
    with project_scope(row.pk):
        for number in range(int(count)):
            email = f"operator{number}@bench{row.pk}.test"
            person = Person(email=email, name=f"Operator {number}", email_confirmed_at=clock.now())
            person.set_unusable_password()
            person.save()
            session = store()
            session[SESSION_KEY], session[BACKEND_SESSION_KEY] = (
                str(person.pk),
                "accounts.backends.EmailBackend",
            )
            session[HASH_SESSION_KEY] = person.get_session_auth_hash()
            session.save()
            member = add_member(row, person, denied=denied)
            cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
            made.append({"member": member.pk, "cookie": cookie})
    print(json.dumps(made))


def sends(bots: str, chats: str) -> None:
    """A project with so many bots, each with so many chats and one answer in each that waits to be sent."""
    from django.db import connection, transaction

    from accounts.models import Person
    from channels_hub.enums import Health, Priority
    from channels_hub.models import Channel, Lane
    from common import clock
    from inbox.models import Group
    from projects.domain.founding import found_project
    from projects.models import Member
    from projects.scope import project_scope

    owner = Person.objects.filter(email=OWNER).first() or Person.objects.create_user(
        OWNER, secrets.token_urlsafe(), name="Bench", email_confirmed_at=clock.now()
    )
    project = found_project(owner, "Bench")
    with project_scope(project.pk), transaction.atomic():
        channels = Channel.objects.bulk_create(
            Channel(
                project=project,
                kind="telegram",
                account=str(project.pk * 10_000 + number),
                name=f"Bot {number}",
                token=f"{project.pk * 10_000 + number}:{secrets.token_hex(17)}",
                key=secrets.token_urlsafe(24),
                secret=secrets.token_urlsafe(32),
                health=Health.OK,
            )
            for number in range(int(bots))
        )
        Lane.objects.bulk_create(Lane(channel=channel, project=project.pk) for channel in channels)
        facts = {
            "project": project.pk,
            "channels": [channel.pk for channel in channels],
            "chats": int(chats),
            "group": Group.objects.order_by("id").values_list("pk", flat=True)[0],
            "member": Member.objects.values_list("pk", flat=True)[0],
            "now": clock.now(),
            "priority": Priority.BROADCAST,
            "text": "Здравствуйте! Ваш заказ готов, ждём вас до девяти вечера.",
        }
        with connection.cursor() as cursor:
            cursor.execute(Path(__file__).with_name("sends.sql").read_text(encoding="utf-8"), facts)
    print(project.pk)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wepster.settings")
    django.setup()
    acts: dict[str, Callable[..., None]] = {"hooks": hooks, "operators": operators, "sends": sends}
    acts[sys.argv[1]](*sys.argv[2:])
