"""Pictures that people upload are never stored as they came: they are drawn anew (photos, logos)."""

import io
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

BYTES = 3 * 1024 * 1024
PIXELS = 40_000_000
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")


class Unfit(ValueError):
    """The file cannot become a picture; the text is for the person."""


def redraw(upload: BinaryIO, size: int, side: int, *, square: bool = True) -> bytes:
    """WebP bytes of the picture in `upload` (`size` bytes long), at most `side` pixels wide and high.

    `square` cuts it to the middle square. Metadata, animation and whatever else hid in the file are gone.
    Raises Unfit for files over 3 MB, for what is no PNG, JPEG, GIF or WebP, and for gigantic drawings.
    """
    if size > BYTES:
        raise Unfit(_("The file is larger than 3 MB. Choose a smaller one"))
    try:
        with Image.open(upload, formats=FORMATS) as picture:
            if picture.width * picture.height > PIXELS:
                raise Unfit(_("The picture has too many pixels. Choose a smaller one"))
            picture.draft("RGB", (side * 2, side * 2))
            drawn = ImageOps.exif_transpose(picture).convert("RGBA")
    except Unfit:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise Unfit(_("This is not a picture we can read. PNG and JPG fit")) from None
    if square:
        drawn = ImageOps.fit(drawn, (min(side, *drawn.size),) * 2, Image.Resampling.LANCZOS)
    else:
        drawn.thumbnail((side, side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    drawn.save(out, "WEBP", quality=88, method=4)
    return out.getvalue()
