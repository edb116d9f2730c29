"""`manage.py project_new` (INTERFACES.md)."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Person
from projects.domain.founding import found_project
from projects.domain.refusals import Refused


class Command(BaseCommand):
    help = "Founds a project for the person with that email; a new person signs in after a password reset."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--owner", required=True, help="the owner's email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["owner"].strip().lower()
        owner = Person.objects.filter(email=email).first() or Person.objects.create_user(
            email, None, name=email
        )
        try:
            project = found_project(owner, options["name"])
        except Refused as error:
            raise CommandError(error.sentence) from None
        self.stdout.write(json.dumps({"project": project.pk}) if options["json"] else f"Project {project.pk}")
