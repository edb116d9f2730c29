"""A drawn sticker: a round face, its colour from the emoji."""

import io
import random


def drawn(emoji: str = "😀") -> bytes:
    """512×512 WebP with a transparent ground."""
    from PIL import Image, ImageDraw

    image = Image.new("RGBA", (1024, 1024), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    colour = random.Random(emoji).choice([(255, 200, 61), (255, 170, 80), (120, 200, 170), (150, 175, 240)])
    dark = tuple(part // 4 for part in colour)
    draw.ellipse((80, 80, 944, 944), fill=(*colour, 255), outline=(255, 255, 255, 255), width=36)
    for x in (360, 664):
        draw.ellipse((x - 52, 350, x + 52, 490), fill=dark)
        draw.ellipse((x - 8, 372, x + 30, 412), fill=(255, 255, 255, 255))
    draw.chord((300, 440, 724, 800), 10, 170, fill=dark)
    draw.chord((400, 640, 624, 800), 190, 350, fill=(235, 90, 90, 255))
    out = io.BytesIO()
    image.resize((512, 512), Image.Resampling.LANCZOS).save(out, "WEBP", quality=85)
    return out.getvalue()
