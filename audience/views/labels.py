"""Statuses and tags of the project as lists (CARD-2, CARD-3)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from audience.domain import statuses, tags
from audience.models import Status, Tag
from audience.queries import labels as queries
from common.presenting.people import HUES
from projects.domain.refusals import Refused
from projects.door import ProjectRequest, administrator_view


@administrator_view
@require_safe
def labels(request: ProjectRequest) -> HttpResponse:
    """Both lists on one page."""
    return _page(request)


def _page(request: ProjectRequest, status: int = 200, **more: Any) -> HttpResponse:
    context = {"statuses": queries.statuses(), "tags": queries.tags(), "hues": range(1, HUES + 1), **more}
    return render(request, "audience/labels.html", context, status=status)


def _act(request: ProjectRequest, act: Callable[[], Any], done: str) -> HttpResponse:
    try:
        act()
    except (Status.DoesNotExist, Tag.DoesNotExist, ValueError):
        raise Http404 from None
    except Refused as error:
        return _page(request, status=422, refused=error.sentence)
    messages.success(request, done)
    return redirect("audience:labels", request.project.pk)


@administrator_view
@require_POST
def new_status(request: ProjectRequest) -> HttpResponse:
    """Add a status of the project's own."""
    return _act(
        request, lambda: statuses.add_status(request.member, request.POST.get("name", "")), _("Status added")
    )


@administrator_view
@require_POST
def status_name(request: ProjectRequest, status: int) -> HttpResponse:
    """Rename a status."""
    name = request.POST.get("name", "")
    return _act(request, lambda: statuses.rename_status(request.member, status, name), _("Saved"))


@administrator_view
@require_POST
def tag_name(request: ProjectRequest, tag: int) -> HttpResponse:
    """Rename a tag."""
    return _act(
        request, lambda: tags.rename_tag(request.member, tag, request.POST.get("name", "")), _("Saved")
    )


@administrator_view
@require_POST
def tag_hue(request: ProjectRequest, tag: int) -> HttpResponse:
    """Give a tag another colour."""
    return _act(
        request, lambda: tags.recolour_tag(request.member, tag, int(request.POST.get("hue", "0"))), _("Saved")
    )


@administrator_view
@require_POST
def tag_merging(request: ProjectRequest, tag: int) -> HttpResponse:
    """Merge a tag into another."""
    into = request.POST.get("into", "0")
    return _act(request, lambda: tags.merge_tags(request.member, tag, int(into)), _("Tags merged"))


@administrator_view
@require_POST
def tag_removal(request: ProjectRequest, tag: int) -> HttpResponse:
    """Delete a tag from every card."""
    return _act(request, lambda: tags.delete_tag(request.member, tag), _("Tag deleted"))
