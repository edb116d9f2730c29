"""The card's status (CARD-2)."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from audience.domain.choosing_status import choose_status
from audience.models import Contact, Status
from audience.views.card import draw
from projects.domain.refusals import Refused
from projects.door import ProjectRequest, project_view


@project_view()
@require_POST
def choice(request: ProjectRequest, contact: int) -> HttpResponse:
    """Choose a status; the whole card comes back."""
    try:
        choose_status(request.member, contact, int(request.POST.get("status", "0")))
    except (Contact.DoesNotExist, Status.DoesNotExist, ValueError):
        raise Http404 from None
    except Refused as error:
        return draw(request, contact, status=422, refused=error.sentence)
    if not request.headers.get("HX-Request"):
        return redirect("audience:card", request.project.pk, contact)
    return draw(request, contact)
