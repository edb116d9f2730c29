"""The static files as they are served: hashed, complete, and what templates ask for exists."""

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

ROOT = Path(settings.STATICFILES_DIRS[0]).parent
TEMPLATES = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("*/templates/**/*.html")]
SPRITE = (ROOT / "static/img/icons.svg").read_text()


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What collectstatic makes with the product's storage."""
    from common.static_storage import ManifestStorage

    folder = tmp_path_factory.mktemp("static")
    storage = ManifestStorage(location=str(folder))
    inner = staticfiles_storage._wrapped if hasattr(staticfiles_storage, "_wrapped") else None
    staticfiles_storage._wrapped = storage
    try:
        for _start in range(2):  # a second start finds the files of the first
            call_command("collectstatic", interactive=False, verbosity=0)
        yield folder, storage
    finally:
        staticfiles_storage._wrapped = inner


def test_styles_and_scripts_name_only_hashed_files(collected: Any) -> None:
    folder, storage = collected
    checked = 0
    for name, hashed in storage.hashed_files.items():
        if not name.startswith(("css/", "js/")):
            continue
        text = (folder / hashed).read_text()
        assert hashed != name
        for address in re.findall(r'url\("(?!data:)([^"]+)"\)', text) + re.findall(
            r'(?:from|import)\s*"(\.[^"]+)"', text
        ):
            target = ((folder / hashed).parent / address).resolve()
            assert target.is_file(), f"{name}: {address}"
            assert re.search(r"\.[0-9a-f]{12}\.", target.name), f"{name}: {address} has no hash"
            checked += 1
    assert checked > 15


def test_components_come_in_one_file_in_their_order(collected: Any) -> None:
    folder, storage = collected
    text = (folder / storage.stored_name("css/components.css")).read_text()
    names = re.findall(r'@import url\("([^"]+)"\)', (ROOT / "static/css/components.css").read_text())
    assert len(names) > 20
    assert "@import" not in text
    places = [text.index((ROOT / "static/css" / name).read_text()[:200]) for name in names]
    assert places == sorted(places)


def test_templates_ask_only_for_icons_and_files_that_exist() -> None:
    symbols = set(re.findall(r'<symbol id="([^"]+)"', SPRITE))
    for path in TEMPLATES:
        text = path.read_text()
        for name in re.findall(r'{% icon "([^"]+)"', text):
            assert name in symbols, f"{path.name}: icon {name} (add it to static/img/icons.txt)"
        for name in re.findall(r"""{% static ['"]([^'"]+)['"] %}""", text):
            assert (ROOT / "static" / name).is_file(), f"{path.name}: {name}"


def test_the_sprite_is_made_of_its_list() -> None:
    names = (ROOT / "static/img/icons.txt").read_text().split()
    assert names == sorted(set(names))
    assert re.findall(r'<symbol id="([^"]+)"', SPRITE) == names + [
        f"m-{kind}" for kind in ("telegram", "viber", "vk", "facebook", "webchat")
    ]


def test_vendored_scripts_are_those_of_their_sums() -> None:
    folder = ROOT / "static/vendor"
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    assert {line.split()[1] for line in lines} == {path.name for path in folder.glob("*.js")}
    for line in lines:
        digest, name = line.split()
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name


def test_templates_have_no_inline_script_or_style() -> None:
    assert len(TEMPLATES) > 15
    for path in TEMPLATES:
        text = path.read_text()
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|hx-on|javascript:", text), path
        assert not re.search(r"<script(?![^>]*\ssrc=)", text), path


def test_an_address_is_the_hashed_one_each_time(collected: Any) -> None:
    _, storage = collected
    first = storage.url("css/tokens.css")
    assert first == f"{storage.base_url}{storage.stored_name('css/tokens.css')}"
    assert storage.url("css/tokens.css") is first
