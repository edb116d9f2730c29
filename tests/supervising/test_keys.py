import base64
import stat

import pytest

from wepster.supervising.folder import Folder
from wepster.supervising.keys import load_keys
from wepster.supervising.refusals import Refusal


def test_keys_are_made_once_and_for_the_owner_alone(folder: Folder) -> None:
    first = load_keys(folder)
    assert load_keys(folder) == first
    assert stat.S_IMODE(folder.keys.stat().st_mode) == 0o600
    assert len(base64.urlsafe_b64decode(first["FIELD_KEYS"])) == 32
    assert len(first["SECRET_KEY"]) >= 50


def test_a_damaged_file_is_never_replaced(folder: Folder) -> None:
    folder.keys.write_text("SECRET_KEY=\n")
    with pytest.raises(Refusal, match="damaged"):
        load_keys(folder)
    assert folder.keys.read_text() == "SECRET_KEY=\n"
