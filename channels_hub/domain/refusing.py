"""Why a channel is not connected, in words for the person (CHN-2, CHN-3)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _

from channels_hub.kinds import face
from channels_hub.messengers import errors
from common.presenting.icons import messenger_name
from projects.domain.refusals import Refused


class Held(Refused):
    """Another project has this account; `project` is set when the person may know which."""

    def __init__(self, sentence: str, code: str, project: Any = None) -> None:
        super().__init__(sentence, code)
        self.project = project


class ConfirmationNeeded(Refused):
    """The account works in another service; connecting cuts that off. `host` names it, `found` is the account."""

    def __init__(self, found: Any, host: str) -> None:
        super().__init__(_("The bot now works in another service: %(host)s") % {"host": host}, "confirm")
        self.found = found
        self.host = host


@contextmanager
def provider_words(kind: str) -> Iterator[None]:
    """Turn a messenger's failure into a Refused whose code is "revoked", "busy", "silent", "rejected"."""
    name = messenger_name(kind)
    try:
        yield
    except errors.BadCredentials:
        raise Refused(
            str(face(kind).revoked) % {"name": name},
            "revoked",
        ) from None
    except errors.Throttled as error:
        seconds = max(1, round(error.after))
        raise Refused(
            _("%(name)s asks to wait %(seconds)s s. Press the button again then")
            % {"name": name, "seconds": seconds},
            "busy",
        ) from None
    except (errors.Retry, errors.Unknown):
        raise Refused(
            _("%(name)s does not answer. Nothing has changed, try again in a minute") % {"name": name},
            "silent",
        ) from None
    except errors.ChannelStopped as error:
        title, remedy = face(kind).words(error.health, error.text)
        raise Refused(f"{title}. {remedy}", error.health) from None
    except errors.SendError as error:
        raise Refused(
            _("%(name)s refused: %(text)s") % {"name": name, "text": error.text}, "rejected"
        ) from None
