"""How a provider call can fail: one closed vocabulary (ARCHITECTURE §5). Pure Python."""


class SendError(Exception):
    """Base; `text` is the provider's own words (no tokens), for staff and for the message's detail.

    The class says what we do, `code` what a person is told (docs/outcomes.md); a class has one of its own and may be
    given a finer one.
    """

    code = "error"

    def __init__(self, text: str = "", *, code: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.code = code or self.code


class Retry(SendError):
    """Not taken for a passing reason; the same call may be repeated after `after` seconds.

    "retry": the provider says that it cannot now (5xx); "unreached": no connection stood, so nothing left.
    """

    code = "retry"

    def __init__(self, text: str = "", after: float = 5.0, *, code: str = "") -> None:
        super().__init__(text, code=code)
        self.after = after


class Throttled(Retry):
    """Too fast: the whole channel is silent for `after` seconds."""

    code = "throttled"


class Blocked(SendError):
    """The client blocked the bot, or is not there to be written to ("unreachable")."""

    code = "blocked"


class WindowClosed(SendError):
    """The messenger's reply window is over."""

    code = "window"


class Rejected(SendError):
    """The provider refuses this very message: "too_long", "markup", or for a reason of its own."""

    code = "rejected"


class TooLarge(Rejected):
    """The file is above what the provider gives or takes; `size` in bytes when it is known."""

    code = "too_large"

    def __init__(self, text: str = "", size: int | None = None) -> None:
        super().__init__(text)
        self.size = size


class BadCredentials(SendError):
    """The token does not work any more: the channel turns red."""

    code = "credentials"


class ChannelStopped(SendError):
    """The account as a whole may not send: "blocked" by the messenger, a "permission" is missing, messages are "off", or
    another service has "taken" the conversation. The channel turns red with that `health`; its messages wait."""

    code = "stopped"

    def __init__(self, text: str = "", health: str = "blocked", *, code: str = "") -> None:
        super().__init__(text, code=code)
        self.health = health


class Unknown(SendError):
    """The request left and no clear answer came: perhaps delivered. Never repeated by us.

    "silent": no answer in time; "slow": its end did not come in time; "cut": the connection broke; "garbled": the answer
    is not the provider's; "gateway": the provider's own gateway waited in vain; "lost": we died in between.
    """

    code = "unknown"


class Malformed(ValueError):
    """A webhook body that is not this provider's shape; its receipt becomes broken."""
