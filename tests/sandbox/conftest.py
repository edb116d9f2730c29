"""One sandbox for the module's tests, emptied before each; a webhook that answers as told."""

from collections.abc import Iterator

import pytest

from tests.sandbox.receiver import Receiver
from tests.sandbox_process import Sandbox


@pytest.fixture(scope="session")
def sandbox_process() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(sandbox_process: Sandbox) -> Sandbox:
    sandbox_process.reset()
    sandbox_process.clear_faults()
    return sandbox_process


@pytest.fixture
def hook() -> Iterator[Receiver]:
    with Receiver() as receiver:
        yield receiver
