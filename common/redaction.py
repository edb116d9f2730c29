"""Tokens never reach a log: a filter that blanks what looks like one in the finished line."""

import logging
import re

_TOKEN = re.compile(
    r"\d{5,}:[A-Za-z0-9_-]{20,}|\b[0-9a-z]{16}(?:-[0-9a-z]{16}){2}\b|(?<=token=)[^&\s]+|(?<=auth_token\": \")[^\"]+",
    re.IGNORECASE,
)

_COMMUNITY = re.compile(r"\bvk1\.[a-z]\.[\w-]{20,}")


def blank(line: str) -> str:
    """The line without what looks like a token."""
    return _COMMUNITY.sub("…", _TOKEN.sub("…", line))


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
