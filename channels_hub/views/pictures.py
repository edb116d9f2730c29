"""Pictures of bots on pages."""

from channels_hub.models import Channel, MediaFile
from channels_hub.queries.files import staff_link
from projects.models import Member


def of(member: Member, channel: Channel) -> str:
    """The address of the bot's picture, "" while there is none."""
    if not channel.picture.isdigit():
        return ""
    file = MediaFile.objects.filter(pk=int(channel.picture)).first()
    return staff_link(member, file, preview=True) if file else ""
