"""Reading a provider's JSON without trusting it: a wrong shape raises Malformed, text is made storable. Pure Python."""

import json
from typing import Any, NoReturn

from channels_hub.messengers.errors import Malformed

_SURROGATES = dict.fromkeys(range(55296, 57344), "�")
BIGGEST = 2**63 - 1


def clean(text: str) -> str:
    """`text` without NUL; a lone surrogate becomes U+FFFD (ARCHITECTURE §3)."""
    return text.replace("\0", "").translate(_SURROGATES)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def load(body: bytes) -> dict[str, Any]:
    """The JSON object in `body`; raises Malformed for anything else, NaN and 10,000 levels of lists too."""
    try:
        loaded = json.loads(body, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"not JSON: {type(error).__name__}") from None
    if not isinstance(loaded, dict):
        raise Malformed("not an object")
    return loaded


def thing(node: dict[str, Any], key: str) -> dict[str, Any]:
    """The object under `key`; raises Malformed when there is none."""
    value = node.get(key)
    if not isinstance(value, dict):
        raise Malformed(f"{key} is not an object")
    return value


def maybe(node: dict[str, Any], key: str) -> dict[str, Any] | None:
    """The object under `key`, or None when the key is missing; raises Malformed for another type."""
    return None if node.get(key) is None else thing(node, key)


def things(node: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The list of objects under `key`; raises Malformed for another type."""
    value = node.get(key)
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise Malformed(f"{key} is not a list of objects")
    return value


def words(node: dict[str, Any], key: str, longest: int | None = None) -> str:
    """The clean text under `key`, "" when missing, cut to `longest` characters; raises Malformed for another type."""
    value = node.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Malformed(f"{key} is not text")
    return clean(value)[:longest]


def whole(node: dict[str, Any], key: str) -> int:
    """The whole number under `key`; raises Malformed when missing, of another type or beyond a bigint."""
    value = node.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > BIGGEST:
        raise Malformed(f"{key} is not a number")
    return value


def figure(node: dict[str, Any], key: str) -> int | None:
    """A size, a width, seconds: the whole number ≥ 0 under `key`, or None when missing or senseless."""
    value = node.get(key)
    if isinstance(value, float):
        value = round(value) if abs(value) < 2**31 else None
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= BIGGEST else None


def degrees(node: dict[str, Any], key: str, most: int) -> float:
    """A latitude or longitude within ±`most`; raises Malformed otherwise."""
    value = node.get(key)
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not -most <= value <= most:
        raise Malformed(f"{key} is not a coordinate")
    return float(value)
