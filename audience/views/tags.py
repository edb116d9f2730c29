"""The card's tags (CARD-3)."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from audience.domain.tagging import add_tag, remove_tag
from audience.models import Contact
from audience.views.card import draw
from projects.domain.refusals import Refused
from projects.door import ProjectRequest, project_view


@project_view()
@require_POST
def adding(request: ProjectRequest, contact: int) -> HttpResponse:
    """Put a tag on the card, made on the fly."""
    try:
        add_tag(request.member, contact, request.POST.get("name", ""))
    except Contact.DoesNotExist:
        raise Http404 from None
    except Refused as error:
        return draw(request, contact, status=422, refused=error.sentence)
    return _back(request, contact)


@project_view()
@require_POST
def removal(request: ProjectRequest, contact: int, tag: int) -> HttpResponse:
    """Take a tag off the card."""
    try:
        remove_tag(request.member, contact, tag)
    except Contact.DoesNotExist:
        raise Http404 from None
    except Refused as error:
        return draw(request, contact, status=422, refused=error.sentence)
    return _back(request, contact)


def _back(request: ProjectRequest, contact: int) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect("audience:card", request.project.pk, contact)
    return draw(request, contact)
