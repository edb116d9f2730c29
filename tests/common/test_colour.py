import itertools

import pytest

from common.colour import brand_rules, contrast, rail, text_on, to_oklch

GRID = [f"#{r:02x}{g:02x}{b:02x}" for r, g, b in itertools.product(range(0, 256, 23), repeat=3)]


@pytest.mark.row("PRJ-3", code="common/colour.py")
def test_text_is_white_where_white_has_the_better_contrast() -> None:
    assert text_on("#12605a") == "#ffffff"
    assert text_on("#f5c542") == "#000000"
    for colour in GRID:
        chosen, other = text_on(colour), {"#ffffff": "#000000", "#000000": "#ffffff"}[text_on(colour)]
        assert contrast(colour, chosen) >= contrast(colour, other)
        assert contrast(colour, chosen) >= 4.5


@pytest.mark.row("PRJ-3", code="common/colour.py")
def test_labels_on_the_rail_are_read_with_any_brand() -> None:
    assert min(contrast(rail(colour), text_on(rail(colour))) for colour in GRID) >= 4.5


def test_known_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert to_oklch("#ff0000").l == pytest.approx(0.628, abs=0.001)
    assert to_oklch("#ff0000").c == pytest.approx(0.2577, abs=0.001)


@pytest.mark.parametrize("text", ["red", "#12345", "#12605a; } body { display: none", "#12605A", ""])
def test_what_is_no_colour_never_reaches_a_stylesheet(text: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        brand_rules(text)
