"""The contact card: a panel of the inbox, a page of its own without JavaScript."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audience import panels
from audience.models import Contact
from audience.queries import cards
from projects.door import ProjectRequest, project_view


def draw(request: ProjectRequest, contact: int, status: int = 200, **more: object) -> HttpResponse:
    """The card as the requester may see it: the fragment for htmx, else the whole page; 404 when it is not to be seen."""
    try:
        shown = cards.card(request.member, contact)
    except Contact.DoesNotExist:
        raise Http404 from None
    context = {
        "card": shown,
        "tags": cards.all_tags() if shown.editable else [],
        "panels": panels.addresses(request.project.pk, shown.contact.pk),
        "editing": request.GET.get("edit", ""),
        **more,
    }
    template = "audience/_card.html" if request.headers.get("HX-Request") else "audience/card.html"
    return render(request, template, context, status=status)


@project_view()
@require_safe
def card(request: ProjectRequest, contact: int) -> HttpResponse:
    """CARD-1 to CARD-6; the panels of upper floors load by themselves."""
    return draw(request, contact)
