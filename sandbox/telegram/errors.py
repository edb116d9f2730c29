"""Refusals in the words of the Bot API server (PROTOCOLS §1.1, §1.5)."""

from typing import Any


class Refused(Exception):
    """An error answer: HTTP status (also ``error_code``), description, perhaps seconds to wait."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.retry_after = code, description, retry_after

    def answer(self) -> dict[str, Any]:
        """JSON of the answer."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        return answer


def bad(description: str) -> Refused:
    """400 with the usual beginning."""
    return Refused(400, f"Bad Request: {description}")


def too_many(seconds: int) -> Refused:
    """429: wait so many seconds."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", seconds)


UNAUTHORIZED = Refused(401, "Unauthorized")
MALFORMED_TOKEN = Refused(401, "Unauthorized: invalid token specified")
NO_METHOD = Refused(404, "Not Found: method not found")
TOO_LARGE = Refused(413, "Request Entity Too Large")
BLOCKED = Refused(403, "Forbidden: bot was blocked by the user")
DEACTIVATED = Refused(403, "Forbidden: user is deactivated")
NOT_STARTED = Refused(403, "Forbidden: bot can't initiate conversation with a user")
WEBHOOK_ACTIVE = Refused(
    409,
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first",
)
OTHER_GET_UPDATES = Refused(
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
)

# what a status says when a fault names no text
BY_STATUS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    413: "Request Entity Too Large",
    429: "Too Many Requests: retry after {retry_after}",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}
