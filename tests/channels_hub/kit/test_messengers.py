"""Every messenger does what its data says: body in → happenings out, Outgoing → call, provider's error → vocabulary."""

import io
from typing import Any

import pytest

from channels_hub.messengers import KINDS, errors, messenger
from channels_hub.messengers.vocabulary import Outgoing
from tests.channels_hub.kit import telegram
from tests.channels_hub.kit.cases import MALFORMED, Failure, Forgery, Inward, Kit, Outward

KITS = {kit.kind: kit for kit in (telegram.KIT,)}


def of(table: str) -> list[Any]:
    return [
        pytest.param(kit, case, id=f"{kit.kind}: {case.name}")
        for kit in KITS.values()
        for case in getattr(kit, table)
    ]


def test_every_messenger_has_its_cases() -> None:
    assert set(KITS) == set(KINDS)
    assert all(kit.inward and kit.outward and kit.failures and kit.forgeries for kit in KITS.values())


@pytest.mark.row("INB-10", code="channels_hub/messengers/telegram/parsing.py")
@pytest.mark.parametrize(("kit", "case"), of("inward"))
def test_a_body_says_this(kit: Kit, case: Inward) -> None:
    package = messenger(kit.kind)
    parts = package.split(case.raw)
    assert [part.body for part in parts] == [case.raw], "what is stored is what came"
    assert all(part.event and len(part.event) <= 200 for part in parts)
    if case.gives == MALFORMED:
        with pytest.raises(errors.Malformed):
            package.parse(case.raw)
    else:
        assert package.parse(case.raw) == case.gives


@pytest.mark.parametrize(("kit", "case"), of("inward"))
def test_a_part_names_its_sender_and_repeats_are_equal(kit: Kit, case: Inward) -> None:
    package = messenger(kit.kind)
    (part,) = package.split(case.raw)
    assert part == package.split(case.raw)[0]
    if case.gives != MALFORMED and hasattr(case.gives[0], "peer"):
        assert part.peer == case.gives[0].peer


@pytest.mark.parametrize(("kit", "case"), of("forgeries"))
def test_only_the_providers_requests_are_believed(kit: Kit, case: Forgery) -> None:
    assert messenger(kit.kind).verify(case.headers, b"{}", case.secret, "token") is case.good


@pytest.mark.parametrize(("kit", "case"), of("outward"))
async def test_a_message_becomes_this_call(kit: Kit, case: Outward, sandbox: Any) -> None:
    bot = sandbox.new_bot("Kit", kind=kit.kind)
    sandbox.say(bot, 901, text="/start", kind=kit.kind)
    package = messenger(kit.kind)
    async with package.Client() as client:
        opened = io.BytesIO(case.content) if case.content else None
        sent = await package.send(client, bot["token"], sandbox.telegram_url, "901", case.outgoing, opened)
    (call,) = sandbox.calls(bot, kind=kit.kind)
    assert call["method"] == case.method
    assert {name: _same(call["fields"].get(name)) for name in case.fields} == {
        name: _same(value) for name, value in case.fields.items()
    }
    assert not set(case.absent) & set(call["fields"])
    (seen,) = sandbox.received(bot, 901, kind=kit.kind)
    assert str(seen["message_id"]) == sent.provider_id
    assert seen["text"] == case.outgoing.text
    if case.outgoing.file:
        assert seen["media"][0]["name"] == case.outgoing.file.name


@pytest.mark.parametrize(("kit", "case"), of("failures"))
async def test_a_failure_means_this(kit: Kit, case: Failure, sandbox: Any) -> None:
    bot = sandbox.new_bot("Kit", kind=kit.kind)
    sandbox.say(bot, 901, text="/start", kind=kit.kind)
    sandbox.faults(kind=kit.kind, bot=bot, times=1, **case.fault)
    package = messenger(kit.kind)
    async with package.Client() as client:
        with pytest.raises(case.error) as caught:
            await package.send(client, bot["token"], sandbox.telegram_url, "901", Outgoing("да"))
        assert type(caught.value) is case.error
        assert bot["token"] not in repr(caught.value)
        if case.after is not None:
            assert caught.value.after == case.after
        await package.send(client, bot["token"], sandbox.telegram_url, "901", Outgoing("ещё раз"))
    texts = [seen["text"] for seen in sandbox.received(bot, 901, kind=kit.kind)]
    assert texts[-1] == "ещё раз"


@pytest.mark.parametrize("kind", KINDS)
async def test_what_never_left_may_be_repeated(kind: str) -> None:
    package = messenger(kind)
    async with package.Client() as client:
        with pytest.raises(errors.Retry):
            await package.send(client, "1:token", "http://127.0.0.1:9", "901", Outgoing("да"))


def _same(value: Any) -> Any:
    """JSON text and what it says are the same."""
    import json

    if not isinstance(value, str) or value[:1] not in "{[":
        return value
    return json.loads(value)
