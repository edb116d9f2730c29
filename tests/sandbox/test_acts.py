"""What clients do, as updates."""

import json

import pytest

from tests.sandbox.bot_api import result
from tests.sandbox_process import Refused, Sandbox


def last(sandbox: Sandbox, bot: dict) -> dict:
    return sandbox.pending(bot)[-1]


def test_location_venue_contact(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    place = {"latitude": 41.6938, "longitude": 44.8015}
    sandbox.say(bot, 501, location=place)
    assert last(sandbox, bot)["message"]["location"] == place
    sandbox.say(bot, 501, venue={**place, "title": "Цех", "address": "Варкауса"})
    assert last(sandbox, bot)["message"]["venue"]["location"] == place
    sandbox.say(bot, {"id": 501, "name": "Лев"}, contact={"phone": "+995500000009"})
    assert last(sandbox, bot)["message"]["contact"] == {
        "phone_number": "995500000009", "first_name": "Лев", "user_id": 501,
    }  # fmt: skip
    sandbox.say(bot, 501, contact={"phone": "+7900", "name": "Другой"})
    assert "user_id" not in last(sandbox, bot)["message"]["contact"]


def test_edit_keeps_the_id_and_the_date(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    said = sandbox.say(bot, 501, text="Есть вечерние группы?")
    first = last(sandbox, bot)["message"]
    sandbox.clock(ahead=100)
    sandbox.say(bot, 501, edit={"message_id": said["message_id"], "text": "Есть утренние группы?"})
    edited = last(sandbox, bot)["edited_message"]
    assert (edited["message_id"], edited["date"]) == (first["message_id"], first["date"])
    assert edited["edit_date"] >= first["date"] + 100
    assert edited["text"] == "Есть утренние группы?"


def test_block_and_unblock(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, 501, start=True)
    sandbox.say(bot, 501, block=True)
    change = last(sandbox, bot)["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    assert change["new_chat_member"]["until_date"] == 0
    with pytest.raises(Refused, match="blocked the bot"):
        sandbox.say(bot, 501, text="x")
    sandbox.say(bot, 501, block=False)
    change = last(sandbox, bot)["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("kicked", "member")


def test_start_again_after_a_block_unblocks_first(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, 501, start=True)
    sandbox.say(bot, 501, block=True)
    said = sandbox.say(bot, 501, start="lp_2")
    assert len(said["events"]) == 2
    assert [set(one) - {"update_id"} for one in sandbox.pending(bot)[-2:]] == [
        {"my_chat_member"},
        {"message"},
    ]
    assert last(sandbox, bot)["message"]["text"] == "/start lp_2"


def test_buttons_by_index_data_and_text_and_those_that_are_links(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, 501, start=True)
    rows = [
        [{"text": "Да", "callback_data": "y"}, {"text": "Нет", "callback_data": "n"}],
        [{"text": "Сайт", "url": "https://x.org"}],
    ]
    result(
        sandbox, bot, "sendMessage", chat_id=501, text="?", reply_markup=json.dumps({"inline_keyboard": rows})
    )
    for button, data in ((1, "n"), ("y", "y"), ("Нет", "n")):
        sandbox.say(bot, 501, press={"button": button})
        assert last(sandbox, bot)["callback_query"]["data"] == data
    with pytest.raises(Refused, match="is a link"):
        sandbox.say(bot, 501, press={"button": 2})
    with pytest.raises(Refused, match="no button"):
        sandbox.say(bot, 501, press={"button": 7})


def test_reply_keyboard(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, {"id": 501, "name": "Лев"}, start=True)
    keyboard = {
        "keyboard": [["Цены"], [{"text": "Отправить номер", "request_contact": True}]],
        "one_time_keyboard": True,
    }
    result(sandbox, bot, "sendMessage", chat_id=501, text="?", reply_markup=json.dumps(keyboard))
    assert sandbox.chat(bot, 501)["keyboard"]["keyboard"][0] == [{"text": "Цены"}]
    sandbox.say(bot, 501, press={"keyboard": "Отправить номер"})
    assert last(sandbox, bot)["message"]["contact"]["user_id"] == 501
    assert sandbox.chat(bot, 501)["keyboard"] is None


def test_reply_and_count(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    said = sandbox.say(bot, 501, text="раз", count=3)
    assert len(said["events"]) == 3
    sandbox.say(bot, 501, text="ответ", reply_to=said["message_ids"][0])
    assert last(sandbox, bot)["message"]["reply_to_message"]["message_id"] == said["message_ids"][0]


def test_mistakes_are_told_in_words(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    with pytest.raises(Refused, match="nothing to do"):
        sandbox.say(bot, 501)
    with pytest.raises(Refused, match="there is no bot 1"):
        sandbox.say(1, 501, text="x")
    with pytest.raises(Refused, match="no message 99"):
        sandbox.say(bot, 501, edit={"message_id": 99, "text": "x"})
    with pytest.raises(Refused, match="there is no telegram/nothing"):
        sandbox.control("GET", "telegram/nothing")


def test_a_long_text_is_cut_as_the_program_does(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    assert len(sandbox.say(bot, 501, text="я" * 5000)["events"]) == 2


def test_a_client_who_pressed_start_long_ago(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    client = sandbox.new_client(bot, "Лев Тихий", started=True)
    assert sandbox.pending(bot) == []
    assert result(sandbox, bot, "sendMessage", chat_id=client["id"], text="x")["chat"]["last_name"] == "Тихий"
