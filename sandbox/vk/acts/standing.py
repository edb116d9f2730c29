"""How a client stands to the community: messages forbidden or allowed, read, the account deleted."""

from typing import Any

from sandbox.vk.acts.acting import Acting


def block(acting: Acting, blocked: bool) -> None:
    """Forbid messages or allow them again; what is so already makes no event."""
    if blocked == acting.chat.blocked:
        acting.events.append("")
    elif blocked:
        _stand(acting, True)
        acting.event("message_deny", {"user_id": acting.chat.user.id})
    else:
        allow(acting)


def allow(acting: Acting, key: Any = "") -> None:
    """Allow messages: also before a word was written."""
    _stand(acting, False)
    acting.chat.started = True
    acting.event(
        "message_allow", {"user_id": acting.chat.user.id, "key": key if isinstance(key, str) else ""}
    )


def deactivate(acting: Acting, gone: bool) -> None:
    """Delete the account (or bring it back): communities learn of it only when they write."""
    acting.chat.user.deactivated = bool(gone)
    acting.vk.keep_user(acting.chat.user)
    acting.events.append("")


def read(acting: Acting, given: Any) -> None:
    """Read all up to a message of the community (true: the last)."""
    written = [one for one in acting.chat.messages.values() if one.by == "bot" and not one.deleted]
    if not written:
        raise ValueError("there is nothing to read")
    last = written[-1] if given is True else acting.message(given)
    for message in written:
        if message.id <= last.id:
            message.read = True
            acting.vk.keep_message(acting.community, acting.chat, message)
    peer = acting.chat.user.id
    told = {"from_id": peer, "peer_id": peer, "read_message_id": last.api["id"]}
    acting.event("message_read", {**told, "conversation_message_id": last.id})


def _stand(acting: Acting, blocked: bool) -> None:
    acting.chat.blocked = blocked
    acting.vk.keep_chat(acting.community, acting.chat)
    acting.vk.live.tell(kind="chat", bot=acting.community.id, user=acting.chat.user.id)
