"""The answer to too many tries: the same form, the wait in words, 429."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from accounts.domain.attempts import Throttled


def wait_words(stop: Throttled) -> str:
    """The sentence that says how long to wait."""
    text = ngettext(
        "Too many tries. Wait %(count)d minute and try again",
        "Too many tries. Wait %(count)d minutes and try again",
        stop.minutes,
    )
    return text % {"count": stop.minutes}


def throttled(request: HttpRequest, template: str, facts: dict[str, Any], stop: Throttled) -> HttpResponse:
    """Render the form of `facts` with the wait as its error."""
    facts["form"].add_error(None, wait_words(stop))
    answer = render(request, template, facts, status=429)
    answer["Retry-After"] = str(stop.minutes * 60)
    return answer
