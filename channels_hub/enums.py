"""Closed vocabularies of channels, receipts and deliveries."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    TELEGRAM = "telegram", "Telegram"
    VIBER = "viber", "Viber"
    VK = "vk", _("VK")
    FACEBOOK = "facebook", "Facebook"
    WEBCHAT = "webchat", _("Web chat")


class Purpose(models.TextChoices):
    """Who receives a channel's events: the inbox, or accounts for the system bots."""

    CLIENTS = "clients", _("Clients")
    SYSTEM = "system", _("System bot")


class Intake(models.TextChoices):
    WEBHOOK = "webhook", _("Webhook")
    POLLING = "polling", _("Polling")


class Health(models.TextChoices):
    """CHN-10: green, or red with a cause."""

    OK = "ok", _("Working")
    WAITING = "waiting", _("Waiting for the first message")
    TOKEN = "token", _("The token was revoked")
    TAKEN = "taken", _("Another service took the webhook")
    LOST = "lost", _("The webhook was removed")
    BLOCKED = "blocked", _("Blocked by the messenger")
    PERMISSION = "permission", _("A permission is missing")
    OFF = "off", _("Messages are switched off")


class ReceiptState(models.IntegerChoices):
    WAITING = 0
    DONE = 1
    BROKEN = 2
    UNKNOWN = 3  # understood to be nothing we know; kept and counted


class DeliveryState(models.TextChoices):
    """ARCHITECTURE §4: queued → claimed → calling → sent · failed · uncertain; cancelled before it was called."""

    QUEUED = "queued", _("Queued")
    CLAIMED = "claimed", _("Claimed")
    CALLING = "calling", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    UNCERTAIN = "uncertain", _("Perhaps delivered")
    CANCELLED = "cancelled", _("Cancelled")


class Priority(models.IntegerChoices):
    """Reply overtakes chain overtakes broadcast."""

    REPLY = 0
    CHAIN = 10
    BROADCAST = 20


class FileState(models.TextChoices):
    REMOTE = "remote", _("At the messenger")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Could not be fetched")
    TOO_LARGE = "too_large", _("Too large to fetch")


class FileTrouble(models.TextChoices):
    """Why a file is not here, in the reader's words; "" while nothing is known, or when it is here."""

    GONE = "gone", _("Could not be fetched: the messenger does not have it any more")
    CHANNEL = "channel", _("Could not be fetched: the channel is disconnected")
    SILENT = "silent", _("Could not be fetched: the messenger did not give it whole")
    DISK = "disk", _("Waits: there is no room left for files on the server")
