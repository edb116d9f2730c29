"""One field of the card: shown, edited in place, saved by itself (CARD-5, CARD-9)."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audience.domain.editing import Overtaken, edit
from audience.models import Contact
from audience.queries import cards
from audience.values import CLEAN, Unfit
from projects.domain.refusals import Refused
from projects.door import ProjectRequest, project_view


@project_view()
@require_http_methods(["GET", "HEAD", "POST"])
def field(request: ProjectRequest, contact: int, field: str) -> HttpResponse:
    """GET with `?edit=1` gives the form in place, else the line; POST saves and gives the line, or the form with the
    reason: 403 without the right, 422 for an unfit value, 409 when somebody else changed the field meanwhile."""
    if field not in CLEAN:
        raise Http404
    try:
        shown = cards.card(request.member, contact)
    except Contact.DoesNotExist:
        raise Http404 from None
    context: dict[str, object] = {
        "card": shown,
        "name": field,
        "editing": "edit" in request.GET and shown.editable,
    }
    status = 200
    if request.method == "POST":
        text, was = request.POST.get("value", ""), request.POST.get("was")
        context["typed"] = text
        try:
            edit(request.member, shown.contact.pk, field, text, was)
        except Unfit as error:
            context |= {"editing": True, "error": error.sentence}
            status = 422
        except Refused as error:
            context |= {"editing": False, "error": error.sentence}
            status = 403
        except Overtaken as error:
            context |= {"editing": True, "theirs": error.theirs, "was": error.theirs}
            context["error"] = _(
                "A colleague changed this meanwhile to “%(value)s”. Save again to put yours there."
            ) % {"value": error.theirs or "—"}
            status = 409
        else:
            if not request.headers.get("HX-Request"):
                return redirect("audience:card", request.project.pk, shown.contact.pk)
            context |= {"editing": False, "saved": True, "card": cards.card(request.member, shown.contact.pk)}
    fresh = context["card"]
    assert isinstance(fresh, cards.Card)
    if field == "about":
        context["row"] = cards.Row("about", fresh.about, fresh.about)
    else:
        context["row"] = cards.row(request.member, fresh.contact, field)
    if context["row"].masked:  # type: ignore[attr-defined]
        context["editing"] = False
    return render(request, "audience/_field.html", context, status=status)
