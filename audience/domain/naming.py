"""Names that come from messengers (CARD-1): refreshed, never over what staff edited."""

from audience.models import Contact, Identity
from channels_hub.messengers.vocabulary import Profile
from common.text import storable

LONGEST = 128


def clean(name: str) -> str:
    """A name fit to store: no NUL or broken characters, one space between words, at most 128 characters."""
    return " ".join(storable(name).split())[:LONGEST]


def rename(identity: Identity, profile: Profile) -> bool:
    """Take over what the messenger says of the person now; returns whether the identity changed.

    A profile without any name says nothing (some events carry none). Nothing is saved here.
    """
    if not (profile.first_name or profile.last_name or profile.username):
        return False
    told = (
        clean(profile.first_name),
        clean(profile.last_name),
        clean(profile.username),
        profile.language[:16] or identity.language,
    )
    if told == (identity.first_name, identity.last_name, identity.username, identity.language):
        return False
    identity.first_name, identity.last_name, identity.username, identity.language = told
    return True


def follow(contact: Contact, identity: Identity) -> bool:
    """Give the contact its messenger's name unless staff edited it; returns whether the contact changed."""
    told = (identity.first_name or identity.username, identity.last_name)
    if contact.name_edited or told == (contact.first_name, contact.last_name):
        return False
    contact.first_name, contact.last_name = told
    return True
