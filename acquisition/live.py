"""Hints for visitors' pages: "there is a line with this number now". Lost ones change nothing, pages ask by their cursor."""

import json
import logging
from functools import partial

from django.db import connections, transaction

from common.redis import client

log = logging.getLogger(__name__)


def topic(account: str) -> str:
    """The Redis channel of a web chat's hints; named after the database, since Redis' own databases share their channels."""
    return f"wepster:webchat:{connections['default'].settings_dict['NAME']}:{account}"


def tell(account: str, code: str, rev: int) -> None:
    """Once the open transaction commits: the visitor's chat has grown to `rev`."""
    transaction.on_commit(partial(_publish, topic(account), json.dumps({"visitor": code, "rev": rev})))


def _publish(channel: str, word: str) -> None:
    try:
        client().publish(channel, word)
    except Exception as error:  # the page looks by itself
        log.warning("hint for a visitor not published: %s", type(error).__name__)
