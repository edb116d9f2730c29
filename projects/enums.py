"""Roles and rights (TEAM-3, TEAM-4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    ADMINISTRATOR = "admin", _("Administrator")
    MANAGER = "manager", _("Manager")


class Right(models.TextChoices):
    """A manager's switches, all on by default; owner and administrators have none and may everything."""

    INBOX_NEW = "inbox.new", _("Tab “New”")
    INBOX_MINE = "inbox.mine", _("Tab “Mine”")
    INBOX_OTHERS = "inbox.others", _("Tab “Others”")
    INBOX_DONE = "inbox.done", _("Tab “Done”")
    INBOX_SEARCH = "inbox.search", _("Tab “Search”")
    CHATS_TAKE = "chats.take", _("Take chats")
    CHATS_WRITE = "chats.write", _("Write to clients")
    CARDS_EDIT = "cards.edit", _("Edit cards")
    CONTACTS_SEE = "contacts.see", _("See contact data")
    CRM_SEND = "crm.send", _("Send to CRM")
    AUTOMATOR = "automator", _("Automator")
    BROADCASTS_SEE = "broadcasts.see", _("See broadcasts")
    BROADCASTS_SEND = "broadcasts.send", _("Send broadcasts")
    ACQUISITION = "acquisition", _("Acquisition tools")
    AUDIENCE_SEE = "audience.see", _("See the audience")
    AUDIENCE_EXPORT = "audience.export", _("Export the audience")
    AUDIENCE_CHANGE = "audience.change", _("Change many contacts at once")
    ANALYTICS = "analytics", _("Analytics")
