"""Viber's window: what a client can do there (sandbox.pages)."""

LOOK = {
    "name": "Viber",
    "writes_first": True,  # no Start: the first message subscribes
    "keyboard": True,  # buttons stand under the chat, those of the last message
    "seen": True,  # the bot hears that the client has looked
    "css": "look-viber.css",
}
