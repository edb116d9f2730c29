"""The one table from the content types of 2019 to the message tags that Facebook takes today (CHN-7, PROTOCOLS §4.6).

On 2026-02-10 Facebook ended the last tags that programs may use (CONFIRMED_EVENT_UPDATE, POST_PURCHASE_UPDATE,
ACCOUNT_UPDATE); HUMAN_AGENT is left, and only a person's answer may carry it. So no type has a tag now. When Facebook
opens one, put it here, as {"TICKET_UPDATE": "CONFIRMED_EVENT_UPDATE"}: pages, broadcasts and chains read this table.
"""

VALID_TODAY: dict[str, str] = {}


def valid(was: str) -> str:
    """The tag that stands today for one of 2019, "" when there is none."""
    return VALID_TODAY.get(was, "")
