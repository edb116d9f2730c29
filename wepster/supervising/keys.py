"""The secrets of one Wepster, made once."""

import base64
import os
import secrets

from .folder import Folder
from .refusals import Refusal


def load_keys(folder: Folder) -> dict[str, str]:
    """SECRET_KEY and FIELD_KEYS of the folder, made at the first start (readable by the owner alone).

    Raises Refusal when the file is damaged: making new keys would lose what the old ones encrypted.
    """
    if not folder.keys.exists():
        _write(folder)
    values = dict(
        line.split("=", 1) for line in folder.keys.read_text(encoding="utf-8").splitlines() if "=" in line
    )
    if not values.get("SECRET_KEY") or not values.get("FIELD_KEYS"):
        raise Refusal(
            f"{folder.keys} is damaged: put it back from a backup (without it, stored tokens are lost)."
        )
    return {name: values[name] for name in ("SECRET_KEY", "FIELD_KEYS")}


def _write(folder: Folder) -> None:
    text = (
        f"SECRET_KEY={secrets.token_urlsafe(48)}\n"
        f"FIELD_KEYS={base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()}\n"
    )
    draft = folder.keys.with_suffix(".draft")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder.keys)
