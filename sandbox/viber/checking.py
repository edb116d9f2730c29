"""A message of a bot, checked as Viber checks it (PROTOCOLS §2.5)."""

import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from sandbox.viber.errors import Refused

REQUEST = 30 * 1024
TEXT, CAPTION, URL, NAME, LABEL, SENDER = 7000, 768, 2000, 256, 250, 28
MB = 1024 * 1024
PICTURES = {".jpg", ".jpeg", ".png", ".gif"}
FORBIDDEN = {".exe", ".apk", ".ipa", ".bat", ".cmd", ".com", ".msi", ".app", ".scr", ".vbs", ".ps1"}
ACTIONS = {"reply", "open-url", "share-phone", "location-picker", "none"}
ASKS = {"share-phone", "location-picker"}
TAG = re.compile(r"<(?!/?(?:b|i|u|s|font|br)\b)[^>]*>?", re.IGNORECASE)


def checked(said: dict[str, Any]) -> None:
    """Raise Refused for what Viber would not take; ``said`` is a message without its receiver."""
    sender = said.get("sender")
    name = sender.get("name") if isinstance(sender, dict) else None
    if not isinstance(name, str) or not name:
        raise Refused(4, "missingData: sender.name")
    if len(name) > SENDER:
        raise Refused(3, "badData: sender.name is longer than 28 characters")
    kind = said.get("type")
    if kind not in _TYPES:
        raise Refused(4 if kind is None else 3, f"badData: type {kind}")
    _TYPES[kind](said)
    keyboard(said.get("keyboard"), said.get("min_api_version") or 1)


def _text(said: dict[str, Any]) -> None:
    text = said.get("text")
    if not isinstance(text, str) or not text:
        raise Refused(4, "missingData: text")
    if len(text) > TEXT:
        raise Refused(3, "badData: text is too long")


def _picture(said: dict[str, Any]) -> None:
    if not isinstance(said.get("text"), str):
        raise Refused(4, "missingData: text")
    if len(said["text"]) > CAPTION:
        raise Refused(3, "badData: text is too long")
    if PurePosixPath(urlsplit(_url(said)).path).suffix.lower() not in PICTURES:
        raise Refused(3, "badData: media is not a picture")


def _video(said: dict[str, Any]) -> None:
    _url(said)
    if _size(said) > 26 * MB:
        raise Refused(3, "badData: size is above 26 MB")


def _file(said: dict[str, Any]) -> None:
    _url(said)
    if _size(said) > 50 * MB:
        raise Refused(3, "badData: size is above 50 MB")
    name = said.get("file_name")
    if not isinstance(name, str) or not PurePosixPath(name).suffix:
        raise Refused(4, "missingData: file_name")
    if len(name) > NAME or PurePosixPath(name).suffix.lower() in FORBIDDEN:
        raise Refused(3, "badData: file_name")


def _contact(said: dict[str, Any]) -> None:
    about = said.get("contact")
    if not isinstance(about, dict) or not about.get("name") or not about.get("phone_number"):
        raise Refused(4, "missingData: contact")
    if len(str(about["name"])) > 28 or len(str(about["phone_number"])) > 18:
        raise Refused(3, "badData: contact")


def _location(said: dict[str, Any]) -> None:
    try:
        place = said["location"]
        good = abs(float(place["lat"])) <= 90 and abs(float(place["lon"])) <= 180
    except (KeyError, TypeError, ValueError):
        raise Refused(4, "missingData: location") from None
    if not good:
        raise Refused(3, "badData: location")


def _sticker(said: dict[str, Any]) -> None:
    if not str(said.get("sticker_id", "")).isdigit():
        raise Refused(4, "missingData: sticker_id")


def _rich(said: dict[str, Any]) -> None:
    if not isinstance(said.get("rich_media"), dict):
        raise Refused(4, "missingData: rich_media")
    if (said.get("min_api_version") or 1) < 2:
        raise Refused(3, "badData: rich_media needs min_api_version 2")
    _buttons(said["rich_media"].get("Buttons"), 7, rich=True)


def _url(said: dict[str, Any]) -> str:
    url = said.get("media")
    if not isinstance(url, str) or not url:
        raise Refused(4, "missingData: media")
    if len(url) > URL or urlsplit(url).scheme not in ("http", "https"):
        raise Refused(3, "badData: media")
    return url


def _size(said: dict[str, Any]) -> int:
    size = said.get("size")
    if not isinstance(size, int) or size <= 0:
        raise Refused(4, "missingData: size")
    return size


def keyboard(given: Any, version: int) -> None:
    """A keyboard of at most 24 buttons; each has an action and a body."""
    if given is None:
        return
    if not isinstance(given, dict) or given.get("Type") != "keyboard":
        raise Refused(3, "badData: keyboard")
    _buttons(given.get("Buttons"), version)


def _buttons(buttons: Any, version: int, rich: bool = False) -> None:
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= 42:
        raise Refused(3, "badData: keyboard is not valid. Buttons")
    rows = 0.0
    for button in buttons:
        if not isinstance(button, dict) or not button.get("ActionBody"):
            raise Refused(3, "badData: keyboard is not valid. ActionBody")
        action = button.get("ActionType", "reply")
        if action not in ACTIONS or (action in ASKS and (version < 3 or rich)):
            raise Refused(3, f"badData: keyboard is not valid. ActionType {action}")
        if len(str(button.get("Text", ""))) > LABEL or TAG.search(str(button.get("Text", ""))):
            raise Refused(3, "badData: keyboard is not valid. Text")
        rows += int(button.get("Columns", 6)) * int(button.get("Rows", 1)) / 6
    if rows > 24:
        raise Refused(3, "badData: keyboard is not valid. too many rows")


_TYPES = {
    "text": _text,
    "picture": _picture,
    "video": _video,
    "file": _file,
    "contact": _contact,
    "location": _location,
    "sticker": _sticker,
    "url": lambda said: _url(said) and None,
    "rich_media": _rich,
}
