"""Text as the database and the search want it."""

_SURROGATES = dict.fromkeys(range(55296, 57344), "�")


def storable(text: str) -> str:
    """`text` without NUL, lone surrogates as U+FFFD (ARCHITECTURE §3)."""
    return text.replace("\0", "").translate(_SURROGATES) if text else text


def search_key(text: str) -> str:
    """`text` as it is compared and sorted: lower case, ё as е."""
    return storable(text).lower().replace("ё", "е")
