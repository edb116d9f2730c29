"""The bot's menu of commands."""

from typing import Any

from sandbox.telegram.calling import Call
from sandbox.telegram.errors import bad


async def get_my_commands(call: Call) -> list[dict[str, Any]]:
    """getMyCommands."""
    return list(call.bot.commands)


async def set_my_commands(call: Call) -> bool:
    """setMyCommands: up to 100."""
    commands = call.structure("commands")
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad("can't parse commands JSON object")
    call.bot.commands = commands
    call.telegram.keep_bot(call.bot)
    return True


async def delete_my_commands(call: Call) -> bool:
    """deleteMyCommands."""
    call.bot.commands = []
    call.telegram.keep_bot(call.bot)
    return True
