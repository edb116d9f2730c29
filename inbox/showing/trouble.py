"""Channels that do not work, for the banner over the inbox (CHN-10)."""

from channels_hub.kinds import face
from channels_hub.queries import channels
from projects.models import Member


def trouble(member: Member) -> list[dict[str, str]]:
    """Each red channel of the project: name, why, what to do."""
    found = []
    for channel in member.once("channels", channels.brief):
        if not channel.is_red:
            continue
        title, text = face(channel.kind).words(channel.health, channel.health_detail)
        found.append({"name": channel.name, "title": title, "text": text})
    return found
