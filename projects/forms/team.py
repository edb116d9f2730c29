"""Adding members (TEAM-1, TEAM-2) and joining."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.forms.entry import check_new_password, email_field, name_field, new_password_field
from accounts.models import Person
from common.text import storable
from projects.enums import Role

ROLES = [(Role.MANAGER.value, Role.MANAGER.label), (Role.ADMINISTRATOR.value, Role.ADMINISTRATOR.label)]


class NewMember(forms.Form):
    """Name, email, and either a password or a letter."""

    BY_PASSWORD, BY_LETTER = "password", "letter"

    name = forms.CharField(
        label=_("First and last name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )
    email = email_field(
        help_text=_("Who already signs in to Wepster gets an invitation and keeps the own password")
    )
    way = forms.ChoiceField(
        label=_("How they sign in"),
        choices=[
            (BY_PASSWORD, _("With a password that I set")),
            (BY_LETTER, _("By a letter with an invitation")),
        ],
        initial=BY_PASSWORD,
        widget=forms.RadioSelect,
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        max_length=128,
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "mono"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=ROLES, initial=Role.MANAGER)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].widget.attrs["autocomplete"] = "off"

    def clean_name(self) -> str:
        return " ".join(storable(self.cleaned_data["name"]).split())

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> None:
        facts = self.cleaned_data
        if facts.get("way") != self.BY_PASSWORD:
            return
        if not facts.get("password"):
            self.add_error("password", _("Set a password or send a letter"))
            return
        try:
            validate_password(facts["password"], Person(name=facts.get("name", ""), email=facts.get("email")))
        except forms.ValidationError as reasons:
            self.add_error("password", reasons)


class ExistingMember(forms.Form):
    """People of the account who are not in the project yet."""

    people = forms.MultipleChoiceField(label=_("People"))
    role = forms.ChoiceField(label=_("Role in this project"), choices=ROLES, initial=Role.MANAGER)

    def __init__(self, people: list[Person], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offered = {str(person.pk): person for person in people}
        self.fields["people"].choices = [(key, person.name) for key, person in self.offered.items()]  # type: ignore[attr-defined]
        self.fields["people"].error_messages["required"] = _("Choose at least one person")

    def chosen(self) -> list[Person]:
        """The ticked people."""
        return [self.offered[key] for key in self.cleaned_data["people"]]


class Joining(forms.Form):
    """Somebody new accepts an invitation; the address is that of the letter."""

    name = name_field()
    password = new_password_field()

    def __init__(self, email: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.email = email

    def clean_name(self) -> str:
        return " ".join(storable(self.cleaned_data["name"]).split())

    def clean(self) -> None:
        check_new_password(self, "password", Person(name=self.cleaned_data.get("name", ""), email=self.email))
