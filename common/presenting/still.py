"""Parts of pages that are the same for everybody who reads the language: drawn once a process."""

from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString

from common.presenting.remembering import remembered


def still(name: str) -> SafeString:
    """`{% still "_words.html" %}`: the template without any context of the page; read anew each time while DEBUG is on."""
    return _draw(name) if settings.DEBUG else _once(name)


def _draw(name: str) -> SafeString:
    return SafeString(get_template(name).render({}))


_once = remembered(64)(_draw)
