"""Connecting a web chat: a name and its sites; the key is made here, and reconnecting keeps the address (CHN-13)."""

from typing import Any

import pytest
from django.urls import reverse

from acquisition.models import WebVisitor
from channels_hub.domain import checking
from channels_hub.domain.disconnecting import disconnect
from channels_hub.models import Channel
from projects.scope import project_scope
from tests.acquisition.conftest import Chat

pytestmark = pytest.mark.usefixtures("transactional_db")
FORM = pytest.mark.row("CHN-13", code="channels_hub/kinds/webchat/form.py")


@pytest.fixture
def owner(project: Any, client_of: Any) -> Any:
    return client_of(project.account.owner)


def url(name: str, project: Any, *args: Any) -> str:
    return reverse(f"channels:{name}", args=[project.pk, *args])


def only(project: Any) -> Channel:
    with project_scope(project.pk):
        return Channel.objects.get()


@FORM
def test_a_name_and_sites_make_a_chat(owner: Any, project: Any) -> None:
    page = owner.get(url("connect", project, "webchat"))
    assert page.status_code == 200
    sites = "https://shop.example\n кофе.рф  http://localhost:3000/page?x"
    done = owner.post(url("connect", project, "webchat"), {"name": " Обжиг ", "sites": sites})
    made = only(project)
    assert (done.status_code, done.url) == (302, url("check", project, made.pk))
    assert made.name == "Обжиг"
    assert made.extra["origins"] == [
        "https://shop.example",
        "https://xn--e1ajmy.xn--p1ai",
        "http://localhost:3000",
    ]
    check, listed = owner.get(done.url).text, owner.get(url("list", project)).text
    for text in (check, listed):
        assert f"http://p{project.pk}.pages.localhost" in text
        assert f"/wc/{made.account}/" in text
        assert made.token not in text
        assert made.token.partition(".")[2] not in text


@FORM
@pytest.mark.parametrize(
    "sites",
    ["javascript:alert(1)", "https://", "ftp://shop.example", "https://a_b!", "https://user:pw@shop.example", "'self'", "*",
     "https://shop.example;script-src *", "data:text/html,x", "https://shop.example:99999", "\n".join(f"a{n}.example" for n in range(21))],
)  # fmt: skip
def test_what_is_no_site_is_said_and_nothing_is_made(owner: Any, project: Any, sites: str) -> None:
    answer = owner.post(url("connect", project, "webchat"), {"name": "Обжиг", "sites": sites})
    assert answer.status_code == 422
    assert "field__error" in answer.text
    with project_scope(project.pk):
        assert not Channel.objects.exists()


@FORM
def test_connected_again_it_keeps_its_address_and_its_visitors(owner: Any, project: Any) -> None:
    connect = url("connect", project, "webchat")
    owner.post(connect, {"name": "Обжиг", "sites": "https://shop.example"})
    before = only(project)
    with project_scope(project.pk):
        WebVisitor.objects.create(project=project, channel=before, code="v" * 22)
        assert disconnect(before)
    again = f"{connect}?again={before.pk}"
    assert again in owner.get(url("list", project)).text
    page = owner.get(again).text
    assert "Обжиг" in page
    assert "https://shop.example" in page
    assert owner.post(connect, {"name": "Обжиг", "sites": "", "again": before.pk}).status_code == 302
    after = only(project)
    assert (after.pk, after.account, after.connected) == (before.pk, before.account, True)
    assert after.token not in ("", before.token)


def test_another_projects_chat_is_not_taken_up(owner: Any, project: Any, make_project: Any) -> None:
    other = make_project(name="Elsewhere")
    with project_scope(other.pk):
        theirs = Channel.objects.create(
            project=other, kind="webchat", account="a" * 22, name="Theirs", key="k" * 32, connected=False
        )
    owner.post(url("connect", project, "webchat"), {"name": "Mine", "again": theirs.pk})
    assert only(project).account != theirs.account


def test_its_health_is_asked_of_the_provider(chat: Chat, settings: Any) -> None:
    settings.PROVIDER_URLS = {**settings.PROVIDER_URLS, "webchat": chat.world.provider_url("webchat")}
    with chat.scope():
        assert checking.check(Channel.objects.get(pk=chat.channel.pk)) == "waiting"
        row = Channel.objects.get(pk=chat.channel.pk)
        row.token = row.token[:-1] + ("a" if row.token[-1] != "a" else "b")
        assert checking.check(row) == "token"
