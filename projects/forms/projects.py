"""Founding and dressing a project."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from common import clock, zones
from common.colour import HEX
from common.text import storable
from projects.models import Project

NAME = 60
MINUTES = (5, 10, 15, 20, 30, 45, 60, 120)


def clean_name(text: str) -> str:
    """A project's name without stray spaces and control signs."""
    return " ".join(storable(text).split())


class NewProject(forms.Form):
    """One field, one button (ACC-5)."""

    name = forms.CharField(
        label=_("Project name"),
        max_length=NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
        help_text=_("A company, a shop, a brand: what you answer clients for. It can be changed at any time"),
    )

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])


class Dress(forms.ModelForm):
    """The settings page of the project (PRJ-3)."""

    name = forms.CharField(
        label=pgettext_lazy("project", "Name"),
        max_length=NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    colour = forms.CharField(label=_("Brand colour"), max_length=7)
    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Automatic messages leave by it"))
    answer_minutes = forms.TypedChoiceField(
        label=_("Time to remind of a chat"),
        coerce=int,
        help_text=_("So long a chat waits before the team gets a notice"),
    )

    class Meta:
        model = Project
        fields = ("name", "colour", "time_zone", "answer_minutes")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["time_zone"].choices = zones.choices(clock.now(), self.instance.time_zone)  # type: ignore[attr-defined]
        self.fields["answer_minutes"].choices = [  # type: ignore[attr-defined]
            (count, ngettext("in %(count)d minute", "in %(count)d minutes", count) % {"count": count})
            for count in sorted({*MINUTES, self.instance.answer_minutes})
        ]

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])

    def clean_colour(self) -> str:
        colour = self.cleaned_data["colour"].strip().lower()
        if not colour.startswith("#"):
            colour = f"#{colour}"
        if not HEX.fullmatch(colour):
            raise forms.ValidationError(_("A colour looks like #12605a"))
        return str(colour)


class Logo(forms.Form):
    logo = forms.FileField(label=_("Logo"), widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}))
