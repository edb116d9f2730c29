"""``parse_mode=MarkdownV2`` and the old ``Markdown``: text and entities, or the server's refusal."""

from typing import Any

from sandbox.telegram.entities import utf16
from sandbox.telegram.errors import bad

SIGNS = {
    "*": "bold",
    "_": "italic",
    "__": "underline",
    "~": "strikethrough",
    "||": "spoiler",
    "`": "code",
    "```": "pre",
}
OLD_SIGNS = {"*": "bold", "_": "italic", "`": "code", "```": "pre"}
RESERVED = "_*[]()~`>#+-=|{}.!"
NAMES = {"text_link": "TextUrl", "pre": "Pre", "code": "Code"}


class Parser:
    """One run over a text. ``old`` is the first Markdown: no nesting, no reserved characters."""

    def __init__(self, source: str, old: bool) -> None:
        self.source, self.old, self.signs = source, old, OLD_SIGNS if old else SIGNS
        self.at, self.length = 0, 0
        self.out: list[str] = []
        self.open: list[tuple[str, str, int, int]] = []
        self.entities: list[dict[str, Any]] = []

    def run(self) -> tuple[str, list[dict[str, Any]]]:
        """Text and entities; raises Refused "can't parse entities: …"."""
        while self.at < len(self.source):
            self._step()
        if self.open:
            _, kind, _, start = self.open[-1]
            name = NAMES.get(kind, kind.capitalize())
            raise bad(
                f"can't parse entities: Can't find end of {name} entity at byte offset {self._byte(start)}"
            )
        return "".join(self.out), sorted(
            self.entities, key=lambda entity: (entity["offset"], -entity["length"])
        )

    def _step(self) -> None:
        """Read one sign or character."""
        rest = self.source[self.at :]
        inside = self.open[-1][1] if self.open else ""
        if rest[0] == "\\" and len(rest) > 1 and rest[1] in (RESERVED + "\\" if not self.old else "_*`["):
            self._put(rest[1], 2)
        elif sign := next(
            (s for s in ("```", "__", "||", "*", "_", "~", "`") if s in self.signs and rest.startswith(s)), ""
        ):
            self._sign(sign, inside)
        elif inside in ("code", "pre"):
            self._put(rest[0], 1)
        elif rest[0] == "[":
            self.open.append(("[", "text_link", self.length, self.at))
            self.at += 1
        elif rest[0] == "]" and inside == "text_link":
            self._link()
        elif not self.old and rest[0] in RESERVED:
            raise bad(
                f"can't parse entities: Character '{rest[0]}' is reserved and must be escaped with the preceding '\\'"
            )
        else:
            self._put(rest[0], 1)

    def _sign(self, sign: str, inside: str) -> None:
        """Open or close what the sign means; inside code other signs are letters."""
        kind = self.signs[sign]
        if inside == kind:
            _, _, start, _ = self.open.pop()
            if self.length > start:
                self.entities.append({"offset": start, "length": self.length - start, "type": kind})
            self.at += len(sign)
        elif inside in ("code", "pre"):
            self._put(self.source[self.at], 1)
        else:
            self.open.append((sign, kind, self.length, self.at))
            self.at += len(sign)

    def _link(self) -> None:
        """Close ``[text](address)``; without an address the text stays plain."""
        _, _, start, _ = self.open.pop()
        self.at += 1
        if self.source[self.at : self.at + 1] != "(":
            return
        end = self.source.find(")", self.at)
        if end < 0:
            raise bad(f"can't parse entities: Can't find end of a URL at byte offset {self._byte(self.at)}")
        url = self.source[self.at + 1 : end].replace("\\", "")
        self.entities.append(
            {"offset": start, "length": self.length - start, "type": "text_link", "url": url}
        )
        self.at = end + 1

    def _put(self, letter: str, taken: int) -> None:
        """Add a character to the text."""
        self.out.append(letter)
        self.length += utf16(letter)
        self.at += taken

    def _byte(self, at: int) -> int:
        """Byte offset of a character, as errors count."""
        return len(self.source[:at].encode("utf-8", "replace"))
