"""`manage.py rehook` (INTERFACES.md): all webhooks anew, after PUBLIC_URL changed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from channels_hub.domain.connecting import rehook
from channels_hub.enums import Intake
from channels_hub.models import Channel
from channels_hub.queries.channels import connected_everywhere
from projects.domain.refusals import Refused
from projects.scope import project_scope


class Command(BaseCommand):
    help = "Sets the webhooks of all connected channels anew. Run it after PUBLIC_URL changed."

    def handle(self, *args: Any, **options: Any) -> None:
        done, failed = 0, 0
        for project, pk in connected_everywhere():
            with project_scope(project):
                channel = Channel.objects.get(pk=pk)
                if channel.intake != Intake.WEBHOOK:
                    continue
                try:
                    rehook(channel)
                    done += 1
                except Refused as error:
                    failed += 1
                    self.stderr.write(f"Channel {pk}: {error.sentence}")
        self.stdout.write(f"{done} webhooks are set.")
        if failed:
            raise CommandError(f"{failed} could not be set.")
