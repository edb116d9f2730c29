"""`manage.py fill` (INTERFACES.md): a believable load of a wanted size."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from projects.models import Project
from wepster.filling.loading import fill


class Command(BaseCommand):
    help = "Adds so many contacts with chats and entries to a project."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--project", type=int, required=True)
        parser.add_argument("--contacts", type=int, required=True)
        parser.add_argument("--entries", type=int, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        project = Project.objects.filter(pk=options["project"], deleted_at=None).first()
        if project is None:
            raise CommandError("There is no such project.")
        try:
            fill(project, options["contacts"], options["entries"], lambda done: self.stderr.write(str(done)))
        except ValueError as error:
            raise CommandError(str(error)) from None
