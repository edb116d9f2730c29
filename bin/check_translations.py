"""Whether locale/ru and locale/en say everything the code and the templates ask for.

Each msgid of the code is there, nothing is fuzzy or empty, every plural form is filled, placeholders are the same.
Works without gettext's programs: Python by ast, templates and scripts by their own marks.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = {"ru": 3, "en": 2}
SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop", "_lazy"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
CONTEXT_PLURAL = {"npgettext", "npgettext_lazy"}
PLACEHOLDER = re.compile(r"%\([a-zA-Z_]\w*\)[sdfr]|%[sdf]|\{[a-zA-Z_]\w*\}")
SKIPPED = {".venv", "var", "tests", "docs", "bench", "node_modules", "static", "migrations", "supervising"}

Message = tuple[str, str]  # context, msgid


def main() -> int:
    """Print what is wrong, one line each; 1 when anything is."""
    asked = dict(_asked())
    wrong: list[str] = []
    for language, forms in LANGUAGES.items():
        catalogue = _catalogue(language)
        if catalogue is None:
            wrong.append(f"locale/{language}: there is no catalogue")
            continue
        known = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue if not entry.obsolete}
        wrong += [
            f"{place}: {language} lacks {message[1]!r}"
            for message, place in asked.items()
            if message not in known
        ]
        for entry in known.values():
            wrong += [f"locale/{language}: {entry.msgid!r} {fault}" for fault in _faults(entry, forms)]
    for line in sorted(wrong):
        print(line)
    print(f"{len(asked)} messages, {len(wrong)} faults")
    return 1 if wrong else 0


def _catalogue(language: str) -> list[polib.POEntry] | None:
    files = sorted((ROOT / "locale" / language / "LC_MESSAGES").glob("*.po"))
    return [entry for file in files for entry in polib.pofile(str(file))] if files else None


def _faults(entry: polib.POEntry, forms: int) -> Iterator[str]:
    if entry.fuzzy:
        yield "is fuzzy"
    if entry.msgid_plural:
        texts = [entry.msgstr_plural.get(number, "") for number in range(forms)]
        if not all(texts):
            yield f"has not all {forms} plural forms"
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural)) | set(PLACEHOLDER.findall(entry.msgid))
        for text in filter(None, texts):
            # A form for "one" may leave the number out; none may ask for what is not given.
            if not set(PLACEHOLDER.findall(text)) <= wanted:
                yield "asks for a placeholder that is not there"
        return
    if not entry.msgstr:
        yield "is empty"
    elif sorted(PLACEHOLDER.findall(entry.msgid)) != sorted(PLACEHOLDER.findall(entry.msgstr)):
        yield "has other placeholders"


def _asked() -> Iterator[tuple[Message, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        if not SKIPPED & set(path.relative_to(ROOT).parts) and path.parent != ROOT / "bin":
            yield from _in_python(path)
    for path in sorted(ROOT.rglob("*.html")) + sorted(ROOT.rglob("*.txt")):
        parts = path.relative_to(ROOT).parts
        if not SKIPPED & set(parts) and "templates" in parts:
            yield from _in_template(path)


def _in_python(path: Path) -> Iterator[tuple[Message, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [
            part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)
        ]
        place = f"{path.relative_to(ROOT)}:{node.lineno}"
        if not texts:
            continue
        if name in SINGULAR | PLURAL:
            yield ("", texts[0]), place
        elif name in CONTEXT | CONTEXT_PLURAL and len(texts) > 1:
            yield (texts[0], texts[1]), place


_TRANSLATE = re.compile(
    r"""\{%-?\s*(?:translate|trans)\s+("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')(?:\s+[^%]*?context\s+("[^"]*"|'[^']*'))?"""
)
_INLINE = re.compile(r"""_\(("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\)""")
_BLOCK = re.compile(
    r"\{%-?\s*blocktrans(?:late)?\b(.*?)-?%\}(.*?)\{%-?\s*endblocktrans(?:late)?\s*-?%\}", re.S
)
_PLURAL = re.compile(r"\{%-?\s*plural\s*-?%\}")
_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def _in_template(path: Path) -> Iterator[tuple[Message, str]]:
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\{#.*?#\}", "", text)
    text = re.sub(
        r"\{%\s*comment\s*%\}.*?\{%\s*endcomment\s*%\}",
        lambda found: "\n" * found[0].count("\n"),
        text,
        flags=re.S,
    )

    def place(found: re.Match[str]) -> str:
        return f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, found.start()) + 1}"

    for found in _TRANSLATE.finditer(text):
        yield ((found[2] or "")[1:-1], _unquote(found[1])), place(found)
    for tag in re.finditer(r"\{[{%].*?[}%]\}", text, re.S):
        for found in _INLINE.finditer(tag[0]):
            yield ("", _unquote(found[1])), place(tag)
    for found in _BLOCK.finditer(text):
        options, body = found[1], _PLURAL.split(found[2])[0]
        if re.search(r"\btrimmed\b", options):
            body = " ".join(line.strip() for line in body.strip().splitlines())
        body = _VARIABLE.sub(r"%(\1)s", body.replace("%", "%%"))
        context = re.search(r"\bcontext\s+(\"[^\"]*\"|'[^']*')", options)
        yield (context[1][1:-1] if context else "", body), place(found)


def _unquote(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1])


if __name__ == "__main__":
    sys.exit(main())
