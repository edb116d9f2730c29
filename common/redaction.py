"""Tokens never reach a log: a filter that blanks what looks like one in the finished line."""

import logging
import re

# By shape: Telegram's, Viber's, VK's, Facebook's; by name: tokens, secrets and the codes of a sign-in, in forms and in JSON.
_TOKEN = re.compile(
    r"\d{5,}:[A-Za-z0-9_-]{20,}"
    r"|\b[0-9a-z]{16}(?:-[0-9a-z]{16}){2}\b"
    r"|\bvk1\.[a-z]\.[\w-]{20,}"
    r"|\bEAA[A-Za-z0-9]{20,}"
    r"|(?<=[?&]code=)[^&\s]+"
    r"|(?<=token=)[^&\s]+|(?<=secret=)[^&\s]+|(?<=Bearer )[^\s\"']+"
    r"|(?<=token\": \")[^\"]+|(?<=token\":\")[^\"]+",
    re.IGNORECASE,
)


def blank(line: str) -> str:
    """The line without what looks like a token."""
    return _TOKEN.sub("…", line)


class Redact(logging.Filter):
    """Replace bot tokens and token parameters by «…» in message and arguments."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        clean = blank(line)
        if clean != line:
            record.msg, record.args = clean, None
        if record.exc_info and record.exc_info[1] is not None and not record.exc_text:
            record.exc_text = blank(logging.Formatter().formatException(record.exc_info))
        return True
