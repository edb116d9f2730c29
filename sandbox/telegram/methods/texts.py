"""sendMessage."""

from typing import Any

from sandbox.telegram.calling import Call
from sandbox.telegram.messages import write_for
from sandbox.telegram.texts import text_fields


async def send_message(call: Call) -> dict[str, Any]:
    """A text: 1–4096 characters after markup is taken off."""
    content = text_fields(call.text("text"), call.text("parse_mode"), call.fields.get("entities"))
    return write_for(call, call.chat(), content, "text")
