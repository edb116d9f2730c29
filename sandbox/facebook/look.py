"""Messenger's window: what a client can do there (sandbox.pages)."""

LOOK = {
    "name": "Facebook",
    "writes_first": True,  # Get Started is one way in, the first message another
    "edits": True,
    "deletes": True,
    "replies": True,
    "seen": True,  # the page hears that the client has looked
    "css": "look-facebook.css",
}
