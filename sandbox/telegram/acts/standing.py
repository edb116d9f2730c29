"""How a client stands to the bot: blocked, unblocked, account deleted."""

from typing import Any

from sandbox.telegram.acts.acting import Acting


def block(acting: Acting, blocked: bool) -> None:
    """Block or unblock the bot; what is so already makes no update."""
    if blocked == acting.chat.blocked:
        acting.events.append(0)
    elif blocked:
        _change(acting, True)
    else:
        unblock(acting)


def unblock(acting: Acting) -> None:
    """Unblock: my_chat_member from kicked to member."""
    _change(acting, False)


def deactivate(acting: Acting, gone: bool) -> None:
    """Delete the account (or bring it back): bots learn of it only when they write."""
    acting.chat.user.deactivated = bool(gone)
    acting.telegram.keep_user(acting.chat.user)
    acting.events.append(0)


def _change(acting: Acting, blocked: bool) -> None:
    """Change the standing and tell the bot."""
    chat, bot = acting.chat, acting.bot
    chat.blocked = blocked
    if not blocked:
        chat.started = True
    acting.telegram.keep_chat(bot, chat)
    acting.telegram.live.tell(kind="chat", bot=bot.id, user=chat.user.id)
    kicked: dict[str, Any] = {"user": bot.me(), "status": "kicked", "until_date": 0}
    member: dict[str, Any] = {"user": bot.me(), "status": "member"}
    old, new = (member, kicked) if blocked else (kicked, member)
    acting.update(
        "my_chat_member",
        {
            "chat": chat.user.chat(),
            "from": chat.user.sender(),
            "date": int(acting.telegram.clock.now()),
            "old_chat_member": old,
            "new_chat_member": new,
        },
    )
