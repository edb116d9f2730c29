#!/usr/bin/env python3
"""Build static/img/icons.svg: one sprite of the lucide icons named in static/img/icons.txt and our messenger marks.

Usage: npm pack lucide-static@1.62.0 && tar xf lucide-static-*.tgz && bin/icons.py package
The version is written into the sprite; an icon is used as `<use href="…/icons.svg#send"/>`, a mark as `…#m-telegram`.
"""

import json
import re
import sys
from pathlib import Path

IMAGES = Path(__file__).resolve().parent.parent / "static" / "img"


def symbol(name: str, svg: str) -> str:
    """One icon's file as a symbol: its shapes without the outer element, whose strokes the stylesheet sets."""
    body = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if body is None:
        raise ValueError(f"{name}: not an SVG file")
    shapes = re.sub(r"\s*\n\s*", "", body[1].strip())
    return f'  <symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def sprite(package: Path) -> str:
    """The whole sprite from an unpacked lucide-static package; raises FileNotFoundError for a name it does not have."""
    version = json.loads((package / "package.json").read_text())["version"]
    names = sorted(set((IMAGES / "icons.txt").read_text().split()))
    icons = [symbol(name, (package / "icons" / f"{name}.svg").read_text()) for name in names]
    marks = re.findall(r"<symbol.*?</symbol>", (IMAGES / "marks.svg").read_text(), re.DOTALL)
    head = [
        '<svg xmlns="http://www.w3.org/2000/svg">',
        f"  <!-- made by bin/icons.py: lucide-static {version} (ISC), and marks.svg, our own -->",
    ]
    return "\n".join([*head, *icons, *(f"  {mark}" for mark in marks), "</svg>", ""])


if __name__ == "__main__":
    (IMAGES / "icons.svg").write_text(sprite(Path(sys.argv[1])))
