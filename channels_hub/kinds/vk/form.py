"""The key of a community (CHN-5): the way beside signing in."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

_SHAPE = re.compile(r"vk1\.[a-z]\.[A-Za-z0-9_-]{60,300}|[0-9a-f]{85}")


class KeyForm(forms.Form):
    """What the community's settings show; VK serves several services at once, so there is nobody to take it over from."""

    token = forms.CharField(
        label=_("Paste the community's key"),
        help_text=_("It begins with vk1.a. The key is kept encrypted and never shown again"),
        error_messages={"required": _("Paste the key first")},
        max_length=400,
        widget=forms.TextInput(
            attrs={"class": "mono", "autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}
        ),
    )
    take_over = forms.BooleanField(required=False)
    polling = forms.BooleanField(label=_("Collect messages ourselves"), required=False)

    def clean_token(self) -> str:
        """The key alone, with the white space and quotes gone that copying adds. Says what is wrong with its shape."""
        token = re.sub(r"\s+", "", self.cleaned_data["token"]).strip("'\"«»<>`")
        if not _SHAPE.fullmatch(token):
            raise forms.ValidationError(
                _("This is not a whole key of a community. Copy it once more from end to end"),
                code="malformed",
            )
        return token
