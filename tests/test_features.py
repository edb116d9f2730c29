from pathlib import Path

from tests.plugins import features


def test_the_table_of_features_is_current(tmp_path: Path) -> None:
    written = tmp_path / "features.md"

    trouble = features.write(written)

    assert trouble == ""
    assert features.TABLE.read_text(encoding="utf-8") == written.read_text(encoding="utf-8"), (
        "run bin/features"
    )
