"""`/staff/status` (INTERFACES.md): what `manage.py status --json` tells, in the frame of the Django admin."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from channels_hub.domain import beating
from common import clock
from common.door import staff_view
from wepster.showing import shown


@staff_view
@never_cache
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """The page; its figures alone for htmx, which asks every 5 s."""
    facts = {**shown(beating.status()), "now": clock.now()}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "staff/_status.html", facts)
    return render(
        request, "staff/status.html", {**admin.site.each_context(request), "title": _("Status"), **facts}
    )
