import stat

import pytest

from wepster.supervising.arguments import read_arguments
from wepster.supervising.environment import compose, read_back, write_down
from wepster.supervising.folder import Folder
from wepster.supervising.refusals import Refusal

KEYS = {"SECRET_KEY": "s", "FIELD_KEYS": "f"}
SERVICES = {"DATABASE_URL": "postgres://ours", "REDIS_URL": "unix:///ours"}


def composed(folder: Folder, *words: str, **given: str) -> dict[str, str]:
    return compose(read_arguments(["--data", str(folder.root), *words]), folder, KEYS, SERVICES, given)


def test_the_demo_talks_to_the_sandbox_and_nothing_else(folder: Folder) -> None:
    settings = composed(folder, "--port", "8100", "--sandbox-port", "8190")
    assert settings["TELEGRAM_API_URL"] == "http://127.0.0.1:8190/telegram"
    assert settings["EMAIL_URL"] == "smtp://127.0.0.1:8191"
    assert settings["PUBLIC_URL"] == "http://localhost:8100"
    assert settings["PAGES_URL"] == "http://pages.localhost:8100"


def test_without_the_demo_the_providers_stay_the_real_ones(folder: Folder) -> None:
    settings = composed(folder, "--no-demo")
    assert not any(name.endswith(("API_URL", "GRAPH_URL", "OAUTH_URL", "EMAIL_URL")) for name in settings)


def test_what_the_person_set_stays(folder: Folder) -> None:
    settings = composed(
        folder, SECRET_KEY="mine", EMAIL_URL="smtp://mail.example", PUBLIC_URL="https://w.example"
    )
    assert not {"SECRET_KEY", "EMAIL_URL", "PUBLIC_URL", "PAGES_URL", "FILES_URL"} & set(settings)


def test_where_the_data_lies_is_said_by_the_option(folder: Folder) -> None:
    assert composed(folder, WEPSTER_DATA="/elsewhere")["WEPSTER_DATA"] == str(folder.root)


def test_it_is_left_for_manage_and_for_nobody_else(folder: Folder) -> None:
    write_down(folder, {"SECRET_KEY": "s"})
    assert read_back(folder) == {"SECRET_KEY": "s"}
    assert stat.S_IMODE(folder.environment.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--port", "0"], "no port"),
        (["--port", "8091"], "two ports of its own"),
        (["--workers", "40"], "from 1 to 4"),
    ],
)
def test_what_cannot_be_is_refused_in_words(words: list[str], said: str) -> None:
    with pytest.raises(Refusal, match=said):
        read_arguments(words)
