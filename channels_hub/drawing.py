"""Pictures that pass through: decoded, and drawn anew without metadata, so that nothing hides in them (INB-11, B5)."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

PIXELS = 40_000_000
FRAMES = 300
FRAME_PIXELS = 60_000_000  # over all frames of an animation
PREVIEW = 512
PROFILE_BYTES = 4096
_MIMES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}


class Broken(ValueError):
    """Not a picture of a kind we know, or one that cannot be decoded to its end."""


class Flood(ValueError):
    """More pixels than anybody looks at."""


@dataclass(frozen=True)
class Drawn:
    """The clean bytes in the picture's own format, and its preview as WebP."""

    content: bytes
    preview: bytes
    mime: str
    width: int
    height: int


def draw(path: Path) -> Drawn:
    """Draw the picture in `path` anew (jpg, png, gif, webp). Raises Broken, Flood."""
    try:
        with Image.open(path, formats=tuple(_MIMES)) as picture:
            if picture.width * picture.height > PIXELS:
                raise Flood
            # A second look at the same file: verify() uses the picture up.
            picture.verify()
        with Image.open(path, formats=tuple(_MIMES)) as picture:
            return _draw(picture)
    except Flood:
        raise
    except Image.DecompressionBombError:
        raise Flood from None
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        MemoryError,
        OverflowError,
    ):
        raise Broken from None


def _draw(picture: Any) -> Drawn:
    kind = str(picture.format)
    content = _frames(picture, kind) if getattr(picture, "is_animated", False) else _still(picture, kind)
    with Image.open(io.BytesIO(content)) as clean:
        width, height = clean.size
        preview = _preview(clean)
    return Drawn(content, preview, _MIMES[kind], width, height)


def _still(picture: Any, kind: str) -> bytes:
    out = io.BytesIO()
    profile = picture.info.get("icc_profile") or b""
    options: dict[str, Any] = (
        {"icc_profile": profile} if 0 < len(profile) <= PROFILE_BYTES else {"icc_profile": None}
    )
    turned = picture.getexif().get(0x0112, 1) not in (0, 1)
    if kind == "JPEG":
        # Left as it lies when it need not be turned: the same tables, so that nothing is lost but the metadata.
        options |= {"quality": 92} if turned else {"quality": "keep"}
    if kind == "WEBP":
        options |= {"quality": 90}
    if turned:
        picture = ImageOps.exif_transpose(picture)
    if kind == "GIF":
        options = {}
    picture.info = {name: value for name, value in picture.info.items() if name in ("transparency", "gamma")}
    picture.save(out, kind, exif=b"", **options) if kind in ("JPEG", "PNG", "WEBP") else picture.save(
        out, kind
    )
    return out.getvalue()


def _frames(picture: Any, kind: str) -> bytes:
    count = int(getattr(picture, "n_frames", 1))
    if count > FRAMES or count * picture.width * picture.height > FRAME_PIXELS:
        raise Flood
    frames, lengths = [], []
    for frame in ImageSequence.Iterator(picture):
        frames.append(frame.convert("RGBA"))
        lengths.append(int(frame.info.get("duration") or 100))
    out = io.BytesIO()
    options = {"disposal": 2} if kind == "GIF" else {}
    frames[0].save(
        out,
        kind,
        save_all=True,
        append_images=frames[1:],
        duration=lengths,
        loop=int(picture.info.get("loop", 0) or 0),
        **options,
    )
    return out.getvalue()


def _preview(picture: Any) -> bytes:
    small = picture.convert(
        "RGBA" if picture.mode in ("RGBA", "LA", "P", "PA") or "transparency" in picture.info else "RGB"
    )
    small.thumbnail((PREVIEW, PREVIEW), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "WEBP", quality=82, method=4)
    return out.getvalue()
