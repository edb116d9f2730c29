"""What was said is edited and taken back (INB-25)."""

import io
from typing import Any

import pytest

from channels_hub.messengers import errors, messenger
from channels_hub.messengers.vocabulary import Outgoing, OutgoingFile

telegram = messenger("telegram")
FILE = OutgoingFile(1, "file", "a.txt", "text/plain", 2)


@pytest.mark.row("INB-25", code="channels_hub/messengers/telegram/changing.py")
@pytest.mark.parametrize("what", [Outgoing("раз"), Outgoing("раз", FILE)], ids=["text", "file"])
async def test_a_message_is_edited_and_taken_back(sandbox: Any, what: Outgoing) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, 901, start=True)
    async with telegram.Client() as client:
        line = (client, bot["token"], sandbox.telegram_url, "901")
        sent = await telegram.send(*line, what, io.BytesIO(b"hi") if what.file else None)
        await telegram.edit(*line, sent.provider_id, "два")
        await telegram.edit(*line, sent.provider_id, "два")
        (seen,) = sandbox.received(bot, 901)
        assert (seen["text"], seen["edits"][0]["text"], len(seen["media"])) == ("два", "раз", bool(what.file))
        await telegram.delete(*line, sent.provider_id)
        assert sandbox.received(bot, 901)[0]["deleted"]
        for gone in (telegram.edit(*line, sent.provider_id, "три"), telegram.delete(*line, sent.provider_id)):
            with pytest.raises(errors.Rejected):
                await gone
