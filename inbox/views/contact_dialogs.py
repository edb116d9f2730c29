"""«Список диалогов» in the contact card (CARD-6): a panel of the card, by URL."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audience import guards
from audience.models import Contact
from inbox.queries import dialogs
from projects.door import ProjectRequest, project_view


@project_view()
@require_safe
def contact_dialogs(request: ProjectRequest, contact: int) -> HttpResponse:
    """Each dialog with its first message, date and responsible; it opens at its place."""
    if not Contact.objects.filter(pk=contact).exists() or not guards.may_see(request.member, contact):
        raise Http404
    lines, total = dialogs.of_contact(request.member, contact)
    panel = request.headers.get("HX-Request")
    template = "inbox/_contact_dialogs.html" if panel else "inbox/contact_dialogs.html"
    return render(request, template, {"lines": lines, "total": total})
