"""How a provider call can fail: one closed vocabulary (ARCHITECTURE §5). Pure Python."""


class SendError(Exception):
    """Base; `text` is the provider's own words (no tokens), for staff and for the message's detail."""

    code = "error"

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.text = text


class Retry(SendError):
    """Not taken for a passing reason (5xx, refused connection); the same call may be repeated after `after` seconds."""

    code = "retry"

    def __init__(self, text: str = "", after: float = 5.0) -> None:
        super().__init__(text)
        self.after = after


class Throttled(Retry):
    """Too fast: the whole channel is silent for `after` seconds."""

    code = "throttled"


class Blocked(SendError):
    """The client blocked the bot or left."""

    code = "blocked"


class WindowClosed(SendError):
    """The messenger's reply window is over."""

    code = "window"


class Rejected(SendError):
    """The provider refuses this very message (too long, bad markup, bad file)."""

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


class Unknown(SendError):
    """The request left and no clear answer came: perhaps delivered. Never repeated by us."""

    code = "unknown"


class Malformed(ValueError):
    """A webhook body that is not this provider's shape; its receipt becomes broken."""
