"""The list pane (INB-1 to INB-5)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from inbox.queries.lists import ORDER_WAITING
from inbox.showing.listing import part, tab_label
from inbox.views import drawing
from projects.door import ProjectRequest, no_permission, project_view


@project_view()
@require_safe
def home(request: ProjectRequest) -> HttpResponse:
    """To the member's first tab."""
    tab = drawing.own_tab(request, "mine")
    return redirect("inbox:list", request.project.pk, tab) if tab else drawing.no_tabs(request)


@project_view()
@require_safe
def tab(request: ProjectRequest, tab: str) -> HttpResponse:
    """One tab: the whole page, the pane alone (`?part=list`), or further rows (`?part=rows&after=`)."""
    if drawing.own_tab(request, tab) != tab:
        return no_permission(request, tab_label(tab))
    if request.GET.get("part") == "rows":
        order, key = request.GET.get("order", ""), request.GET.get("of", "")
        more = part(
            request.member,
            tab,
            key if key in ("responsible", "added") else "",
            order if order in drawing.ORDERS else ORDER_WAITING,
            request.GET.get("after", ""),
        )
        return render(
            request, "inbox/_rows.html", {"part": more, "tab": tab, "order": order, "two": tab == "new"}
        )
    if request.GET.get("part") == "list":
        context = {**drawing.list_context(request, tab), "chat_open": request.GET.get("open", "")}
        return render(request, "inbox/_list.html", context)
    return drawing.whole(request, "list", tab, None)
