import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from wepster.supervising.folder import Folder, open_folder


@pytest.fixture
def folder() -> Iterator[Folder]:
    """An opened data folder with a path short enough for sockets."""
    root = Path(tempfile.mkdtemp(prefix="wep-"))
    yield open_folder(root)
    shutil.rmtree(root, ignore_errors=True)
