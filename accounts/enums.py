"""Closed vocabularies of people and accounts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Theme(models.TextChoices):
    AUTO = "", _("As on the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class Density(models.TextChoices):
    COMFORTABLE = "", _("Comfortable")
    COMPACT = "compact", _("Compact")


class Gender(models.TextChoices):
    """Grammatical gender for service lines (ACC-4); unknown says both or neither."""

    UNKNOWN = "", _("Not given")
    FEMININE = "f", _("Feminine")
    MASCULINE = "m", _("Masculine")


class Plan(models.TextChoices):
    START = "start", _("Start")
    PRO = "pro", "Pro"
    PRO_PLUS = "pro_plus", "Pro+"
