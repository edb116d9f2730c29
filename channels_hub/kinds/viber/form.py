"""The key of a bot (CHN-4)."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

_SHAPE = re.compile(r"[0-9A-Za-z]{16}(-[0-9A-Za-z]{16}){2}")


class TokenForm(forms.Form):
    """The key out of Viber's settings, and a consent that is asked for only when it is needed."""

    token = forms.CharField(
        label=_("Paste the key from the bot's settings in Viber"),
        help_text=_(
            "Three groups of 16 letters and digits with hyphens between. The key is kept encrypted and never shown again"
        ),
        error_messages={"required": _("Paste the key first")},
        max_length=200,
        widget=forms.TextInput(
            attrs={"class": "mono", "autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}
        ),
    )
    take_over = forms.BooleanField(
        label=_("I understand that the old service stops receiving messages"), required=False
    )

    def clean_token(self) -> str:
        """The key alone, with the white space and quotes gone that copying adds. Says what is wrong with its shape."""
        token = re.sub(r"\s+", "", self.cleaned_data["token"]).strip("'\"«»<>`")
        if not _SHAPE.fullmatch(token):
            raise forms.ValidationError(
                _(
                    "This is not a whole key: three groups of 16 letters and digits with hyphens are needed. Copy it once more from end to end"
                ),
                code="malformed",
            )
        return token
