"""Fixtures of channels: the sandbox as the provider, pictures, uploads."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from PIL import Image


@pytest.fixture
def telegram(sandbox: Any) -> Iterator[Any]:
    """The sandbox as Telegram of the settings, without faults left over."""
    from django.conf import settings

    sandbox.clear_faults()
    urls = {**settings.PROVIDER_URLS, **sandbox.provider_urls()}
    with override_settings(PROVIDER_URLS=urls, PUBLIC_URL="http://127.0.0.1:9"):
        yield sandbox
    sandbox.clear_faults()


@pytest.fixture
def picture() -> Callable[..., bytes]:
    """`picture("PNG", (40, 30), **options)`: bytes of a picture."""

    def make(kind: str = "PNG", size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
        out = io.BytesIO()
        Image.new("RGB", size, "teal").save(out, kind, **options)
        return out.getvalue()

    return make


@pytest.fixture
def upload() -> Callable[..., SimpleUploadedFile]:
    """`upload(content, name)`: what a form gives."""

    def make(content: bytes, name: str = "a.bin") -> SimpleUploadedFile:
        return SimpleUploadedFile(name, content)

    return make
