"""python-telegram-bot 22.8 takes the sandbox for Telegram."""

import asyncio
import io
from collections.abc import Awaitable, Callable

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Message, Update
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from tests.sandbox.test_methods import png
from tests.sandbox_process import Sandbox, file


def run(sandbox: Sandbox, token: str, act: Callable[[Bot], Awaitable[None]]) -> None:
    async def go() -> None:
        root = sandbox.telegram_url
        async with Bot(token, base_url=f"{root}/bot", base_file_url=f"{root}/file/bot") as bot:
            await act(bot)

    asyncio.run(go())


@pytest.mark.row("GEN-6", code="sandbox/telegram/provider.py")
def test_send_everything(sandbox: Sandbox) -> None:
    made = sandbox.new_bot("Обжиг")
    sandbox.say(made, 501, start=True)

    async def act(bot: Bot) -> None:
        assert bot.first_name == "Обжиг"
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("Да", callback_data="y")]])
        message = await bot.send_message(501, "Привет <b>Лев</b>", parse_mode="HTML", reply_markup=markup)
        assert (message.text, message.entities[0].type) == ("Привет Лев", "bold")
        photo = await bot.send_photo(501, io.BytesIO(png()), caption="фото")
        assert (photo.photo[-1].width, photo.caption) == (64, "фото")
        document = await bot.send_document(501, io.BytesIO(b"abc"), filename="счёт №1.txt")
        assert document.document is not None
        assert document.document.file_name == "счёт №1.txt"
        album = await bot.send_media_group(501, [InputMediaPhoto(png()), InputMediaPhoto(png(9, 9))])
        assert len(album) == 2
        edited = await bot.edit_message_text("Готово", chat_id=501, message_id=message.message_id)
        assert isinstance(edited, Message)
        assert edited.text == "Готово"
        assert await bot.send_chat_action(501, "typing")
        assert await bot.delete_message(501, photo.message_id)
        info = await bot.get_webhook_info()
        assert (info.url, info.pending_update_count) == ("", 1)

    run(sandbox, made["token"], act)
    seen = sandbox.received(made, 501)
    assert [one["kind"] for one in seen] == ["text", "photo", "document", "photo", "photo"]
    assert seen[2]["media"][0]["name"] == "счёт №1.txt"


def test_updates_and_downloads(sandbox: Sandbox) -> None:
    made = sandbox.new_bot("B")
    sandbox.say(made, {"id": 501, "name": "Лев Тихий"}, file=file("резюме.pdf", b"%PDF-1.4 x"))

    async def act(bot: Bot) -> None:
        (update,) = await bot.get_updates()
        assert update.message is not None
        assert update.message.document is not None
        stored = await update.message.document.get_file()
        assert bytes(await stored.download_as_bytearray()) == b"%PDF-1.4 x"
        photos = await bot.get_user_profile_photos(501, limit=1)
        picture = await photos.photos[0][-1].get_file()
        assert bytes(await picture.download_as_bytearray()).startswith(b"\x89PNG")

    run(sandbox, made["token"], act)


def test_errors_become_the_librarys(sandbox: Sandbox) -> None:
    made = sandbox.new_bot("B")
    sandbox.say(made, 501, start=True)

    async def act(bot: Bot) -> None:
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(1, "x")
        with pytest.raises(BadRequest, match="Message is too long"):
            await bot.send_message(501, "я" * 4097)
        sandbox.faults(status=429, retry_after=3, times=1)
        with pytest.raises(RetryAfter, match="3 seconds"):
            await bot.send_message(501, "x")
        sandbox.faults(drop="before", times=1)
        with pytest.raises(NetworkError):
            await bot.send_message(501, "x")
        sandbox.faults(body="<html>", status=502, times=1)
        with pytest.raises(NetworkError):
            await bot.send_message(501, "x")
        await bot.set_webhook(f"{sandbox.url}/x", secret_token="s", allowed_updates=["message"])
        with pytest.raises(Conflict):
            await bot.get_updates()
        sandbox.say(made, 501, block=True)
        with pytest.raises(Forbidden, match="blocked"):
            await bot.send_message(501, "x")
        sandbox.revoke(made)
        with pytest.raises(InvalidToken):
            await bot.send_message(501, "x")

    run(sandbox, made["token"], act)


def test_every_update_can_be_read(sandbox: Sandbox) -> None:
    made = sandbox.new_bot("B")
    said = sandbox.say(made, 501, start="lp_1")
    for acts in (
        {"image": file("a.png")}, {"images": [file("a.png"), file("b.png")]}, {"file": file("a.pdf")},
        {"video": file("a.mp4")}, {"voice": file("a.ogg")}, {"audio": file("a.mp3")}, {"sticker": True},
        {"animation": file("a.mp4")}, {"video_note": file("a.mp4")}, {"location": {"latitude": 1, "longitude": 2}},
        {"venue": {"latitude": 1, "longitude": 2, "title": "T", "address": "A"}}, {"contact": {"phone": "+79"}},
        {"edit": {"message_id": said["message_id"], "text": "y"}}, {"block": True},
    ):  # fmt: skip
        sandbox.say(made, 501, **acts)
    updates = [Update.de_json(one, None) for one in sandbox.pending(made)]
    assert len(updates) == 16
    assert all(one.effective_user is not None and one.effective_user.id == 501 for one in updates)
    assert all(one.api_kwargs == {} for one in updates)
