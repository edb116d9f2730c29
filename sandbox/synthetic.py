"""Files given in control requests: bytes in base64, or only a name and a size to be made up."""

import base64
import colorsys
import io
import mimetypes
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent / "samples"

# first bytes by which a file of this kind is recognised
MARKS = {
    "application/pdf": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
    "video/mp4": b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom",
    "video/quicktime": b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  ",
    "audio/ogg": b"OggS\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x13OpusHead",
    "audio/mpeg": b"ID3\x04\x00\x00\x00\x00\x00\x00\xff\xfb\x90\x00",
    "application/zip": b"PK\x05\x06" + bytes(18),
}
PICTURES = {"image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF", "image/webp": "WEBP"}
TYPES = {
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".webp": "image/webp",
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def mime(name: str) -> str:
    """Content type by the file's name."""
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    return TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def pieces(given: dict[str, Any]) -> Iterator[bytes]:
    """Bytes of a file: ``{"name", "base64"}``, ``{"sample": "voice.ogg" | "video.mp4"}``, or ``{"name", "size"}`` made
    up with the right first bytes.

    Raises ValueError when neither is there. The same name and size make the same bytes.
    """
    if "base64" in given:
        yield base64.b64decode(given["base64"])
        return
    if "sample" in given:
        yield (SAMPLES / Path(given["sample"]).name).read_bytes()
        return
    if "size" not in given:
        raise ValueError("a file needs base64 or size")
    left, kind = int(given["size"]), mime(given["name"])
    start = (picture(given["name"], PICTURES[kind]) if kind in PICTURES else MARKS.get(kind, b""))[:left]
    yield start
    left -= len(start)
    block = random.Random(given["name"]).randbytes(min(left, 65536))
    while left > 0:
        yield block[:left]
        left -= len(block)


def picture(name: str, form: str, size: tuple[int, int] = (640, 480)) -> bytes:
    """Circles in kindred colours, different for different names."""
    from PIL import Image, ImageDraw

    chance = random.Random(name)
    hue = chance.random()

    def colour(light: float) -> tuple[int, ...]:
        near = (hue + chance.uniform(-0.09, 0.09)) % 1
        return tuple(int(part * 255) for part in colorsys.hls_to_rgb(near, light, 0.38))

    image = Image.new("RGB", size, colour(0.82))
    draw = ImageDraw.Draw(image)
    for step in range(7):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        r = int(min(size) * chance.uniform(0.12, 0.42))
        draw.ellipse((x - r, y - r, x + r, y + r), fill=colour(0.74 - step * 0.05))
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()
