"""VK's refusals: an error object, always with status 200 (PROTOCOLS §3.1, §3.5)."""

from typing import Any


class Refused(Exception):
    """An error answer: VK's code and words."""

    def __init__(self, code: int, text: str = "") -> None:
        self.code, self.text = code, text or WORDS.get(code, "Unknown error occurred")
        super().__init__(self.text)

    def answer(self, method: str, fields: dict[str, Any]) -> dict[str, Any]:
        """JSON of the answer; the token is not among the parameters that it repeats."""
        shown = {"oauth": "1", "method": method, **fields}
        params = [{"key": key, "value": str(value)} for key, value in shown.items() if key != "access_token"]
        return {"error": {"error_code": self.code, "error_msg": self.text, "request_params": params}}


def missing(name: str) -> Refused:
    """A parameter that is needed and not there."""
    return Refused(
        100, f"One of the parameters specified was missing or invalid: {name} is a required parameter"
    )


def invalid(words: str) -> Refused:
    """A parameter that is wrong."""
    return Refused(100, f"One of the parameters specified was missing or invalid: {words}")


WORDS = {
    1: "Unknown error occurred",
    3: "Unknown method passed",
    5: "User authorization failed: invalid access_token (4).",
    6: "Too many requests per second",
    7: "Permission to perform this action is denied",
    9: "Flood control",
    10: "Internal server error",
    14: "Captcha needed",
    15: "Access denied",
    18: "User was deleted or banned",
    27: "Group authorization failed: method is unavailable with group auth.",
    29: "Rate limit reached",
    100: "One of the parameters specified was missing or invalid",
    129: "Invalid photo",
    203: "Access to group denied",
    900: "Can't send messages for users from blacklist",
    901: "Can't send messages for users without permission",
    902: "Can't send messages to this user due to their privacy settings",
    909: "Can't edit this message, because it's too old",
    910: "Can't sent this message, because it's too big",
    911: "Keyboard format is invalid",
    912: "This is a chat bot feature, change this status in settings",
    914: "Message is too long",
    917: "You don't have access to this chat",
    920: "Can't edit this kind of message",
    924: "Can't delete this message for everybody",
    936: "Contact not found",
    2000: "Servers number limit is reached",
}
MESSAGES_OFF = Refused(15, "Access denied: group messages are disabled")
