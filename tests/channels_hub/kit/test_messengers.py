"""Every messenger does what its data says: body in → happenings out, Outgoing → call, provider's error → vocabulary."""

import importlib
import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from channels_hub.messengers import KINDS, errors, messenger
from channels_hub.messengers.vocabulary import Outgoing
from tests.channels_hub.kit.cases import MALFORMED, Failure, Forgery, Inward, Kit, Outward

# A messenger without its module of cases here cannot even be collected.
KITS: dict[str, Kit] = {kind: importlib.import_module(f"tests.channels_hub.kit.{kind}").KIT for kind in KINDS}


def of(table: str) -> list[Any]:
    return [
        pytest.param(kit, case, id=f"{kit.kind}: {case.name}", marks=kit.marks)
        for kit in KITS.values()
        for case in getattr(kit, table)
    ]


def known_client(world: Any, kit: Kit) -> dict[str, Any]:
    """A bot to which the kit's client has written; its log begins after that."""
    bot: dict[str, Any] = world.new_bot("Kit", kind=kit.kind, **kit.made)
    world.say(bot, kit.peer, kind=kit.kind, **kit.greeting)
    return bot


def test_every_messenger_has_its_cases() -> None:
    assert [kit.kind for kit in KITS.values()] == list(KINDS)
    assert all(kit.inward and kit.outward and kit.failures and kit.forgeries for kit in KITS.values())


@pytest.mark.row("INB-10", code="channels_hub/messengers/telegram/parsing.py")
@pytest.mark.parametrize(("kit", "case"), of("inward"))
def test_a_body_says_this(kit: Kit, case: Inward) -> None:
    package = messenger(kit.kind)
    parts = package.split(case.raw)
    if kit.whole:
        assert [part.body for part in parts] == [case.raw], "what is stored is what came"
    assert all(part.event and len(part.event) <= 200 for part in parts)
    assert len({part.event for part in parts}) == len(parts)
    if case.accounts:
        assert tuple(part.account for part in parts) == case.accounts
    if case.gives == MALFORMED:
        with pytest.raises(errors.Malformed):
            [package.parse(part.body) for part in parts]
    else:
        assert [happening for part in parts for happening in package.parse(part.body)] == case.gives


@pytest.mark.parametrize(("kit", "case"), of("inward"))
def test_a_part_names_its_sender_and_repeats_are_equal(kit: Kit, case: Inward) -> None:
    package = messenger(kit.kind)
    parts = package.split(case.raw)
    assert parts == package.split(case.raw)
    if case.gives != MALFORMED:
        for part in parts:
            for happening in package.parse(part.body):
                assert part.peer == getattr(happening, "peer", part.peer)


@pytest.mark.parametrize(("kit", "case"), of("forgeries"))
def test_only_the_providers_requests_are_believed(kit: Kit, case: Forgery) -> None:
    assert messenger(kit.kind).verify(case.headers, case.body, case.secret, case.token) is case.good


@pytest.mark.parametrize(("kit", "case"), of("outward"))
async def test_a_message_becomes_this_call(
    kit: Kit, case: Outward, world: Any, shelf: Callable[[str, bytes, str], str]
) -> None:
    bot = known_client(world, kit)
    before = max((call["n"] for call in world.calls(bot, kind=kit.kind)), default=0)
    package = messenger(kit.kind)
    outgoing = case.outgoing
    if outgoing.file and package.TRAITS.fetches_files:
        url = shelf(outgoing.file.name, case.content, outgoing.file.mime)
        outgoing = replace(outgoing, file=replace(outgoing.file, url=url))
    if outgoing.file and kit.shares_files:
        outgoing = replace(outgoing, file=world.keep(outgoing.file, case.content))
    async with package.Client() as client:
        opened = io.BytesIO(case.content) if case.content else None
        base = world.provider_url(kit.kind)
        sent = await package.send(client, bot["token"], base, kit.peer, outgoing, opened)
    calls = world.calls(bot, kind=kit.kind, after=before)
    assert tuple(call["method"] for call in calls) == (case.methods or (case.method,))
    call = calls[-1]
    assert call["method"] == case.method
    assert {name: _same(call["fields"].get(name)) for name in case.fields} == {
        name: _same(value) for name, value in case.fields.items()
    }
    assert not set(case.absent) & set(call["fields"])
    (seen,) = world.received(bot, kit.peer, kind=kit.kind)
    assert str(seen["message_id"]) == sent.provider_id
    expected = {"text": outgoing.text, **case.seen}
    assert {name: seen[name] for name in expected} == expected
    if outgoing.file:
        assert seen["media"][0]["name"] == outgoing.file.name


@pytest.mark.parametrize(("kit", "case"), of("failures"))
async def test_a_failure_means_this(kit: Kit, case: Failure, world: Any) -> None:
    bot = known_client(world, kit)
    world.faults(kind=kit.kind, bot=bot, times=1, **case.fault)
    package, base = messenger(kit.kind), world.provider_url(kit.kind)
    async with package.Client() as client:
        with pytest.raises(case.error) as caught:
            await package.send(client, bot["token"], base, kit.peer, Outgoing("да", key=1))
        assert type(caught.value) is case.error
        assert bot["token"] not in repr(caught.value)
        if case.after is not None:
            assert caught.value.after == case.after
        assert {name: getattr(caught.value, name) for name in case.facts} == case.facts
        await package.send(client, bot["token"], base, kit.peer, Outgoing("ещё раз", key=2))
    texts = [seen["text"] for seen in world.received(bot, kit.peer, kind=kit.kind)]
    assert texts[-1] == "ещё раз"


@pytest.mark.parametrize("kit", KITS.values(), ids=list(KITS))
async def test_what_never_left_may_be_repeated(kit: Kit) -> None:
    package = messenger(kit.kind)
    async with package.Client() as client:
        with pytest.raises(errors.Retry):
            await package.send(client, "1:token", "http://127.0.0.1:9", kit.peer, Outgoing("да", key=1))


def _same(value: Any) -> Any:
    """JSON text and what it says are the same, a number and its digits too."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or value[:1] not in "{[":
        return value
    return json.loads(value)
