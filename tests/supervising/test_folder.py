import os
import stat
from pathlib import Path

import pytest

from wepster.supervising.folder import Folder, hold, open_folder, socket_folder
from wepster.supervising.refusals import Refusal


def test_it_is_for_its_owner_alone(folder: Folder) -> None:
    assert stat.S_IMODE(folder.run.stat().st_mode) == 0o700


def test_a_second_holder_is_refused_with_the_first_ones_number(folder: Folder) -> None:
    with hold(folder), pytest.raises(Refusal, match=f"already running in .*process {os.getpid()}"):
        hold(folder)


def test_a_folder_let_go_is_free(folder: Folder) -> None:
    hold(folder).close()
    with hold(folder) as lock:
        assert not lock.closed


def test_a_folder_that_cannot_be_made_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refusal, match=r"cannot be written .*--data"):
        open_folder(tmp_path / "file" / "data")


def test_sockets_of_a_long_path_lie_in_a_short_private_folder(tmp_path: Path) -> None:
    folder = open_folder(tmp_path / ("long" * 30))
    sockets = socket_folder(folder)
    try:
        assert len(os.fsencode(sockets / "pg/.s.PGSQL.5432")) <= 107
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
        assert socket_folder(folder) == sockets
        sockets.chmod(0o755)
        with pytest.raises(Refusal, match="belongs to somebody else"):
            socket_folder(folder)
    finally:
        sockets.rmdir()
