"""The demo's bot: made at the sandbox and connected by the same act as on the page."""

from typing import Any

from channels_hub.domain.connecting import connect
from channels_hub.enums import Kind
from channels_hub.models import Channel
from projects.models import Member
from projects.scope import project_scope
from wepster.demo import sandbox
from wepster.demo.story import story

USERNAME = "obzhig_bot"
FIRST_PEER = 701_000_001


def bot() -> dict[str, Any]:
    """The sandbox's bot of the demo, made when missing: {"token", "id", "username"}."""
    found = next(
        (bot for bot in sandbox.bots() if bot["username"] == USERNAME and not bot.get("revoked")), None
    )
    return found or dict(sandbox.call("telegram/bots", name=story()["project"]["name"], username=USERNAME))


def peers(of: dict[str, Any]) -> list[int]:
    """Tell the sandbox who the story's clients are; their ids there, in order."""
    ids = []
    for number, about in enumerate(story()["clients"]):
        about_client = {"name": about["name"], "username": about["username"], "photo": about["photo"]}
        sandbox.call("telegram/clients", bot=of["id"], id=FIRST_PEER + number, started=True, **about_client)
        ids.append(FIRST_PEER + number)
    return ids


def connected(owner: Member, of: dict[str, Any]) -> Channel:
    """The demo's channel, connected when it is not."""
    with project_scope(owner.project_id):
        found = Channel.objects.filter(kind=Kind.TELEGRAM, account=str(of["id"]), connected=True).first()
        return found or connect(owner.project, Kind.TELEGRAM, of["token"], person=owner.person)
