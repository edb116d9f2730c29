"""Who wants to know that a contact changed: upper floors register here (wepster/wiring.py)."""

from collections.abc import Callable

_listeners: list[Callable[[int], None]] = []


def on_change(listener: Callable[[int], None]) -> None:
    """Register `listener(contact_id)`: it runs in the changing transaction, in the project's scope."""
    if listener not in _listeners:
        _listeners.append(listener)


def changed(contact: int) -> None:
    """Tell the listeners (the inbox moves the chats' cursors, so that open pages look again)."""
    for listener in _listeners:
        listener(contact)
