"""Sign-up by email (ACC-2)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.domain import signing_in, signing_up
from accounts.domain.attempts import SIGN_UP, Throttled, attempt
from accounts.forms.entry import SignUp
from accounts.views.signing_in import next_path
from accounts.views.throttling import throttled
from common.door import public_view
from common.visitors import ip_of

PAGE = "accounts/sign_up.html"


@public_view
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """Name, email, password, and work begins."""
    if request.user.is_authenticated:
        return redirect(next_path(request))
    form = SignUp(request.POST or None, initial={"email": request.GET.get("email", "")})
    facts = {"form": form, "next": request.POST.get("next") or request.GET.get("next") or ""}
    if request.method == "GET":
        return render(request, PAGE, facts)
    if not form.is_valid():
        return render(request, PAGE, facts, status=422)
    given = form.cleaned_data
    try:
        attempt(SIGN_UP, ip_of(request))
        person = signing_up.sign_up(given["name"], given["email"], given["password"])
        signing_in.begin_session(request, person)
    except Throttled as stop:
        return throttled(request, PAGE, facts, stop)
    except signing_up.Known:
        return _known(request, form, facts)
    return redirect(next_path(request))


def _known(request: HttpRequest, form: SignUp, facts: dict[str, object]) -> HttpResponse:
    """Somebody signs in with the address already: with the right password it is they."""
    try:
        person = signing_in.sign_in(request, form.cleaned_data["email"], form.cleaned_data["password"])
    except Throttled as stop:
        return throttled(request, PAGE, facts, stop)
    if person is not None:
        return redirect(next_path(request))
    form.add_error("email", _("This address cannot be used. If it is yours, sign in or set a new password"))
    return render(request, PAGE, facts, status=422)
