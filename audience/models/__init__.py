from audience.models.contact import Contact
from audience.models.identity import Identity
from audience.models.status import Status
from audience.models.tag import ContactTag, Tag

__all__ = ["Contact", "ContactTag", "Identity", "Status", "Tag"]
