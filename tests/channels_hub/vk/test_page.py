"""The page that connects a community (CHN-5): a key, what is wrong with it, whose it is."""

from typing import Any

import pytest
from django.test import override_settings
from django.urls import reverse

from channels_hub.kinds import FACES

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(project: Any, client_of: Any) -> Any:
    return client_of(project.account.owner, headers={"Accept-Language": "en"})


@pytest.fixture
def bot(sandbox: Any) -> dict[str, Any]:
    sandbox.clear_faults("vk")
    made: dict[str, Any] = sandbox.new_bot("Обжиг", kind="vk")
    return made


@pytest.fixture(autouse=True)
def _beside_the_sandbox(sandbox: Any) -> Any:
    with override_settings(PROVIDER_URLS=sandbox.provider_urls()):
        yield


def url(name: str, project: Any) -> str:
    return reverse(f"channels:{name}", args=[project.pk, "vk"])


@pytest.mark.row("CHN-5", code="channels_hub/kinds/vk/face.py")
def test_the_page_guides_and_names_causes(owner: Any, project: Any) -> None:
    page = owner.get(url("connect", project)).text
    for words in (
        "Sign in with VK",
        "Create key",
        "I do not see my community",
        "You are not its administrator",
    ):
        assert words in page
    assert "the link to a previous service is lost" not in page, "VK cuts nobody off"


@pytest.mark.row("CHN-5", code="channels_hub/kinds/vk/form.py")
@pytest.mark.parametrize("key", ["", "hello", "vk1.a.short", "498882818:AAEJZsiGD-3Sx7v9iZBw3OFekhuS8fXvI60"])
def test_a_malformed_key_says_so_and_asks_nobody(owner: Any, project: Any, sandbox: Any, key: str) -> None:
    before = len(sandbox.calls(kind="vk"))
    page = owner.post(url("look", project), {"token": key})
    assert (page.status_code, "field__error" in page.text) == (422, True)
    assert len(sandbox.calls(kind="vk")) == before


def test_a_look_shows_whose_the_key_is(owner: Any, project: Any, bot: dict[str, Any]) -> None:
    page = owner.post(url("look", project), {"token": f" «{bot['token'][:50]}\n{bot['token'][50:]}» "})
    assert (page.status_code, bot["username"] in page.text) == (200, True)


@pytest.mark.row("CHN-5", code="channels_hub/domain/refusing.py")
@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"messages": False}, "Community messages: On"),
        ({"rights": ["messages"]}, "manage, photos, docs"),
        ({"deactivated": "banned"}, "vk.com/support"),
    ],
)
def test_what_stops_a_community_is_told_with_its_remedy(
    owner: Any, project: Any, sandbox: Any, bot: dict[str, Any], given: dict[str, Any], words: str
) -> None:
    sandbox.control("POST", f"vk/bots/{bot['id']}/settings", given)
    page = owner.post(url("look", project), {"token": bot["token"]})
    assert (page.status_code, words in page.text) == (422, True)


def test_a_revoked_key_is_told_as_such(owner: Any, project: Any, sandbox: Any, bot: dict[str, Any]) -> None:
    sandbox.revoke(bot, kind="vk")
    page = owner.post(url("look", project), {"token": bot["token"]})
    assert "Make a new one in the community" in page.text


@pytest.mark.row("CHN-10", code="channels_hub/kinds/vk/face.py")
def test_every_trouble_of_a_community_has_a_remedy() -> None:
    (face,) = [one for one in FACES if one.kind == "vk"]
    for health in ("token", "lost", "permission", "off", "blocked"):
        title, remedy = face.words(health, "photos")
        assert title
        assert remedy
        assert "%(" not in title + remedy
