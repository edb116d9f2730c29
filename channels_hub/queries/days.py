"""The days of receipts, and the keys that dedupe them (migration 0003). By the database's now(), as receipts are stored."""

from typing import Any

_OLD = """
SELECT to_date(right(c.relname, 8), 'YYYYMMDD') FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
WHERE i.inhparent = 'channels_hub_receipt'::regclass AND c.relname ~ '_[0-9]{8}$'
  AND to_date(right(c.relname, 8), 'YYYYMMDD') < (now() AT TIME ZONE 'UTC')::date - %s
"""
_FORGET = """
DELETE FROM channels_hub_receipt_key WHERE (channel, event) IN (
    SELECT channel, event FROM channels_hub_receipt_key WHERE received_at < now() - make_interval(days => %s) LIMIT %s)
"""


def make_day(cursor: Any, ahead: int) -> None:
    """Make the table of the day that is so many days from today, when it is missing."""
    cursor.execute("SELECT receipt_day((now() AT TIME ZONE 'UTC')::date + %s)", (ahead,))


def drop_days(cursor: Any, keep: int) -> int:
    """Drop the tables of days more than `keep` days ago, with all their receipts; returns how many."""
    cursor.execute(_OLD, (keep,))
    old = [day for (day,) in cursor.fetchall()]
    for day in old:
        cursor.execute("SELECT receipt_day_drop(%s)", (day,))
    return len(old)


def forget_keys(cursor: Any, keep: int, limit: int) -> int:
    """Delete at most `limit` keys older than `keep` days; returns how many."""
    cursor.execute(_FORGET, (keep, limit))
    return int(cursor.rowcount)
