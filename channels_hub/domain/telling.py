"""Letters to the owner and the administrators: a channel stopped working (CHN-10)."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from accounts.domain import mailing
from channels_hub.kinds import face
from channels_hub.models import Channel
from projects.enums import Role
from projects.models import Member


def tell_red(channel: Channel, cause: str, detail: str) -> None:
    """One letter for each, in their language, with the cause and what to do; in the open transaction and scope."""
    members = (
        Member.objects.present()
        .filter(role__in=[Role.OWNER, Role.ADMINISTRATOR])
        .select_related("person", "project")
    )
    for member in members:
        language = member.person.language or settings.LANGUAGE_CODE
        with translation.override(language):
            title, text = face(channel.kind).words(cause, detail)
        facts = {
            "channel": channel.name,
            "project": member.project.name,
            "title": title,
            "text": text,
            "path": reverse("channels:list", args=[channel.project_id]),
        }
        mailing.post(member.person.email, "channel_red", facts, language)
