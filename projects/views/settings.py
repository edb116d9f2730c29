"""The settings page of the project itself (PRJ-3)."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common import clock
from common.colour import HEX, contrast, text_on
from common.pictures import Unfit
from common.visitors import ip_of
from projects.domain import dressing
from projects.door import administrator_view
from projects.forms.projects import NAME, Dress, Logo

SWATCHES = (
    ("pine", "#12605a", gettext_lazy("Pine")),
    ("brick", "#b4532f", gettext_lazy("Brick")),
    ("sky", "#2c7be0", gettext_lazy("Sky")),
    ("plum", "#7b3f72", gettext_lazy("Plum")),
    ("sun", "#f5c542", gettext_lazy("Sun")),
    ("sand", "#f1e3cc", gettext_lazy("Sand")),
    ("ink", "#1d2426", gettext_lazy("Ink")),
)


def _contrast(colour: str) -> dict[str, Any]:
    """What the hint under the colour says."""
    text = text_on(colour)
    return {"colour": colour, "white": text == "#ffffff", "ratio": round(contrast(colour, text), 1)}


def _facts(request: Any, form: Dress, logo: Logo | None = None, **more: Any) -> dict[str, Any]:
    colour = form["colour"].value() or ""
    shown = colour if HEX.fullmatch(colour) else request.project.colour
    return {
        "form": form,
        "logo": logo or Logo(),
        "swatches": SWATCHES,
        "limit": NAME,
        "owner": request.member.role == "owner",
        **_contrast(shown),
        **more,
    }


@administrator_view
@require_safe
def settings(request: Any) -> HttpResponse:
    """The bare address of settings."""
    return redirect("projects:settings_project", request.project.pk)


@administrator_view
@require_http_methods(["GET", "POST"])
def project(request: Any) -> HttpResponse:
    """Name, colour, zone, minutes: each change is saved by itself."""
    if request.method == "GET":
        return render(
            request, "projects/settings_project.html", _facts(request, Dress(instance=request.project))
        )
    form = Dress(_whole(request), instance=type(request.project).objects.get(pk=request.project.pk))
    if form.is_valid():
        dressing.dress(request.project, form.cleaned_data, by=request.user, ip=ip_of(request))
        if not request.htmx:
            messages.success(request, _("Saved"))
            return redirect("projects:settings_project", request.project.pk)
        answer = render(
            request,
            "projects/_dress.html",
            _facts(request, Dress(instance=request.project), saved_at=clock.now()),
        )
        answer["HX-Trigger"] = json.dumps({"look": {"href": request.project.brand_css_url}})
        return answer
    page = "projects/_dress.html" if request.htmx else "projects/settings_project.html"
    return render(request, page, _facts(request, form), status=422)


def _whole(request: Any) -> Any:
    """The posted fields, the others as they are: one field may come alone."""
    project = request.project
    present = {
        "name": project.name,
        "colour": project.colour,
        "time_zone": project.time_zone,
        "answer_minutes": str(project.answer_minutes),
    }
    return {**present, **{field: request.POST[field] for field in present if field in request.POST}}


@administrator_view
@require_safe
def colour(request: Any) -> HttpResponse:
    """The hint for a colour that is only tried."""
    tried = request.GET.get("colour", "").strip().lower()
    if not HEX.fullmatch(tried):
        return HttpResponse(status=204)
    return render(request, "projects/_contrast.html", _contrast(tried))


@administrator_view
@require_POST
def logo(request: Any) -> HttpResponse:
    """Put up a logo, or take it down (`drop`)."""
    by, ip = request.user, ip_of(request)
    if "drop" in request.POST:
        dressing.drop_logo(request.project, by=by, ip=ip)
        return redirect("projects:settings_project", request.project.pk)
    form = Logo(request.POST, request.FILES)
    if form.is_valid():
        try:
            dressing.set_logo(request.project, form.cleaned_data["logo"], by=by, ip=ip)
            return redirect("projects:settings_project", request.project.pk)
        except Unfit as reason:
            form.add_error("logo", str(reason))
    facts = _facts(request, Dress(instance=request.project), form)
    return render(request, "projects/settings_project.html", facts, status=422)
