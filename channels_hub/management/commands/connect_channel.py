"""`manage.py connect_channel` (INTERFACES.md): the same act as the page."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from channels_hub import addresses
from channels_hub.domain.connecting import connect
from channels_hub.messengers import KINDS, messenger
from projects.domain.refusals import Refused
from projects.models import Project
from projects.scope import project_scope


class Command(BaseCommand):
    help = "Connects a bot to a project by its token."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--project", type=int, required=True)
        parser.add_argument("--kind", required=True, choices=KINDS)
        parser.add_argument("--token", default="", help="not needed where the key is made by us")
        parser.add_argument("--name", default="", help="for an account that has no name of its own")
        parser.add_argument("--site", action="append", default=[], help="an origin that may show the chat")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        project = Project.objects.filter(pk=options["project"], deleted_at=None).first()
        if project is None:
            raise CommandError(f"There is no project {options['project']}.")
        kind = options["kind"]
        make_token = getattr(messenger(kind), "make_token", None)
        token = options["token"] or (make_token() if make_token else "")
        if not token:
            raise CommandError("--token is needed.")
        with project_scope(project.pk):
            try:
                channel = connect(
                    project,
                    kind,
                    token,
                    take_over=True,
                    polling=addresses.collects(kind),
                    name=options["name"],
                    facts={"origins": options["site"]} if options["site"] else None,
                )
            except Refused as error:
                raise CommandError(error.sentence) from None
        facts = {
            "channel": channel.pk,
            "kind": kind,
            "webhook": addresses.hook_path(kind, channel.key),
            "secret": addresses.app(kind)["secret"] if addresses.is_shared(kind) else channel.secret,
            "account": channel.account,
        }
        self.stdout.write(
            json.dumps(facts) if options["json"] else f"Channel {channel.pk}: {facts['webhook']}"
        )
