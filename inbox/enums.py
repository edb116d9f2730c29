"""Closed vocabularies of the inbox."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DialogState(models.TextChoices):
    NEW = "new", _("New")
    ACTIVE = "active", _("Active")
    DONE = "done", _("Done")


class EntryKind(models.TextChoices):
    MESSAGE = "message", _("Message")
    NOTE = "note", _("Note")
    SERVICE = "service", _("Service line")


class Direction(models.TextChoices):
    IN = "in", _("From the client")
    OUT = "out", _("To the client")
    NONE = "", _("Inside")


class Origin(models.TextChoices):
    """What made an outgoing message; its name stands in Entry.content["source"]."""

    PERSON = "person", _("Person")
    CHAIN = "chain", _("Chain")
    BROADCAST = "broadcast", _("Broadcast")
    AUTORESPONDER = "autoresponder", _("Autoresponder")
    PROGRAM = "program", _("Another program")


class MessageState(models.TextChoices):
    """INB-12. Order of the forward ones: queued, sent, delivered, read."""

    QUEUED = "queued", _("Queued")
    SENT = "sent", _("Sent")
    DELIVERED = "delivered", _("Delivered")
    READ = "read", _("Read")
    FAILED = "failed", _("Not sent")
    UNCERTAIN = "uncertain", _("Perhaps delivered")


class Verb(models.TextChoices):
    """Service lines (INB-14): stored as verb and ids, worded when read."""

    TOOK = "took", _("took the chat")
    CLOSED = "closed", _("closed the dialog")
    TOOK_OVER = "took_over", _("took the chat over")
    STARTED = "started", _("pressed Start")
    REOPENED = "reopened", _("opened a new dialog")
    BLOCKED = "blocked", _("blocked the bot")
    UNBLOCKED = "unblocked", _("let the bot write again")
    PARTICIPANT = "participant", _("became a participant")
    RETURNED = "returned", _("left the project: the dialog is new again")
    LEFT = "left", _("left the chat")


class Tab(models.TextChoices):
    NEW = "new", _("New")
    MINE = "mine", _("Mine")
    OTHERS = "others", _("Others")
    DONE = "done", _("Done")
    SEARCH = "search", _("Search")


class ChatAct(models.TextChoices):
    """What a member may do in a chat now: inbox.visibility.acts gives the set, pages draw by it, domain acts ask it."""

    NOTE = "note", _("Leave a note")
    READ = "read", _("Read")
    TAKE = "take", _("Take the chat")
    TAKE_OVER = "take_over", _("Take the chat over")
    WRITE = "write", _("Write to the client")
    CLOSE = "close", _("Done")
    EDIT_CARD = "edit_card", _("Edit the card")
