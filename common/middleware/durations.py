"""How long pages take, by view (`/metrics`); the outermost, so that all middleware is in it."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from common import tally

Ask = Callable[[HttpRequest], HttpResponseBase]


def count_durations(ask: Ask) -> Ask:
    """Count each request of Django's under its view's name and the class of its answer ("2xx")."""

    def counted(request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        answer = ask(request)
        view = request.resolver_match.view_name if request.resolver_match else ""
        tally.observe(
            "http_request_seconds",
            time.perf_counter() - began,
            view or "none",
            request.method if request.method in ("GET", "HEAD", "POST") else "other",
            f"{answer.status_code // 100}xx",
        )
        return answer

    return counted
