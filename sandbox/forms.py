"""Bodies of calls: urlencoded, JSON or multipart. Files go to blobs as they come in, never to memory."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from sandbox.blobs import Blobs, Incoming

BODY_LIMIT = 2 * 1024 * 1024


class TooLarge(Exception):
    """A file is above the limit of its provider."""


class Malformed(Exception):
    """A body that is not what its type says."""


@dataclass(slots=True)
class Upload:
    """An uploaded file. ``blob``: its SHA-256; ``head``: first 64 KB."""

    name: str
    mime: str
    size: int
    blob: str
    head: bytes


def upload(name: str, mime: str, incoming: Incoming) -> Upload:
    """Finish a file that came in."""
    return Upload(name, mime, incoming.size, incoming.done(), incoming.head)


async def read(
    request: web.BaseRequest, blobs: Blobs, limit: int
) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Fields and files of a request; a query counts as fields too. Raises TooLarge, Malformed."""
    path = request.path_qs if "?" in request.raw_path else ""
    fields: dict[str, Any] = dict(parse_qsl(path.partition("?")[2], keep_blank_values=True)) if path else {}
    kind = request.content_type if request.can_read_body else ""
    if kind == "multipart/form-data":
        return await _multipart(request, fields, blobs, limit)
    if not kind:
        return fields, {}
    if (request.content_length or 0) > BODY_LIMIT:
        raise TooLarge
    body = await request.content.read(-1)
    try:
        if kind == "application/json":
            given = json.loads(body or b"{}")
            if not isinstance(given, dict):
                raise Malformed
            fields.update(given)
        else:
            fields.update(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=1000))
    except ValueError:
        raise Malformed from None
    return fields, {}


async def _multipart(
    request: web.BaseRequest, fields: dict[str, Any], blobs: Blobs, limit: int
) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Parts with a file name are files, all others fields."""
    files: dict[str, Upload] = {}
    try:
        reader = await request.multipart()
        while (part := await reader.next()) is not None:
            if not isinstance(part, BodyPartReader):
                raise Malformed
            name = part.name or ""
            if part.filename is None:
                fields[name] = bytes(await part.read()).decode("utf-8", "replace")
                continue
            incoming = blobs.incoming()
            while piece := await part.read_chunk(65536):
                incoming.write(piece)
                if incoming.size > limit:
                    incoming.drop()
                    raise TooLarge
            files[name] = upload(part.filename, part.headers.get("Content-Type", ""), incoming)
    except (ValueError, AssertionError):
        raise Malformed from None
    return fields, files
