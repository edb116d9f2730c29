"""`manage.py demo` (INTERFACES.md): load or refresh the demo."""

import json
from typing import Any

import requests
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from projects.scope import project_scope
from wepster.demo import channel, history, sandbox, team
from wepster.demo.story import PASSWORD, story


class Command(BaseCommand):
    help = "Loads or refreshes the demo and prints its sign-ins and sandbox bots as JSON."

    def handle(self, *args: Any, **options: Any) -> None:
        project = team.project()
        members = team.members(project)
        bots = []
        if sandbox.address():
            try:
                bot = channel.bot()
                peers = channel.peers(bot)
                connected = channel.connected(members["owner"], bot)
            except requests.RequestException:
                raise CommandError("The sandbox does not answer; start everything with bin/up.") from None
            with project_scope(project.pk):
                history.tell(project, connected, members, peers)
            bots.append(
                {
                    "kind": "telegram",
                    "username": bot["username"],
                    "token": bot["token"],
                    "channel": connected.pk,
                    "page": sandbox.address() + "/",
                }
            )
        signs = [
            {"email": about["email"], "password": PASSWORD, "role": about["role"]}
            for about in story()["team"].values()
        ]
        self.stdout.write(
            json.dumps(
                {"project": project.pk, "url": settings.PUBLIC_URL, "sign_ins": signs, "bots": bots},
                ensure_ascii=False,
            )
        )
