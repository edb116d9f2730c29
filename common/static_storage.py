"""The staticfiles storage: hashed names everywhere, in style sheets and in JavaScript imports too, and compressed copies."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

GATHERED = "css/components.css"
IMPORT = re.compile(r'@import url\("([^"]+)"\);\n')


class ManifestStorage(CompressedManifestStaticFilesStorage):
    """Every file may be cached for ever, because each reference to it carries the hash of its bytes.

    The sheets that components.css imports are put into its collected copy: one request instead of two dozen, found at once.
    """

    support_js_module_import_aggregation = True

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """The address of a file, made once: a page asks for a hundred, and they change only with a new start."""
        if force or not self.hashed_files:
            return str(super().url(name, force))
        if name not in self._addresses:
            self._addresses[name] = str(super().url(name))
        return self._addresses[name]

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Gather the imported sheets, then hash and compress; `paths` names source storages, as collectstatic gives."""
        # django_htmx ships scripts of htmx 4 that import files it does not ship; none of them is used here.
        paths = {name: place for name, place in paths.items() if not name.startswith("django_htmx/")}
        self._addresses.clear()
        if GATHERED in paths and not dry_run:
            self._save_anew(GATHERED, self._gather(paths))
            paths[GATHERED] = (self, GATHERED)
        yield from super().post_process(paths, dry_run, **options)

    def _gather(self, paths: dict[str, Any]) -> str:
        def read(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as file:
                return str(file.read().decode("utf-8"))

        folder = PurePosixPath(GATHERED).parent
        return IMPORT.sub(lambda found: read(str(folder / found[1])) + "\n", read(GATHERED))

    def _save_anew(self, name: str, text: str) -> None:
        if self.exists(name):
            self.delete(name)
        self._save(name, ContentFile(text.encode("utf-8")))
