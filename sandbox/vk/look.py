"""VK's window: what a client can do there (sandbox.pages)."""

LOOK = {
    "name": "ВКонтакте",
    "edits": True,
    "deletes": True,
    "replies": True,
    "writes_first": True,  # the Start button is there, but a client may just write
    "seen": True,  # the community hears that the client has read
    "css": "look-vk.css",
}
