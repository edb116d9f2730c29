"""The person's own page (ACC-4)."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.enums import Density, Gender, Theme
from accounts.forms.entry import email_field, name_field
from accounts.models import Person
from common import clock, zones
from common.text import storable


class About(forms.ModelForm):
    """Who I am."""

    name = name_field()
    gender = forms.ChoiceField(
        label=_("How service lines speak of you"),
        choices=[
            (Gender.UNKNOWN, _("both ways")),
            (Gender.FEMININE, _("she took")),
            (Gender.MASCULINE, _("he took")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Person
        fields = ("name", "gender")

    def clean_name(self) -> str:
        return " ".join(storable(self.cleaned_data["name"]).split())


class Looks(forms.ModelForm):
    """Language, zone, theme, density, letter keys."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)
    theme = forms.ChoiceField(
        label=_("Theme"), choices=Theme.choices, required=False, widget=forms.RadioSelect
    )
    density = forms.ChoiceField(
        label=_("Density"), choices=Density.choices, required=False, widget=forms.RadioSelect
    )
    letter_keys = forms.BooleanField(
        label=_("Letter keys"),
        required=False,
        help_text=_("B takes a chat, E closes it. Switch off if you dictate or press keys by chance"),
    )
    sound = forms.BooleanField(
        label=_("Sound of a new message"), required=False, help_text=_("While a tab of Wepster is open")
    )

    class Meta:
        model = Person
        fields = ("language", "time_zone", "theme", "density", "letter_keys", "sound")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        languages = [(code, NAMES[code]) for code, _name in settings.LANGUAGES]
        self.fields["language"].choices = [("", _("As in the browser")), *languages]  # type: ignore[attr-defined]
        zone = self.instance.time_zone
        self.fields["time_zone"].choices = [  # type: ignore[attr-defined]
            ("", _("As in the project")),
            *zones.choices(clock.now(), zone),
        ]


NAMES = {"ru": "Русский", "en": "English", "uk": "Українська"}


class Photo(forms.Form):
    photo = forms.FileField(
        label=_("Photo"),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )


class ChangeEmail(forms.Form):
    email = email_field(_("New email"))

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()
