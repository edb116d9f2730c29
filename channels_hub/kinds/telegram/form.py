"""The key of a bot (CHN-3)."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

_SHAPE = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{35}")


class TokenForm(forms.Form):
    """What BotFather sent, and two consents that are asked for only when they are needed."""

    token = forms.CharField(
        label=_("Paste the key that BotFather sent"),
        help_text=_("Digits, a colon and 35 characters. The key is kept encrypted and never shown again"),
        error_messages={"required": _("Paste the key first")},
        max_length=200,
        widget=forms.TextInput(
            attrs={"class": "mono", "autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}
        ),
    )
    take_over = forms.BooleanField(
        label=_("I understand that the old service stops receiving messages"), required=False
    )
    polling = forms.BooleanField(label=_("Collect messages ourselves"), required=False)

    def clean_token(self) -> str:
        """The key alone, with the white space and quotes gone that copying adds. Says what is wrong with its shape."""
        token = re.sub(r"\s+", "", self.cleaned_data["token"]).strip("'\"«»<>`")
        if not _SHAPE.fullmatch(token):
            raise forms.ValidationError(
                _(
                    "This is not a whole key: digits, a colon and 35 characters are needed. Copy it once more from end to end"
                ),
                code="malformed",
            )
        return token
