"""State over restarts; loopback only; quick start."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
import requests

from tests.sandbox.bot_api import result, set_webhook
from tests.sandbox.receiver import Receiver
from tests.sandbox_process import ROOT, Sandbox, file


def kept(path: Path) -> int:
    """Records in the state file that a restart must find."""
    with closing(sqlite3.connect(path)) as base:
        kinds = "('telegram.bot', 'telegram.user', 'telegram.chat', 'telegram.message')"
        return base.execute(f"SELECT count(*) FROM record WHERE kind IN {kinds}").fetchone()[0]


def conversation(sandbox: Sandbox, bot: dict) -> list[dict]:
    """What both sides wrote, without what changes when the bot takes it."""
    return [{**one, "taken": None} for one in sandbox.received(bot, 501, everything=True)]


@pytest.mark.row("GEN-6", code="sandbox/telegram/provider.py")
@pytest.mark.parametrize("end", ["stop", "kill"])
def test_bots_clients_and_messages_survive(tmp_path: Path, end: str, hook: Receiver) -> None:
    with Sandbox(state=tmp_path / "state") as sandbox:
        bot = sandbox.new_bot("Северный обжиг")
        hook.decide = lambda update: 500
        set_webhook(sandbox, bot, hook.url, secret_token="s3")
        sandbox.say(bot, {"id": 501, "name": "Лев Тихий"}, file=file("a.txt", b"abc"))
        sent = result(sandbox, bot, "sendMessage", chat_id=501, text="привет")
        before = conversation(sandbox, bot)
        if end == "kill":
            sandbox.wait(lambda: kept(tmp_path / "state") >= 5)  # bot, user, chat, two messages
        getattr(sandbox, end)()
        hook.decide, hook.hits = None, []
        sandbox.start()
        assert result(sandbox, bot, "getMe")["username"] == bot["username"]
        assert conversation(sandbox, bot) == before
        sandbox.wait(lambda: hook.hits)
        assert hook.hits[0].headers["X-Telegram-Bot-Api-Secret-Token"] == "s3"
        file_id = hook.hits[0].update["message"]["document"]["file_id"]
        path = result(sandbox, bot, "getFile", file_id=file_id)["file_path"]
        assert (
            requests.get(f"{sandbox.telegram_url}/file/bot{bot['token']}/{path}", timeout=5).content == b"abc"
        )
        assert result(sandbox, bot, "sendMessage", chat_id=501, text="ещё")["message_id"] > sent["message_id"]
        said = sandbox.say(bot, 501, text="снова", wait=5)
        assert said["event"] > hook.hits[0].update["update_id"]


def test_lone_surrogates_are_kept_and_do_not_stop_the_writing(tmp_path: Path) -> None:
    with Sandbox(state=tmp_path / "state") as sandbox:
        bot = sandbox.new_bot("B")
        sandbox.say(bot, 501, text="a\ud83d\x00b")
        sandbox.stop()
        sandbox.start()
        assert sandbox.pending(bot)[0]["message"]["text"] == "a\ud83d\x00b"


def test_open_pages_do_not_hold_up_the_end(tmp_path: Path) -> None:
    with Sandbox() as sandbox:
        with requests.get(f"{sandbox.url}/_control/events", stream=True, timeout=5) as news:
            assert news.status_code == 200
            started = time.monotonic()
            assert sandbox.stop() == 0
        assert time.monotonic() - started < 3


def test_reset_empties_the_state_too(tmp_path: Path) -> None:
    with Sandbox(state=tmp_path / "state") as sandbox:
        sandbox.new_bot("B")
        sandbox.reset()
        sandbox.stop()
        sandbox.start()
        assert sandbox.control("GET", "telegram/bots") == []


def test_only_loopback() -> None:
    command = [sys.executable, "-m", "sandbox", "--host", "0.0.0.0", "--port", "0"]
    refused = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=10)
    assert refused.returncode == 2
    assert "not a loopback address" in refused.stderr


def test_a_taken_port_is_told_in_words(sandbox: Sandbox) -> None:
    command = [sys.executable, "-m", "sandbox", "--port", str(sandbox.port)]
    refused = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=10)
    assert refused.returncode == 1
    assert refused.stderr == "sandbox: Address already in use\n"


def test_foreign_pages_and_names_may_not_control(sandbox: Sandbox) -> None:
    address = f"{sandbox.url}/_control/reset"
    assert requests.post(address, headers={"Origin": "https://evil.example"}, timeout=5).status_code == 403
    assert requests.post(address, headers={"Host": "evil.example"}, timeout=5).status_code == 403
    assert requests.post(address, headers={"Origin": sandbox.url}, timeout=5).status_code == 200


def test_it_stands_alone() -> None:
    ours = {"wepster", "common", "accounts", "projects", "channels_hub", "audience", "inbox", "django"}
    code = "import sys, sandbox.server; print(' '.join({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert not ours & set(loaded.split())
    assert "PIL" not in loaded.split()
