"""A person's photo (ACC-4)."""

import secrets
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.models import Person
from common.pictures import redraw

SIDE = 320


def set_photo(person: Person, upload: Any) -> None:
    """Store the uploaded picture, drawn anew as a square; the old file goes. Raises common.pictures.Unfit."""
    content = redraw(upload.file, upload.size, SIDE)
    name = default_storage.save(f"people/{secrets.token_hex(16)}.webp", ContentFile(content))
    _replace(person, name.removeprefix("people/"))


def drop_photo(person: Person) -> None:
    """Back to initials."""
    _replace(person, "")


def _replace(person: Person, name: str) -> None:
    old = person.photo
    person.photo = name
    person.save(update_fields=["photo"])
    if old:
        transaction.on_commit(lambda: default_storage.delete(f"people/{old}"))
