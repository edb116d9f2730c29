"""Closed vocabularies of contacts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    UNKNOWN = "", _("Not given")
    FEMALE = "f", _("Female")
    MALE = "m", _("Male")


class StatusKey(models.TextChoices):
    """The six statuses every project begins with (CARD-2), in order."""

    NOT_CLIENT = "not_client", _("Not a client")
    ENQUIRED = "enquired", _("Enquired")
    INTERESTED = "interested", _("Interested")
    DESIRE = "desire", _("Desire")
    CLIENT = "client", _("Client")
    REGULAR = "regular", _("Regular client")
