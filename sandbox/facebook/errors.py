"""Refusals in the words of the Graph API (PROTOCOLS §4.1, §4.5)."""

import re
import secrets
from typing import Any

STATUS = {1: 500, 2: 500, 10: 403, 200: 403, 803: 404}
FAULT = re.compile(r"(\d+)(?:/(\d+))?\s*(.*)", re.DOTALL)


class Refused(Exception):
    """An error answer; ``minutes`` until the page may call again stand in the usage header."""

    def __init__(
        self, code: int, text: str, subcode: int = 0, status: int = 0, minutes: int | None = None
    ) -> None:
        super().__init__(text)
        self.code, self.text, self.subcode, self.minutes = code, text, subcode, minutes
        self.status = status or STATUS.get(code, 400)

    def answer(self) -> dict[str, Any]:
        """JSON of the answer."""
        error: dict[str, Any] = {"message": self.text, "type": "OAuthException", "code": self.code}
        if self.subcode:
            error["error_subcode"] = self.subcode
        return {"error": {**error, "fbtrace_id": secrets.token_urlsafe(8)}}


def bad(text: str, subcode: int = 0) -> Refused:
    """100, Invalid parameter."""
    return Refused(100, f"(#100) {text}", subcode)


def ordered(order: str, status: int | None, minutes: int | None) -> Refused:
    """What a fault orders: "code", "code/subcode" or either with words behind it; without a code, what the status says."""
    found = FAULT.fullmatch(order or "")
    if found is None:
        return Refused(
            2, order or "An unexpected error has occurred. Please retry your request later.", 0, status or 500
        )
    code, subcode = int(found[1]), int(found[2] or 0)
    return Refused(code, found[3] or f"(#{code}) ordered", subcode, status or 0, minutes)


NO_TOKEN = Refused(104, "An access token is required to request this resource.", status=400)
DEAD_TOKEN = Refused(
    190,
    "Error validating access token: The session has been invalidated because the user changed their password.",
    460,
)
STRANGE_TOKEN = Refused(190, "Invalid OAuth access token - Cannot parse access token", status=400)
NO_PROOF = bad("API calls from the server require an appsecret_proof argument")
WRONG_PROOF = bad("Invalid appsecret_proof provided in the API argument")
UNKNOWN_PATH = Refused(2500, "Unknown path components", status=400)
NO_OBJECT = Refused(100, "Unsupported request. Object with this ID does not exist", 33)
WINDOW = Refused(10, "(#10) This message is sent outside of allowed window.", 2018278)
NO_HUMAN_AGENT = Refused(
    10, "(#10) To use Human Agent, your use of this endpoint must be reviewed and approved by Facebook."
)
NO_PERMISSION = Refused(10, "(#10) Application does not have permission for this action")
RESTRICTED = Refused(10, "(#10) This Page is temporarily restricted from sending messages.", 1893063)
UNREVIEWED = Refused(
    200,
    "(#200) Cannot message users who are not admins, developers or testers of the app until pages_messaging permission is reviewed and the app is live.",
    2018028,
)
BLOCKED = Refused(551, "(#551) This person isn't available right now.", 1545041)
STRANGER = bad("No matching user found", 2018001)
TOO_LONG = bad("Length of param message[text] must be less than or equal to 2000")
TOO_LARGE = bad("The attachment size exceeds the allowable limit of 25MB", 2018109)
NOT_FETCHED = bad("Failed to fetch the file from the url.", 2018008)
NO_PROFILE = bad("No profile available for this user.", 2018218)
UNVERIFIED = Refused(
    2200, "(#2200) Callback verification failed with the following errors: the challenge was not answered"
)


def too_fast(seconds: int) -> Refused:
    """The page calls too often; pauses below a minute are none in the header, which counts minutes."""
    return Refused(613, "(#613) Calls to this api have exceeded the rate limit.", minutes=seconds // 60)
