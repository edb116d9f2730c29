"""Counting attempts in the database, so that it works without Redis and is true for all processes."""

import datetime

from django.db import connection

COUNT = """
INSERT INTO accounts_attempt AS a (key, count, since) VALUES (%(key)s, 1, %(now)s)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN a.since <= %(begin)s THEN 1 ELSE a.count + 1 END,
    since = CASE WHEN a.since <= %(begin)s THEN %(now)s ELSE a.since END
RETURNING count, since
"""


def counted(key: str, now: datetime.datetime, window: datetime.timedelta) -> tuple[int, datetime.datetime]:
    """Add one to the counter `key`; the count in its window, this one included, and when the window began."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"key": key[:200], "now": now, "begin": now - window})
        count, since = cursor.fetchone()
    return int(count), since
