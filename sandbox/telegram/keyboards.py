"""``reply_markup``: checked as the Bot API does, one bad button refuses the whole message."""

from typing import Any
from urllib.parse import urlsplit

from sandbox.telegram.errors import bad

ACTIONS = ("url", "callback_data", "web_app", "login_url", "switch_inline_query", "copy_text", "pay")


def checked(markup: Any) -> dict[str, Any] | None:
    """The markup when it is right, None when there is none; raises Refused."""
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"], "inline keyboard")
        return (
            {"inline_keyboard": [[_inline(button) for button in row] for row in rows]} if any(rows) else None
        )
    if "keyboard" in markup:
        rows = _rows(markup["keyboard"], "keyboard")
        return {**markup, "keyboard": [[_plain(button) for button in row] for row in rows]}
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return markup
    return None


def _rows(rows: Any, what: str) -> list[list[Any]]:
    """Rows of buttons."""
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad(f'field "{what.replace(" ", "_")}" of the reply markup must be an Array of Arrays')
    return rows


def _inline(button: Any) -> dict[str, Any]:
    """A button under a message: text and exactly one action; data is 1–64 bytes, an address http(s) or tg."""
    if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if not any(name in button for name in ACTIONS):
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in button and not good_url(str(button["url"])):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button


def _plain(button: Any) -> dict[str, Any]:
    """A button instead of the keyboard; a string is a button with that text."""
    if isinstance(button, str):
        return {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"]:
        raise bad('can\'t parse keyboard button: Field "text" must be of type String')
    return button


def good_url(url: str) -> bool:
    """Whether Telegram takes an address for a button: http(s) with a dotted host, or tg, tel, mailto.

    Telegram refuses ``localhost``; the sandbox takes it, as it takes it for webhooks.
    """
    try:
        parts = urlsplit(
            url if "://" in url or url.startswith(("tg:", "tel:", "mailto:")) else f"http://{url}"
        )
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme in ("tg", "ton", "tel", "mailto"):
        return True
    return (
        parts.scheme in ("http", "https")
        and ("." in host.strip(".") or host == "localhost")
        and not any(c.isspace() for c in url)
    )
