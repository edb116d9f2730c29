"""Refusals in Viber's shape: HTTP 200 and a status other than 0 (PROTOCOLS §2.5)."""

from typing import Any

NAMES = {
    0: "ok",
    1: "invalidUrl",
    2: "invalidAuthToken",
    3: "badData",
    4: "missingData",
    5: "receiverNotRegistered",
    6: "notSubscribed",
    7: "publicAccountBlocked",
    8: "publicAccountNotFound",
    9: "publicAccountSuspended",
    10: "webhookNotSet",
    11: "receiverNoSuitableDevice",
    12: "tooManyRequests",
    13: "apiVersionNotSupported",
    14: "incompatibleWithVersion",
    15: "publicAccountNotAuthorized",
    16: "inchatReplyMessageNotAllowed",
    17: "publicAccountIsNotInline",
    18: "noPublicChat",
    19: "cannotSendBroadcast",
    20: "broadcastNotAllowed",
    21: "unsupportedCountry",
    22: "paymentUnsupported",
    23: "freeMessagesExceeded",
    24: "noBalance",
}


class Refused(Exception):
    """A call that Viber refuses; ``text`` is its status_message (the status's name when empty)."""

    def __init__(self, status: int, text: str = "") -> None:
        super().__init__(text)
        self.status, self.text = status, text or NAMES.get(status, "generalError")

    def answer(self) -> dict[str, Any]:
        """The JSON of it."""
        return {"status": self.status, "status_message": self.text, "chat_hostname": "SN-CHAT-05_"}
