"""Names of files are harmless whatever a stranger called them (B5)."""

import pytest

from channels_hub.messengers.naming import file_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("резюме.pdf", "резюме.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\x.txt", "x.txt"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ('a"<b>|c?.txt', "a b c .txt"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie x.txt"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        (" .. ", ""),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_name_is_made_harmless(given: str, kept: str) -> None:
    assert file_name(given) == kept
