"""What a message of a page holds, checked: a text, a file, a card with buttons; quick replies under it."""

from typing import Any
from urllib.parse import urlsplit

import aiohttp

from sandbox.facebook import errors
from sandbox.facebook.calling import Call
from sandbox.facebook.files import store
from sandbox.facebook.models import Page
from sandbox.forms import Upload, upload
from sandbox.synthetic import mime as mime_of
from sandbox.telegram.webhook_url import is_loopback

LIMIT, PICTURE = 25 * 1024 * 1024, 8 * 1024 * 1024
KINDS = ("image", "video", "audio", "file")


async def content(call: Call, page: Page) -> dict[str, Any]:
    """Fields of the Message that a call asks for; raises Refused in the provider's words."""
    message = call.fields.get("message")
    if not isinstance(message, dict):
        raise errors.bad("The parameter message is required")
    if len(str(message.get("metadata", ""))) > 1000:
        raise errors.bad("Length of param message[metadata] must be less than or equal to 1000")
    text, attachment = message.get("text"), message.get("attachment")
    if (text is None) == (attachment is None):
        raise errors.bad("Message must have either a text or an attachment")
    quick = [_quick(one) for one in _list(message, "quick_replies", 13)]
    if text is not None:
        return {"text": _text(text, 2000), "quick_replies": quick}
    if not isinstance(attachment, dict):
        raise errors.bad("Param message[attachment] must be an object")
    if attachment.get("type") == "template":
        return {**_card(attachment.get("payload")), "quick_replies": quick}
    return {**await _file(call, page, attachment), "quick_replies": quick}


def _text(given: Any, most: int) -> str:
    if not isinstance(given, str) or not given.strip():
        raise errors.bad("Param message[text] must be a non-empty string")
    if len(given) > most:
        raise (
            errors.TOO_LONG
            if most == 2000
            else errors.bad(f"Length of param text must be less than or equal to {most}")
        )
    return given


def _card(payload: Any) -> dict[str, Any]:
    if not isinstance(payload, dict) or payload.get("template_type") != "button":
        raise errors.bad("Param template_type must be one of the known ones")
    buttons = _list(payload, "buttons", 3)
    if not buttons:
        raise errors.bad("The number of buttons must be between 1 and 3")
    return {
        "kind": "card",
        "text": _text(payload.get("text"), 640),
        "buttons": [_button(one) for one in buttons],
    }


def _button(given: dict[str, Any]) -> dict[str, Any]:
    title = given.get("title")
    if not isinstance(title, str) or not 1 <= len(title) <= 20:
        raise errors.bad("Length of param title must be between 1 and 20")
    if given.get("type") == "web_url":
        parts = urlsplit(str(given.get("url", "")))
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise errors.bad("Param url is not a valid address")
        return {"type": "web_url", "title": title, "url": given["url"]}
    if given.get("type") != "postback" or not 1 <= len(str(given.get("payload", ""))) <= 1000:
        raise errors.bad("Length of param payload must be between 1 and 1000")
    return {"type": "postback", "title": title, "payload": given["payload"]}


def _quick(given: dict[str, Any]) -> dict[str, Any]:
    kind = given.get("content_type")
    if kind in ("user_phone_number", "user_email"):
        return {"content_type": kind}
    if kind != "text":
        raise errors.bad("Param content_type must be one of {text, user_phone_number, user_email}")
    title, payload = given.get("title"), given.get("payload", "")
    if not isinstance(title, str) or not 1 <= len(title) <= 20 or len(str(payload)) > 1000:
        raise errors.bad("Length of param quick_replies[title] must be between 1 and 20")
    return {"content_type": "text", "title": title, "payload": payload}


def _list(node: dict[str, Any], name: str, most: int) -> list[dict[str, Any]]:
    found = node.get(name) or []
    if not isinstance(found, list) or len(found) > most or not all(isinstance(one, dict) for one in found):
        raise errors.bad(f"The number of {name} must be at most {most}")
    return found


async def _file(call: Call, page: Page, attachment: dict[str, Any]) -> dict[str, Any]:
    kind = attachment.get("type")
    if kind not in KINDS:
        raise errors.bad(
            "Param message[attachment][type] must be one of {image, audio, video, file, template}"
        )
    payload = attachment.get("payload") if isinstance(attachment.get("payload"), dict) else {}
    url = payload.get("url") if payload else None
    found = await _fetched(call, str(url)) if url else call.files.get("filedata")
    if found is None:
        raise errors.bad("The attachment has neither url nor filedata")
    if found.size > (PICTURE if kind == "image" else LIMIT):
        raise errors.TOO_LARGE
    return {"kind": kind, "media": [store(call.facebook, kind, found)]}


async def _fetched(call: Call, url: str) -> Upload:
    """Download from this machine; everything outside counts as unreachable."""
    if not is_loopback(url):
        raise errors.NOT_FETCHED
    try:
        async with call.facebook.http.get(url, timeout=aiohttp.ClientTimeout(total=20)) as answer:
            if answer.status != 200:
                raise errors.NOT_FETCHED
            incoming = call.facebook.blobs.incoming()
            async for piece in answer.content.iter_chunked(65536):
                incoming.write(piece)
                if incoming.size > LIMIT:
                    incoming.drop()
                    raise errors.TOO_LARGE
    except (aiohttp.ClientError, TimeoutError):
        raise errors.NOT_FETCHED from None
    name = urlsplit(url).path.rsplit("/", 1)[-1] or "file"
    return upload(name, answer.content_type or mime_of(name), incoming)
