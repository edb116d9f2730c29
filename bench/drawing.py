"""A growth curve as SVG, in the light colours of the product (design/tokens.css)."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 720, 380
LEFT, RIGHT, TOP, BOTTOM = 64, 150, 84, 52
SURFACE, GRID, EDGE = "#ffffff", "#e0e5e4", "#ccd3d2"
INK, INK_2, INK_3 = "#17201f", "#485251", "#626d6b"
FIRST, SECOND, WASH, LIMIT = "#047972", "#5d53ae", "#e2f6f3", "#ba2527"
Place = Callable[[float], float]
FONT = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"


@dataclass(frozen=True)
class Curve:
    """Values at the sizes. `second` and `faint` say how loud it is."""

    name: str
    values: Sequence[float]
    second: bool = False
    faint: bool = False

    @property
    def colour(self) -> str:
        """Of line and label."""
        return INK_3 if self.faint else SECOND if self.second else FIRST


def picture(title: str, under: str, sizes: Sequence[float], curves: Sequence[Curve], mark: float) -> str:
    """The whole file. Sizes stand on a logarithmic axis, values from zero; `mark` is the limit promised."""
    top = ceiling(max([mark, *(value for curve in curves for value in curve.values)]) * 1.08)
    low, high = math.log10(min(sizes)), math.log10(max(sizes))

    def x(size: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (math.log10(size) - low) / ((high - low) or 1)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-label="{escape(title)}" font-family="{FONT}" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="12" fill="{SURFACE}" stroke="{EDGE}"/>',
        _text(24, 36, title, INK, 17, 600),
        _text(24, 57, under, INK_3),
    ]
    for step in range(5):
        value = top * step / 4
        parts.append(f'<path d="M{LEFT} {y(value):.1f}H{WIDTH - RIGHT}" stroke="{GRID}"/>')
        parts.append(_text(LEFT - 10, y(value) + 4, f"{value:g}", INK_3, anchor="end"))
    parts += [_text(x(size), HEIGHT - BOTTOM + 24, short(size), INK_2, anchor="middle") for size in sizes]
    parts.append(
        f'<path d="M{LEFT} {y(mark):.1f}H{WIDTH - RIGHT}" stroke="{LIMIT}" stroke-width="1.5" stroke-dasharray="5 5"/>'
    )
    labels = [(y(mark), f"mark {mark:g} ms", LIMIT, 500)]
    parts.append(_area(curves[0], sizes, x, y))
    for curve in reversed(curves):
        parts.append(_line(curve, sizes, x, y))
        words = f"{curve.name} {curve.values[-1]:.3g}"
        labels.append((y(curve.values[-1]), words, curve.colour, 500 if curve.faint else 600))
    labels.sort()
    for at, (_, words, colour, weight) in zip(apart([place for place, *_ in labels]), labels, strict=True):
        parts.append(_text(WIDTH - RIGHT + 14, at + 4, words, colour, weight=weight))
    return "\n".join([*parts, "</svg>\n"])


def ceiling(value: float) -> float:
    """The next round number that divides into four."""
    unit = 10 ** math.floor(math.log10(value))
    return next(step * unit for step in (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 4.8, 6, 8, 10) if step * unit >= value)


def short(size: float) -> str:
    """10k, 100k, 1M."""
    rounded = float(f"{size:.2g}")
    return f"{rounded / 1e6:g}M" if rounded >= 1e6 else f"{rounded / 1e3:g}k"


def apart(places: Sequence[float], gap: float = 17.0) -> list[float]:
    """Places of labels, given from top to bottom: none covers another, none stands under the axis."""
    found: list[float] = []
    for place in places:
        found.append(max(place, found[-1] + gap) if found else place)
    lowest = float(HEIGHT - BOTTOM)
    for number in reversed(range(len(found))):
        found[number] = min(found[number], lowest)
        lowest = found[number] - gap
    return found


def _text(
    x: float, y: float, words: str, colour: str, size: int = 12, weight: int = 400, anchor: str = "start"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}" font-weight="{weight}" '
        f'text-anchor="{anchor}">{escape(words)}</text>'
    )


def _points(curve: Curve, sizes: Sequence[float], x: Place, y: Place) -> list[tuple[float, float]]:
    return [(x(size), y(value)) for size, value in zip(sizes, curve.values, strict=True)]


def _line(curve: Curve, sizes: Sequence[float], x: Place, y: Place) -> str:
    found = _points(curve, sizes, x, y)
    path = "L".join(f"{across:.1f} {down:.1f}" for across, down in found)
    width = 1.5 if curve.faint else 2.5
    dots = "".join(
        f'<circle cx="{across:.1f}" cy="{down:.1f}" r="{2.5 if curve.faint else 4}" fill="{SURFACE}" '
        f'stroke="{curve.colour}" stroke-width="{width}"/>'
        for across, down in found
    )
    return (
        f'<path d="M{path}" fill="none" stroke="{curve.colour}" stroke-width="{width}" '
        f'stroke-linecap="round" stroke-linejoin="round"/>{dots}'
    )


def _area(curve: Curve, sizes: Sequence[float], x: Place, y: Place) -> str:
    found = _points(curve, sizes, x, y)
    path = "L".join(f"{across:.1f} {down:.1f}" for across, down in found)
    return f'<path d="M{found[0][0]:.1f} {y(0):.1f}L{path}L{found[-1][0]:.1f} {y(0):.1f}Z" fill="{WASH}"/>'
