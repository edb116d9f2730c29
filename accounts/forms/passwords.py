"""Setting and changing passwords."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.entry import check_new_password, email_field, new_password_field
from accounts.models import Person


class AskReset(forms.Form):
    email = email_field()


class NewPassword(forms.Form):
    """One field: what was typed can be looked at, and mail brings a new try."""

    password = new_password_field(_("New password"))

    def __init__(self, person: Person, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person

    def clean(self) -> None:
        check_new_password(self, "password", self.person)


class ChangePassword(NewPassword):
    """Who has a password proves it; who came by messenger has none to prove."""

    current = forms.CharField(
        label=_("Current password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("current", "password")

    def __init__(self, person: Person, *args: Any, **options: Any) -> None:
        super().__init__(person, *args, **options)
        if not person.has_usable_password():
            del self.fields["current"]

    def clean_current(self) -> str:
        current = str(self.cleaned_data["current"])
        if not self.person.check_password(current):
            raise forms.ValidationError(_("This is not your current password"))
        return current
