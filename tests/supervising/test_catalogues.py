import gettext
from pathlib import Path

import polib

from wepster.supervising.catalogues import compile_catalogues


def test_catalogues_are_compiled_when_they_changed(tmp_path: Path) -> None:
    source = tmp_path / "locale" / "ru" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.append(polib.POEntry(msgid="Done", msgstr="Готово"))
    catalogue.save(str(source))

    assert compile_catalogues(tmp_path) == 1
    assert compile_catalogues(tmp_path) == 0
    with open(source.with_suffix(".mo"), "rb") as made:
        assert gettext.GNUTranslations(made).gettext("Done") == "Готово"
