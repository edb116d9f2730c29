"""`manage.py member_new` (INTERFACES.md)."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Person
from common import clock
from projects.domain.joining import add_member
from projects.domain.refusals import Refused
from projects.enums import Role
from projects.models import Project
from projects.scope import project_scope


class Command(BaseCommand):
    help = "Lets a person into a project; the password is set only for a person who is new to the service."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--project", type=int, required=True)
        parser.add_argument("--email", required=True)
        parser.add_argument("--password", required=True)
        parser.add_argument("--role", choices=[Role.ADMINISTRATOR, Role.MANAGER], default=Role.MANAGER)
        parser.add_argument("--name", default="")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        project = Project.objects.filter(pk=options["project"], deleted_at=None).first()
        if project is None:
            raise CommandError(f"There is no project {options['project']}.")
        email = options["email"].strip().lower()
        person = Person.objects.filter(email=email).first() or Person.objects.create_user(
            email,
            options["password"],
            name=options["name"] or email.partition("@")[0],
            email_confirmed_at=clock.now(),
        )
        try:
            with project_scope(project.pk):
                member = add_member(project, person, role=options["role"])
        except Refused as error:
            raise CommandError(error.sentence) from None
        self.stdout.write(json.dumps({"member": member.pk}) if options["json"] else f"Member {member.pk}")
