"""Says whether the database has anybody in it: `python -m wepster.supervising.emptiness`, run as its own process."""

import os

import psycopg2


def is_empty(address: str) -> bool:
    """No person yet: the demo may be loaded."""
    connection = psycopg2.connect(address)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT NOT EXISTS (SELECT FROM accounts_person)")
            row = cursor.fetchone()
            return bool(row and row[0])
    finally:
        connection.close()


if __name__ == "__main__":
    print("empty" if is_empty(os.environ["DATABASE_URL"]) else "used")
