"""The invitation to write (CHN-12)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.text import storable

LONGEST = 7000


class Greeting(forms.Form):
    """One text; an empty one invites nobody."""

    text = forms.CharField(
        label=_("What a person sees before the first message"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"class": "textarea", "rows": 4, "maxlength": LONGEST}),
        help_text=_("Empty: the person sees an empty chat"),
    )

    def clean_text(self) -> str:
        """The text as it can be stored, without white space around."""
        return storable(self.cleaned_data["text"]).replace("\r\n", "\n").strip()
