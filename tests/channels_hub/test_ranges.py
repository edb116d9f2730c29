"""Which bytes a player asks for."""

import pytest

from channels_hub.ranges import NOWHERE, wanted


@pytest.mark.parametrize(
    ("header", "bytes_"),
    [
        ("", None),
        ("bytes=0-", (0, 99)),
        ("bytes=10-19", (10, 19)),
        ("bytes=90-500", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-500", (0, 99)),
        ("bytes=100-", NOWHERE),
        ("bytes=-0", NOWHERE),
        ("bytes=20-10", None),
        ("bytes=0-1,5-6", None),
        ("bytes=-", None),
        ("lines=1-2", None),
        ("bytes=" + "9" * 40 + "-", None),
    ],
)
def test_one_range_of_a_hundred_bytes(header: str, bytes_: object) -> None:
    assert wanted(header, 100) == bytes_
