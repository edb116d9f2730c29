"""Faces of clients: a coloured circle with initials, or one of the portraits beside this file."""

import colorsys
import io
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
FONTS = HERE.parent / "static" / "fonts"
PORTRAITS = sorted(path.stem for path in HERE.glob("*.png"))
HUES = (25, 55, 85, 128, 158, 190, 230, 262, 300, 350)


def initials(name: str) -> str:
    """First letters of the first two words."""
    words = [word for word in name.split() if word[0].isalnum()] or ["?"]
    return "".join(word[0].upper() for word in words[:2])


@lru_cache(256)
def png(name: str, portrait: str = "", size: int = 320, seed: int = 0) -> bytes:
    """Square PNG: the portrait of that name when there is one, else initials on a colour chosen by ``seed``."""
    from PIL import Image

    if portrait in PORTRAITS:
        image = (
            Image.open(HERE / f"{portrait}.png").convert("RGB").resize((size, size), Image.Resampling.LANCZOS)
        )
    else:
        image = _circle(initials(name), size, HUES[seed % len(HUES)])
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _circle(letters: str, size: int, hue: int):  # type: ignore[no-untyped-def]
    """Initials in white, drawn twice as large for smooth edges."""
    from PIL import Image, ImageDraw, ImageFont

    big = size * 2
    red, green, blue = (int(part * 255) for part in colorsys.hls_to_rgb(hue / 360, 0.56, 0.42))
    image = Image.new("RGB", (big, big), (red, green, blue))
    script = (
        "cyrillic" if any("А" <= letter <= "я" or letter in "ЁёІіЇїЄє" for letter in letters) else "latin"
    )
    font = ImageFont.truetype(FONTS / f"inter-{script}-wght-normal.woff2", int(big * 0.4))
    font.set_variation_by_axes([600])
    ImageDraw.Draw(image).text((big / 2, big / 2), letters, font=font, fill="white", anchor="mm")
    return image.resize((size, size), Image.Resampling.LANCZOS)
