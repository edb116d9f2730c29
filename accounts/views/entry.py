"""The door of the house (ACC-1)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.ways import ways
from common.door import public_view


@public_view
def home(request: HttpRequest) -> HttpResponse:
    """The bare address: to my projects, or to the entry page."""
    return redirect("projects:list" if request.user.is_authenticated else "accounts:entry")


@public_view
def entry(request: HttpRequest) -> HttpResponse:
    """Messengers first, then email."""
    if request.user.is_authenticated:
        return redirect("projects:list")
    return render(request, "accounts/entry.html", {"ways": ways()})
