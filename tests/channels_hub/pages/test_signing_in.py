"""Connecting by signing in (CHN-5, CHN-6): a messenger whose accounts are the sandbox's bots and whose sign-in is two lines."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import override_settings
from django.urls import reverse

from channels_hub import kinds
from channels_hub.domain import signing_in
from channels_hub.messengers import errors, messenger
from channels_hub.messengers.vocabulary import Account, Offer
from channels_hub.models import Channel, SignIn
from common import clock

pytestmark = [pytest.mark.django_db, pytest.mark.row("CHN-2", code="channels_hub/domain/signing_in.py")]
KIND = "telegram"


class Provider:
    """What the messenger of these tests says; `two_legs`: an account's token is given for that account alone."""

    def __init__(self, sandbox: Any) -> None:
        self.bots = [sandbox.new_bot(name) for name in ("Roast", "Roast wholesale")]
        self.broken: Exception | None = None
        self.offers = [
            *(
                Offer(Account(str(bot["id"]), bot["name"], bot["username"]), bot["token"])
                for bot in self.bots
            ),
            Offer(Account("7", "Market <b>place</b>"), "", False, "editor"),
        ]

    def authorize_url(self, state: str, redirect: str) -> str:
        return f"https://login.example/oauth?state={state}&redirect={redirect}"

    def authorize_account_url(self, account: str, state: str, redirect: str) -> str:
        return f"{self.authorize_url(state, redirect)}&account={account}"

    async def exchange(self, code: str, redirect: str) -> str:
        if self.broken:
            raise self.broken
        return f"grant-for-{code}"

    async def exchange_account(self, code: str, redirect: str, account: str) -> str:
        return next(bot["token"] for bot in self.bots if str(bot["id"]) == account)

    async def accounts(self, grant: str) -> list[Offer]:
        assert grant.startswith("grant-for-")
        if self.broken:
            raise self.broken
        return self.offers


@pytest.fixture
def provider(telegram: Any, monkeypatch: Any) -> Iterator[Provider]:
    made, package = Provider(telegram), messenger(KIND)
    for name in ("authorize_url", "authorize_account_url", "exchange", "exchange_account", "accounts"):
        monkeypatch.setattr(package, name, getattr(made, name), raising=False)
    shown = replace(kinds.face(KIND), signs_in=True, refusals={"editor": "You are an editor there"})
    monkeypatch.setitem(kinds._BY_KIND, KIND, shown)
    with override_settings(APPS={KIND: {"id": "1", "secret": "s", "verify": ""}}):
        yield made


@pytest.fixture
def owner(project: Any, client_of: Any) -> Any:
    return client_of(project.account.owner, headers={"Accept-Language": "en"})


def url(name: str, project: Any) -> str:
    return reverse(f"channels:{name}", args=[project.pk, KIND])


def sent_out(client: Any, project: Any) -> str:
    """Press «Sign in»; the state that went to the messenger."""
    answer = client.post(url("sign_in", project))
    assert answer.status_code == 302
    query = parse_qs(urlsplit(answer["Location"]).query)
    assert query["redirect"] == ["http://127.0.0.1:9/oauth/telegram/"]
    return query["state"][0]


def come_back(client: Any, state: str, **said: str) -> Any:
    return client.get(reverse("oauth", args=[KIND]), {"state": state, **said})


def signed_in(client: Any, project: Any) -> None:
    answer = come_back(client, sent_out(client, project), code="c0de")
    assert answer["Location"] == url("choosing", project)


def test_out_and_back_to_a_choice_that_connects(
    owner: Any, project: Any, provider: Provider, in_project: Any
) -> None:
    signed_in(owner, project)
    page = owner.get(url("choosing", project))
    assert page.status_code == 200
    assert "Roast wholesale" in page.text
    assert "You are an editor there" in page.text
    assert "<b>place</b>" not in page.text
    assert not any(bot["token"] in page.text for bot in provider.bots)
    bot = provider.bots[1]
    answer = owner.post(url("choosing", project), {"account": bot["id"]})
    with in_project(project):
        channel = Channel.objects.get()
    assert answer["Location"] == reverse("channels:check", args=[project.pk, channel.pk])
    assert (channel.account, channel.token) == (str(bot["id"]), bot["token"])
    again = owner.get(url("choosing", project))
    assert "Already connected in this project" in again.text
    refused = owner.post(url("choosing", project), {"account": bot["id"]})
    assert refused.status_code == 422


def test_what_the_messenger_gave_is_sealed_and_in_no_address(
    owner: Any, project: Any, provider: Provider, in_project: Any
) -> None:
    signed_in(owner, project)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM channels_hub_signin")
        assert "grant-for" not in repr(cursor.fetchall())
    with in_project(project):
        assert SignIn.objects.get().grant == "grant-for-c0de"


@pytest.mark.parametrize("chosen", ["", "7", "999", "\x00"])
def test_only_what_may_be_chosen_is(owner: Any, project: Any, provider: Provider, chosen: str) -> None:
    signed_in(owner, project)
    assert owner.post(url("choosing", project), {"account": chosen}).status_code == 422


def test_a_second_leg_for_the_account(owner: Any, project: Any, provider: Provider, in_project: Any) -> None:
    provider.offers = [replace(offer, token="") for offer in provider.offers]
    signed_in(owner, project)
    bot = provider.bots[0]
    answer = owner.post(url("choosing", project), {"account": bot["id"]})
    query = parse_qs(urlsplit(answer["Location"]).query)
    assert query["account"] == [str(bot["id"])]
    answer = come_back(owner, query["state"][0], code="second")
    with in_project(project):
        channel = Channel.objects.get()
    assert answer["Location"] == reverse("channels:check", args=[project.pk, channel.pk])
    assert channel.token == bot["token"]


@pytest.mark.parametrize("legs", [1, 2])
def test_another_service_is_asked_about(
    owner: Any, project: Any, provider: Provider, telegram: Any, in_project: Any, legs: int
) -> None:
    import requests

    bot = provider.bots[0]
    hook = f"{telegram.telegram_url}/bot{bot['token']}/setWebhook"
    requests.post(hook, data={"url": "https://other.example.org/hook"}, timeout=10)
    if legs == 2:
        provider.offers = [replace(offer, token="") for offer in provider.offers]
    signed_in(owner, project)
    page = owner.post(url("choosing", project), {"account": bot["id"]})
    if legs == 2:
        state = parse_qs(urlsplit(page["Location"]).query)["state"][0]
        assert come_back(owner, state, code="second")["Location"].endswith(f"?account={bot['id']}")
        page = owner.post(url("choosing", project), {"account": bot["id"]})
    assert page.status_code == 422
    assert "other.example.org" in page.text
    with in_project(project):
        assert not Channel.objects.exists()
    # The imitated Telegram takes no second setWebhook within a second, as the real one.
    answer = owner.post(url("choosing", project), {"account": bot["id"], "take_over": "1"})
    assert answer.status_code == 302


def test_a_no_is_said_on_the_page(owner: Any, project: Any, provider: Provider) -> None:
    answer = come_back(owner, sent_out(owner, project), error="access_denied")
    assert answer["Location"] == url("connect", project)
    assert "was not allowed to give access" in owner.get(url("connect", project)).text


@pytest.mark.parametrize("error", [errors.Retry("down"), errors.Rejected("old code"), errors.Unknown("?")])
def test_a_messenger_in_trouble_is_said_on_the_page(
    owner: Any, project: Any, provider: Provider, error: Exception
) -> None:
    state = sent_out(owner, project)
    provider.broken = error
    assert come_back(owner, state, code="c")["Location"] == url("connect", project)
    provider.broken = None
    signed_in(owner, project)
    provider.broken = error
    assert owner.get(url("choosing", project)).status_code == 422


def test_a_state_is_good_once_for_its_person_and_not_for_long(
    owner: Any, project: Any, provider: Provider, make_member: Any, client_of: Any, in_project: Any
) -> None:
    other = client_of(make_member(project, "admin").person)
    state = sent_out(owner, project)
    home = reverse("projects:list")
    assert come_back(other, state, code="c")["Location"] == home
    assert come_back(owner, "x" * 500, code="c")["Location"] == home
    assert come_back(owner, "", code="c")["Location"] == home
    assert come_back(owner, state, code="c")["Location"] == url("choosing", project)
    assert come_back(owner, state, code="c")["Location"] == home
    assert other.get(url("choosing", project))["Location"] == url("connect", project)
    late = sent_out(owner, project)
    with in_project(project):
        SignIn.objects.update(created_at=clock.now() - signing_in.LIFE * 2)
    assert come_back(owner, late, code="c")["Location"] == home
    assert owner.get(url("choosing", project))["Location"] == url("connect", project)
    assert come_back(client_of(None), late, code="c")["Location"].startswith("/accounts/sign-in/")


@pytest.mark.parametrize("role", ["manager", None])
def test_who_is_no_administrator_any_more_comes_back_to_nothing(
    project: Any, provider: Provider, make_member: Any, client_of: Any, in_project: Any, role: str | None
) -> None:
    member = make_member(project, "admin")
    client = client_of(member.person)
    state = sent_out(client, project)
    with in_project(project):
        if role:
            type(member).objects.filter(pk=member.pk).update(role="manager")
        else:
            from projects.domain.managing_team import remove

            remove(member, by=make_member(project, "owner"))
    assert come_back(client, state, code="c").status_code == (403 if role else 404)
    with in_project(project):
        assert SignIn.objects.get().grant == ""


def test_held_accounts_say_where(
    owner: Any, project: Any, provider: Provider, make_project: Any, make_member: Any, in_project: Any
) -> None:
    from channels_hub.domain.connecting import connect

    mine, strange = make_project(name="Second house"), make_project(name="Strangers")
    with in_project(mine):
        connect(mine, KIND, provider.bots[0]["token"])
        person = project.account.owner
        make_member(mine, "manager", person=person)
    with in_project(strange):
        connect(strange, KIND, provider.bots[1]["token"])
    signed_in(owner, project)
    page = owner.get(url("choosing", project)).text
    assert "Works in the project “Second house”" in page
    assert "Connected in another project" in page
    assert "Strangers" not in page


def test_many_are_searched(owner: Any, project: Any, provider: Provider) -> None:
    provider.offers = [Offer(Account(str(n), f"Page {n}"), "t") for n in range(1, 40)]
    signed_in(owner, project)
    assert 'type="search"' in owner.get(url("choosing", project)).text
    page = owner.get(url("choosing", project), {"q": "pAGE  39"}).text
    assert "Page 39" in page
    assert "Page 38" not in page
    assert "Nothing is called" in owner.get(url("choosing", project), {"q": "<zzz>"}).text


def test_without_an_application_the_page_says_so(owner: Any, project: Any, provider: Provider) -> None:
    with override_settings(APPS={KIND: {"id": "", "secret": "", "verify": ""}}):
        assert "This server has no application" in owner.get(url("connect", project)).text
        assert owner.post(url("sign_in", project))["Location"] == url("connect", project)


def test_where_nobody_signs_in_the_way_is_by_key(owner: Any, project: Any) -> None:
    for answer in (owner.post(url("sign_in", project)), owner.get(url("choosing", project))):
        assert answer["Location"] == url("connect", project)
