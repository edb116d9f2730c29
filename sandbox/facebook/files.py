"""Files with addresses of the content network: anybody who has one gets the bytes, for a while."""

import secrets
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sandbox import images
from sandbox.forms import Upload
from sandbox.synthetic import mime as mime_of

if TYPE_CHECKING:
    from sandbox.facebook.provider import Facebook


def store(facebook: "Facebook", kind: str, file: Upload, duration: int = 0) -> dict[str, Any]:
    """Give a file an address; returns how messages describe it."""
    key = secrets.token_hex(12)
    name = file.name or "file"
    width, height = images.dimensions(file.head) or (0, 0)
    about = {
        "key": key,
        "kind": kind,
        "name": name,
        "mime": mime_of(name) if file.mime in ("", "application/octet-stream") else file.mime,
        "size": file.size,
        "sha256": file.blob,
        "width": width,
        "height": height,
        "duration": duration,
        "url": f"/_control/blob/{file.blob}",
        "link": f"{facebook.root}/media/{key}/{quote(name)}",
    }
    facebook.keep_media(about)
    return about
