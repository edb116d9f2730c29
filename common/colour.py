"""Colour arithmetic: the product's one answer to "which text stands on this colour" (PRJ-3, design §3).

Colours are "#rrggbb". oklch is Björn Ottosson's space (https://bottosson.github.io/posts/oklab/), contrast is WCAG 2.2's.
"""

import math
import re
from dataclasses import dataclass

HEX = re.compile(r"#[0-9a-f]{6}")
WHITE, BLACK = "#ffffff", "#000000"
MID_FROM, MID_TO = 0.50, 0.74  # brands between read badly under any text: their rail is of lightness .50


@dataclass(frozen=True)
class Oklch:
    """`l` 0…1, `c` from 0, `h` in radians."""

    l: float  # noqa: E741  the space's own letters
    c: float
    h: float


def _channels(colour: str) -> tuple[float, float, float]:
    if not HEX.fullmatch(colour):
        raise ValueError(f"not a colour like #12605a: {colour!r}")
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _encoded(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def luminance(colour: str) -> float:
    """Relative luminance, 0…1. Raises ValueError for what is no colour."""
    red, green, blue = _channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1…21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_on(colour: str) -> str:
    """White when it has the better contrast on the colour, else black (PRJ-3)."""
    return WHITE if contrast(colour, WHITE) >= contrast(colour, BLACK) else BLACK


def to_oklch(colour: str) -> Oklch:
    """The colour in oklch."""
    red, green, blue = _channels(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.atan2(b, a))


def from_oklch(place: Oklch) -> str:
    """The nearest colour a screen shows: chroma is taken off until it fits."""
    chroma = place.c
    for _ in range(64):
        channels = _rgb(place.l, chroma, place.h)
        if all(-0.0005 <= value <= 1.0005 for value in channels):
            break
        chroma *= 0.95
    return "#" + "".join(f"{round(255 * _encoded(min(1.0, max(0.0, value)))):02x}" for value in channels)


def _rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def rail(brand: str) -> str:
    """The rail's colour in the light theme, as tokens.css derives it from the brand."""
    place = to_oklch(brand)
    lightness = MID_FROM if MID_FROM < place.l < MID_TO else place.l
    return from_oklch(Oklch(lightness, min(place.c, 0.11), place.h))


def brand_rules(brand: str) -> str:
    """CSS declarations of a brand: what the server decides beside the tokens that follow from --brand alone."""
    return f"--brand: {brand}; --on-brand: {text_on(brand)}; --on-rail: light-dark({text_on(rail(brand))}, {WHITE});"
