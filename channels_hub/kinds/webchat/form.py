"""A web chat's name and the sites it may stand in (CHN-13). There is no key to paste: it is made here."""

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from channels_hub.messengers.webchat import make_token
from channels_hub.models import Channel
from common.text import storable

MOST_SITES = 20
_HOST = re.compile(r"(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


class SiteForm(forms.Form):
    """`again` is the disconnected chat that is to go on: its page keeps its address, its visitors their chats."""

    name = forms.CharField(
        label=_("Name of the chat"),
        help_text=_("Visitors see it at the top of the chat. For example, the name of the shop"),
        max_length=60,
        error_messages={"required": _("Give the chat a name")},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    sites = forms.CharField(
        label=_("Sites where the chat may stand"),
        help_text=_(
            "One a line, for example https://shop.example. Other sites cannot show the chat; its own page opens always"
        ),
        required=False,
        max_length=4000,
        widget=forms.Textarea(
            attrs={
                "rows": 3,
                "class": "mono",
                "spellcheck": "false",
                "autocapitalize": "off",
                "inputmode": "url",
            }
        ),
    )
    again = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].widget.attrs.setdefault("placeholder", "")
        known = None if self.is_bound else self._known(str(self.initial.get("again", "")))
        if known is not None:
            sites = "\n".join(known.extra.get("origins", []))
            self.initial = {**self.initial, "name": known.name, "sites": sites}

    def clean_name(self) -> str:
        """The name as it is stored."""
        return storable(self.cleaned_data["name"]).strip()

    def clean_sites(self) -> list[str]:
        """Origins, each once. Says which line is none."""
        found: dict[str, None] = {}
        for line in self.cleaned_data["sites"].split():
            found[_origin(line.strip(",;"))] = None
        if len(found) > MOST_SITES:
            raise forms.ValidationError(_("At most 20 sites"), code="many")
        return list(found)

    def clean(self) -> dict[str, Any]:
        """What connecting wants: the token, and no consents."""
        data = super().clean() or self.cleaned_data
        known = self._known(str(data.get("again") or ""))
        return {
            **data,
            "token": make_token(known.account if known else ""),
            "take_over": False,
            "polling": False,
            "facts": {"origins": data.get("sites", [])},
        }

    def _known(self, number: str) -> Channel | None:
        """The disconnected chat of this project with that number."""
        if not number.isascii() or not number.isdecimal() or len(number) > 18:
            return None
        return Channel.objects.filter(pk=int(number), kind="webchat", connected=False).first()


def _origin(site: str) -> str:
    """`site` as the origin of a page (scheme, host, port); a bare host is taken for https."""
    wrong = forms.ValidationError(
        _("“%(site)s” is not a site's address. Write it like https://shop.example"),
        code="site",
        params={"site": site[:80]},
    )
    try:
        parts = urlsplit(site if "://" in site else f"https://{site}")
        host, port = (parts.hostname or "").encode("idna").decode("ascii").lower(), parts.port
    except (ValueError, UnicodeError):
        raise wrong from None
    if parts.scheme not in ("http", "https") or parts.username or parts.password:
        raise wrong
    if not _HOST.fullmatch(host) or len(host) > 253:
        raise wrong
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}"
