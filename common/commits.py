"""How long a commit waits."""

from django.db import connection


def unhurried() -> None:
    """Let the commit of the open transaction not wait for the disk.

    For marks that a power cut may take back (how far one has read): a page waits for them, and a disk takes 20 ms. What
    people wrote never goes this way.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit TO off")
