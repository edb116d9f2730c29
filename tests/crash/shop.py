"""A whole Wepster whose messenger is outside it, as in life: killing everything of ours leaves the provider alive."""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2
import requests

from tests.sandbox_process import Sandbox
from tests.stack import Stack

# Messengers that the harness floods: the sandbox's kind and the setting that names its address.
MESSENGERS = {
    "telegram": "TELEGRAM_API_URL",
    "viber": "VIBER_API_URL",
    "vk": "VK_API_URL",
    "facebook": "FACEBOOK_GRAPH_URL",
}
# The app that the sandbox's Facebook knows.
APP = {
    "FACEBOOK_APP_ID": "570000000000001",
    "FACEBOOK_APP_SECRET": "sandbox-facebook-secret",
    "FACEBOOK_VERIFY_TOKEN": "verify-me",
}
PASSWORD = "wepster-demo"
EMAIL = "anna@demo.test"
BOTS = 3


@dataclass(frozen=True)
class Bot:
    """An account at a messenger, connected to the shop's project."""

    kind: str
    id: int


class Shop(Stack):
    """`bin/up` on a sandbox of the test's; `query` asks the database, `operators()` are a signed-in person's sessions."""

    def __init__(self, provider: Sandbox) -> None:
        super().__init__("--no-demo")
        self.provider = provider
        self.project = 0
        self._bots: dict[str, list[Bot]] = {}
        self._operators: list[requests.Session] = []

    def environment(self) -> dict[str, str]:
        """The providers' addresses are a person's own settings here."""
        addresses = {setting: f"{self.provider.url}/{kind}" for kind, setting in MESSENGERS.items()}
        return super().environment() | addresses | APP | {"EMAIL_URL": self.provider.email_url}

    def furnish(self) -> None:
        """The demo's project and people."""
        self.project = json.loads(self.manage("demo").splitlines()[-1])["project"]

    def bots(self, kind: str) -> list[Bot]:
        """Accounts of that messenger, connected when they are first asked for."""
        if kind not in self._bots:
            self._bots[kind] = []
            for number in range(BOTS):
                made = self.provider.new_bot(f"Crash {number}", kind=kind)
                words = ("--kind", kind, "--project", str(self.project), "--token", made["token"])
                self.manage("connect_channel", *words)
                self._bots[kind].append(Bot(kind, made["id"]))
        return self._bots[kind]

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

    def operators(self, count: int) -> list[requests.Session]:
        """Anna at so many desks. She signs in once at each: a sign-in for each case would be one too many for the door."""
        while len(self._operators) < count:
            self._operators.append(self._sign_in())
        return self._operators[:count]

    def _sign_in(self) -> requests.Session:
        """Over HTTP, as a browser does."""
        session = requests.Session()
        session.trust_env = False
        address = f"{self.url}/accounts/sign-in/"
        token = _token(session.get(address, timeout=60).text)
        fields = {"email": EMAIL, "password": PASSWORD, "csrfmiddlewaretoken": token}
        answer = session.post(address, data=fields, allow_redirects=False, timeout=60)
        assert answer.status_code == 302, answer.status_code
        page = session.get(f"{self.url}/p/{self.project}/inbox/new/", timeout=60)
        session.headers["X-CSRFToken"] = _token(page.text)
        return session

    def is_ready(self) -> bool:
        """Does `/readyz` say that all is well, Redis too?"""
        try:
            answer = requests.get(f"{self.url}/readyz", timeout=10)
        except requests.RequestException:
            return False
        return answer.status_code == 200 and answer.json()["redis"] == "ok"

    def is_heard(self, name: str, since: float) -> bool:
        """Has that process said that it lives after that moment (seconds since the epoch)?"""
        try:
            rows = self.query(
                "SELECT extract(epoch FROM at) FROM channels_hub_heartbeat WHERE name = %s", name
            )
        except psycopg2.Error:
            return False
        return bool(rows and rows[0][0] > since)

    def empty_valkey(self) -> None:
        """Take away what Valkey would find again."""
        for entry in (self.data / "valkey").iterdir():
            if entry.is_dir():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink(missing_ok=True)

    def told(self) -> str:
        """The last words of each log and of the supervisor, for a failure."""
        parts = ["\n".join(self.lines[-30:])]
        for log in sorted((self.data / "log").glob("*.log")):
            lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
            parts.append(f"== {log.name}\n" + "\n".join(lines[-25:]))
        return "\n".join(parts)


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
