"""Receiving by asking, and taking the spinner off a button."""

import logging
from typing import Any

import pytest

from channels_hub.messengers import errors
from channels_hub.messengers import telegram as package
from channels_hub.messengers.vocabulary import Button, Outgoing, Press


def ask(client: Any, telegram: Any, bot: Any, after: str = "") -> Any:
    return package.updates(client, bot["token"], telegram.telegram_url, after)


async def test_what_was_kept_is_not_given_again(telegram: Any) -> None:
    bot = telegram.new_bot("Обжиг")
    for text in ("раз", "два", "три"):
        telegram.say(bot, 501, text=text)
    async with package.Client() as client:
        parts = await ask(client, telegram, bot)
        assert [package.parse(part.body)[0].text for part in parts] == ["раз", "два", "три"]
        assert [part.peer for part in parts] == ["501"] * 3
        assert await ask(client, telegram, bot, parts[1].event) == parts[2:]
        assert await ask(client, telegram, bot, parts[2].event) == []


async def test_a_webhook_in_the_way_is_no_reason_to_turn_red(telegram: Any) -> None:
    bot = telegram.new_bot("Обжиг")
    await package.hook(bot["token"], telegram.telegram_url, "http://127.0.0.1:9/in", "secret")
    async with package.Client() as client:
        with pytest.raises(errors.Retry):
            await ask(client, telegram, bot)


async def test_a_press_is_acknowledged_once_and_late_is_no_error(telegram: Any) -> None:
    bot = telegram.new_bot("Обжиг")
    telegram.say(bot, 501, text="/start")
    base, token = telegram.telegram_url, bot["token"]
    async with package.Client() as client:
        sent = await package.send(
            client, token, base, "501", Outgoing("Когда?", buttons=(Button("Да", data="y:1"),))
        )
        telegram.say(bot, 501, press={"message_id": int(sent.provider_id), "button": 0})
        press = package.parse((await ask(client, telegram, bot))[-1].body)[0]
        assert isinstance(press, Press)
        assert (press.data, press.provider_id, press.peer) == ("y:1", sent.provider_id, "501")
        await package.acknowledge(client, token, base, press.answer)
        await package.acknowledge(client, token, base, "0")
    assert [call["method"] for call in telegram.calls(bot, "answerCallbackQuery")] == [
        "answerCallbackQuery"
    ] * 2


async def test_a_picture_of_an_odd_shape_goes_as_a_file(telegram: Any, picture: Any) -> None:
    import io

    from channels_hub.messengers.vocabulary import OutgoingFile

    bot = telegram.new_bot("Обжиг")
    telegram.say(bot, 501, text="/start")
    telegram.faults(
        bot=bot, method="sendPhoto", times=1, status=400, error="Bad Request: PHOTO_INVALID_DIMENSIONS"
    )
    file = OutgoingFile(1, "image", "a.png", "image/png", 100)
    async with package.Client() as client:
        await package.send(
            client, bot["token"], telegram.telegram_url, "501", Outgoing(file=file), io.BytesIO(picture())
        )
    (seen,) = telegram.received(bot, 501)
    assert seen["kind"] == "document"


async def test_no_key_gets_into_a_log_or_an_error(telegram: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    bot = telegram.new_bot("Обжиг")
    telegram.revoke(bot)
    secret = bot["token"].partition(":")[2]
    with pytest.raises(errors.BadCredentials) as refused:
        await package.identify(bot["token"], telegram.telegram_url)
    with pytest.raises(errors.Retry) as unreachable:
        await package.identify(bot["token"], "http://127.0.0.1:9")
    assert secret not in caplog.text
    for error in (refused.value, unreachable.value):
        assert secret not in repr(error)
        assert error.__cause__ is None
        assert error.__suppress_context__
