"""Signing in and signing up."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from common.text import storable

EMAIL, PASSWORD = _("Email"), _("Password")


def email_field(label: Any = EMAIL, **options: Any) -> forms.EmailField:
    """An address as all forms ask for it."""
    widget = forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"})
    return forms.EmailField(label=label, max_length=254, widget=widget, **options)


def new_password_field(label: Any = PASSWORD) -> forms.CharField:
    """A password that will be set; validate it with `check_new_password`."""
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(
        label=label, max_length=128, strip=False, widget=widget, help_text=_("At least 8 characters")
    )


def name_field() -> forms.CharField:
    """A person's name."""
    return forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


def check_new_password(form: forms.Form, field: str, person: Person) -> None:
    """Add the reasons why the password of `field` does not fit the person."""
    password = form.cleaned_data.get(field)
    if password:
        try:
            validate_password(password, person)
        except forms.ValidationError as reasons:
            form.add_error(field, reasons)


class SignIn(forms.Form):
    email = email_field()
    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class SignUp(forms.Form):
    name = name_field()
    email = email_field()
    password = new_password_field()

    def clean_name(self) -> str:
        return " ".join(storable(self.cleaned_data["name"]).split())

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> None:
        facts = self.cleaned_data
        check_new_password(self, "password", Person(name=facts.get("name", ""), email=facts.get("email")))
