"""Facebook out of the state file."""

from typing import Any

from sandbox.facebook.delivering import Event
from sandbox.facebook.models import App, Chat, Message, Page, Person
from sandbox.facebook.provider import Facebook


def load(facebook: Facebook, records: list[tuple[str, str, Any]]) -> None:
    """Put records back: the app and its pages, then what hangs on them; the webhook goes on with what waited."""
    found: dict[str, list[tuple[str, Any]]] = {}
    for name, key, value in records:
        found.setdefault(name, []).append((key, value))
    for _, value in found.get("facebook.app", ()):
        facebook.app = App(**value)
    for _, value in found.get("facebook.page", ()):
        facebook.add_page(Page(**value))
    for key, value in found.get("facebook.chat", ()):
        person = Person(**value.pop("person"))
        facebook.pages[key.partition("/")[0]].chats[person.id] = Chat(person, **value)
    for key, value in sorted(found.get("facebook.message", ()), key=lambda record: record[1]["time"]):
        page, person_id, mid = key.split("/", 2)
        facebook.pages[page].chats[person_id].messages[mid] = Message(**value)
    for key, value in found.get("facebook.media", ()):
        facebook.media[key] = value
    for _, value in sorted(found.get("facebook.event", ()), key=lambda record: record[1]["id"]):
        facebook.next_event = value["id"]
        event = Event(value["id"], value["body"], (value["queue"][0], value["queue"][1]), value["at"])
        facebook.outbox.put(event)
    facebook.start()
