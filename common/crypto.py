"""Secrets at rest: a model field whose column holds Fernet text, with key rotation (FIELD_KEYS).

The first key encrypts, all decrypt. Each text is bound to its table and column, so that a value copied to another
column does not decrypt there.
"""

import base64
import functools
import hashlib
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models


class Undecryptable(ValueError):
    """The stored text fits none of FIELD_KEYS, or was copied from another column."""


@functools.cache
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in keys]
    )


def encrypt(plain: str, place: str) -> str:
    """Encrypt `plain` for `place` (a table and column like "channel.token")."""
    return _box(tuple(settings.FIELD_KEYS)).encrypt(f"{place}\0{plain}".encode()).decode("ascii")


def decrypt(sealed: str, place: str) -> str:
    """The plain text of `sealed`; raises Undecryptable when no key fits or the place is another."""
    try:
        opened = _box(tuple(settings.FIELD_KEYS)).decrypt(sealed.encode("ascii")).decode()
    except InvalidToken:
        raise Undecryptable(place) from None
    bound, _, plain = opened.partition("\0")
    if bound != place:
        raise Undecryptable(place)
    return plain


def rotate(sealed: str) -> str:
    """The same secret under the first of FIELD_KEYS."""
    return _box(tuple(settings.FIELD_KEYS)).rotate(sealed.encode("ascii")).decode("ascii")


class EncryptedField(models.TextField):
    """Text that is readable in Python and sealed in the database. It cannot be searched."""

    def _place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return decrypt(value, self._place()) if value else value

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return encrypt(value, self._place()) if value else value
