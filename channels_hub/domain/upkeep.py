"""What the roads need each day: tables for the receipts to come, and room where old ones stood (ARCHITECTURE §2)."""

import logging

from django.db import DatabaseError, connection

from channels_hub.domain.ingesting import where
from channels_hub.queries import days

log = logging.getLogger(__name__)
DAYS_AHEAD = 3
KEEP_DAYS = 30
KEEP_KEYS_DAYS = 14
KEYS_AT_ONCE = 5_000
MOST_BATCHES = 200


def make_days() -> None:
    """Tables for today and the next three days."""
    with connection.cursor() as cursor:
        for ahead in range(DAYS_AHEAD + 1):
            try:
                days.make_day(cursor, ahead)
            except DatabaseError as error:  # receipts go to the table of the rest, nothing is lost
                log.warning("receipts of the day in %d days have no table: %s", ahead, where(error))


def drop_days() -> int:
    """Drop what is older than 30 days; returns how many days went."""
    with connection.cursor() as cursor:
        return days.drop_days(cursor, KEEP_DAYS)


def forget_keys() -> int:
    """Delete dedupe keys older than 14 days, some at a time; returns how many."""
    forgotten = 0
    with connection.cursor() as cursor:
        for _ in range(MOST_BATCHES):
            count = days.forget_keys(cursor, KEEP_KEYS_DAYS, KEYS_AT_ONCE)
            forgotten += count
            if count < KEYS_AT_ONCE:
                break
    return forgotten
