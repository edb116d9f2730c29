"""answerCallbackQuery."""

from sandbox.telegram.calling import Call
from sandbox.telegram.errors import bad
from sandbox.telegram.outbox import PRESS


async def answer_callback_query(call: Call) -> bool:
    """End the spinner on a pressed button, perhaps with a text (≤ 200) or an alert; late or twice is refused."""
    press = call.bot.presses.pop(call.text("callback_query_id"), None)
    now = call.telegram.clock.now()
    if press is None or now - press["at"] > PRESS:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    text = call.text("text")
    if len(text) > 200:
        raise bad("MESSAGE_TOO_LONG")
    chat = call.bot.chats[press["user"]]
    toast = {"at": now, "text": text, "alert": call.flag("show_alert"), "message_id": press["message"]}
    chat.toasts.append(toast)
    call.telegram.live.tell(kind="toast", bot=call.bot.id, user=chat.user.id, **toast)
    return True
