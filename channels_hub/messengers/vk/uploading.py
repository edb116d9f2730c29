"""A file's way into a VK message (PROTOCOLS §3.5): where to, the bytes, its name at VK.

Nothing of it is seen by the client, so whatever fails here may be repeated.
"""

import io
from typing import Any, BinaryIO

import aiohttp

from channels_hub.messengers import errors
from channels_hub.messengers.exchanging import UPLOAD, exchange
from channels_hub.messengers.vk.client import Client
from channels_hub.messengers.vk.judging import page, parsed
from channels_hub.messengers.vk.traits import TRAITS
from channels_hub.messengers.vocabulary import OutgoingFile

_VOICES = frozenset({"audio/ogg", "audio/opus", "audio/oga"})


async def upload(
    client: Client, token: str, base: str, peer: str, file: OutgoingFile, opened: BinaryIO
) -> str:
    """`photo1_2_key` or `doc1_2_key` of the uploaded file. Raises errors.* but Unknown.

    A picture that VK does not take as a photo goes as a document.
    """
    try:
        if file.kind == "image" and file.mime in TRAITS.image_kinds and file.size <= TRAITS.image_bytes:
            try:
                return await _photo(client, token, base, peer, file, opened)
            except errors.TooLarge:
                raise
            except errors.Rejected:
                opened.seek(0)
        kind = "audio_message" if file.kind == "voice" and file.mime in _VOICES else "doc"
        return await _document(client, token, base, peer, file, opened, kind)
    except errors.Unknown as error:
        raise errors.Retry(error.text) from None
    except (KeyError, TypeError, IndexError):
        raise errors.Retry("the upload's answer makes no sense") from None


async def _photo(
    client: Client, token: str, base: str, peer: str, file: OutgoingFile, opened: BinaryIO
) -> str:
    place = await client.ask(token, base, "photos.getMessagesUploadServer", peer_id=peer)
    given = await _bytes(client, place["upload_url"], "photo", file, opened)
    if given.get("photo") in (None, "", "[]"):
        raise errors.Rejected("not a photo")
    saved = await client.ask(
        token,
        base,
        "photos.saveMessagesPhoto",
        server=given["server"],
        photo=given["photo"],
        hash=given["hash"],
    )
    return _named("photo", saved[0])


async def _document(
    client: Client, token: str, base: str, peer: str, file: OutgoingFile, opened: BinaryIO, kind: str
) -> str:
    place = await client.ask(token, base, "docs.getMessagesUploadServer", type=kind, peer_id=peer)
    given = await _bytes(client, place["upload_url"], "file", file, opened)
    if "error" in given or "file" not in given:
        raise errors.Rejected(
            str(given.get("error_descr") or given.get("error") or "not a file for VK")[:300]
        )
    saved = await client.ask(token, base, "docs.save", file=given["file"], title=file.name or "file")
    found = saved[0] if isinstance(saved, list) else saved
    return _named("doc", found[found["type"]])


async def _bytes(
    client: Client, url: str, field: str, file: OutgoingFile, opened: BinaryIO
) -> dict[str, Any]:
    """Post the file as a stream; a file of 200 MB never stands in memory."""
    body = aiohttp.FormData(quote_fields=False)
    mime = file.mime or "application/octet-stream"
    body.add_field(field, _Kept(opened), filename=file.name or "file", content_type=mime)
    answer = await exchange(client.session, "POST", url, data=body, seconds=UPLOAD)
    told = parsed(answer.body)
    if not 200 <= answer.status < 300 or told is None:
        raise page(answer.status)
    return told


class _Kept(io.RawIOBase):
    """A file that stays open when the transport closes it: a picture may have to go a second time."""

    def __init__(self, opened: BinaryIO) -> None:
        self._opened = opened

    def read(self, size: int = -1, /) -> bytes:
        """So many bytes."""
        return self._opened.read(size)

    def seek(self, place: int, whence: int = 0, /) -> int:
        """Go to a place."""
        return self._opened.seek(place, whence)

    def tell(self) -> int:
        """Where reading goes on."""
        return self._opened.tell()

    def fileno(self) -> int:
        """The file's number, by which its size is known."""
        return self._opened.fileno()

    def close(self) -> None:
        """Nothing: the file is its owner's."""


def _named(kind: str, saved: dict[str, Any]) -> str:
    key = saved.get("access_key")
    return f"{kind}{saved['owner_id']}_{saved['id']}{f'_{key}' if key else ''}"
