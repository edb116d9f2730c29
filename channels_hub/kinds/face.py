"""What a person meets of a messenger: words, form and guide; the protocol is channels_hub.messengers."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from channels_hub.enums import Health
from channels_hub.kinds.content_type import ContentType
from channels_hub.kinds.saying import BOT, Saying

_CHOOSE = _("What to connect")
_KEY = _("The bot's key")
_ONLY = _("A personal profile cannot be connected, only a bot")
_REVOKED = _("%(name)s does not accept this key: it was revoked. Take a new one")


@dataclass(frozen=True)
class Cause:
    """Why a channel is red and what to do: `act` is "connect" (the key again), "hook" (take the messages back) or "".

    `text` may hold %(detail)s: the other service's host, or the messenger's own words.
    """

    title: Any
    text: Any
    act: str
    button: Any
    icon: str = "circle-alert"


def _filled(words: Any, detail: str) -> str:
    """`words` with what was said put in, where they ask for it."""
    return str(words).replace("%(detail)s", detail)


@dataclass(frozen=True)
class Rest:
    """Where the bot's name, picture and the like are edited: not here, at the messenger (CHN-12). `terms`: (name, what it is)."""

    title: Any
    text: Any = ""
    terms: tuple[tuple[Any, Any], ...] = ()


@dataclass(frozen=True)
class Face:
    """One messenger for people. `templates` is the folder of its _guide.html and _problems.html.

    `signs_in`: its accounts are chosen after signing in there, `form` is then the way by a key, if there is one. `revoked`
    is said of a key that it does not take; %(name)s is the messenger's. `refusals` say why an account cannot be chosen
    (Offer.why), `after` is the URL name of the page right after connecting (the check when empty).
    `choose` is the title of the choice, `choice_note` stands beside its button, `missing` is a template for who does not see
    what they look for. `panel` is the template of its form, `said` what pages say of it.
    `key` is the title of the way by a key and `only` says there what cannot be connected; `beside`: other services may have
    the account's messages, too, and none is cut off.
    `greets`: whoever opens the chat is invited to write by words of ours; `rest` is where the rest of the bot is edited.
    `content_types` are what an account may write about first, `content_type` the key of the default (CHN-7).
    """

    kind: str
    account: Any
    tile: Any
    form: type[forms.Form] | None = None
    templates: str = ""
    causes: dict[str, Cause] = field(default_factory=dict)
    signs_in: bool = False
    revoked: Any = _REVOKED
    refusals: dict[str, Any] = field(default_factory=dict)
    after: str = ""
    choose: Any = _CHOOSE
    choice_note: Any = ""
    missing: str = ""
    panel: str = "channels_hub/_key.html"
    said: Saying = BOT
    key: Any = _KEY
    only: Any = _ONLY
    beside: bool = False
    greets: bool = False
    rest: Rest | None = None
    content_types: tuple[ContentType, ...] = ()
    content_type: str = ""

    def chosen_type(self, extra: dict[str, Any]) -> ContentType | None:
        """The content type of a channel with this `extra`, never none where the messenger asks for one (CHN-7)."""
        found = {one.key: one for one in self.content_types}
        return found.get(extra.get("content_type", "")) or found.get(self.content_type)

    def words(self, health: str, detail: str) -> tuple[str, str]:
        """Title and remedy of a red channel: of the messenger's own causes, else the state's name and what was said."""
        cause = self.causes.get(health)
        if cause is None:
            return str(Health(health).label), detail
        return _filled(cause.title, detail), _filled(cause.text, detail)

    @property
    def built(self) -> bool:
        """Can it be connected already?"""
        return self.form is not None or self.signs_in
