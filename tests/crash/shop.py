"""A whole Wepster whose messenger is outside it, as in life: killing everything of ours leaves the provider alive."""

import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2
import requests

from tests.sandbox_process import Sandbox
from tests.stack import Stack

PASSWORD = "wepster-demo"
EMAIL = "anna@demo.test"


class Shop(Stack):
    """`bin/up` on a sandbox of the test's; `query` asks the database, `operator()` is a signed-in person's session."""

    def __init__(self, provider: Sandbox) -> None:
        super().__init__("--no-demo")
        self.provider = provider
        self.project = 0
        self.bots: list[dict[str, Any]] = []

    def environment(self) -> dict[str, str]:
        """The provider's address is a person's own setting here."""
        return super().environment() | {
            "TELEGRAM_API_URL": self.provider.telegram_url,
            "EMAIL_URL": self.provider.email_url,
        }

    def furnish(self, bots: int) -> None:
        """The demo's project and people, and so many bots of its own."""
        told = json.loads(self.manage("demo").splitlines()[-1])
        self.project = told["project"]
        for number in range(bots):
            bot = self.provider.new_bot(f"Crash {number}")
            self.manage(
                *("connect_channel", "--kind", "telegram", "--project", str(self.project)),
                *("--token", bot["token"]),
            )
            self.bots.append(bot)

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of a question to the database, on a connection of its own; raises psycopg2.Error when it is away."""
        settings = json.loads((self.data / "run" / "env.json").read_text(encoding="utf-8"))
        address = urlsplit(settings["DATABASE_URL"])._replace(scheme="postgresql").geturl()
        base = psycopg2.connect(address, connect_timeout=5)
        try:
            with base.cursor() as cursor:
                cursor.execute(sql, values)
                return list(cursor.fetchall())
        finally:
            base.close()

    def operator(self) -> requests.Session:
        """Anna at her desk: signed in over HTTP."""
        session = requests.Session()
        session.trust_env = False
        address = f"{self.url}/accounts/sign-in/"
        token = _token(session.get(address, timeout=20).text)
        fields = {"email": EMAIL, "password": PASSWORD, "csrfmiddlewaretoken": token}
        answer = session.post(address, data=fields, allow_redirects=False, timeout=20)
        assert answer.status_code == 302, answer.status_code
        page = session.get(f"{self.url}/p/{self.project}/inbox/new/", timeout=20)
        session.headers["X-CSRFToken"] = _token(page.text)
        return session

    def is_ready(self) -> bool:
        """Does `/readyz` say that all is well, Redis too?"""
        try:
            answer = requests.get(f"{self.url}/readyz", timeout=5)
        except requests.RequestException:
            return False
        return answer.status_code == 200 and answer.json()["redis"] == "ok"

    def is_heard(self, since: float) -> bool:
        """Have the lanes said that they live after that moment (seconds since the epoch)?"""
        rows = self.query(
            "SELECT at > to_timestamp(%s) FROM channels_hub_heartbeat WHERE name = 'lanes'", since
        )
        return bool(rows and rows[0][0])

    def empty_valkey(self) -> None:
        """Take away what Valkey would find again."""
        for entry in (self.data / "valkey").iterdir():
            if entry.is_dir():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink(missing_ok=True)


def _token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found, "the page has no form"
    return found[1]


def words(pid: int) -> list[str]:
    """Command line of a process, [] when it is gone."""
    try:
        return (Path("/proc") / str(pid) / "cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return []
