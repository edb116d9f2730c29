"""Translations as programs read them: .mo files are made from .po files and kept out of the repository."""

import os
from pathlib import Path


def compile_catalogues(root: Path) -> int:
    """Make each .mo that is missing or older than its .po. Returns how many were made.

    The file appears whole or not at all, since two starts may do this at once.
    """
    made = 0
    for source in sorted(root.glob("locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        import polib  # here, since it is needed only when something changed

        draft = target.with_name(f".{target.name}.{os.getpid()}")
        polib.pofile(str(source)).save_as_mofile(str(draft))
        draft.replace(target)
        made += 1
    return made


if __name__ == "__main__":
    from .repository import ROOT

    compile_catalogues(ROOT)
