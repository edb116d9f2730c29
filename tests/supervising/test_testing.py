"""How many processes a test run has."""

import pytest

from wepster.supervising.testing import with_processes


def test_the_quick_ones_run_in_two_processes() -> None:
    assert with_processes(["tests/inbox"])[:2] == ["-n", "2"]


@pytest.mark.parametrize("words", [["-m", "slow"], ["-m", "slow", "tests/crash"], ["-n0"], ["--pdb"]])
def test_the_slow_ones_and_what_a_person_chose_run_as_they_are(words: list[str]) -> None:
    assert with_processes(words) == words
