"""Who a socket belongs to, and what that member may see: asked when it opens, at each beat and when rights change."""

import importlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.http import Http404, HttpRequest
from django.utils import translation

from inbox import visibility
from projects.door import enter
from projects.scope import project_scope


@dataclass(frozen=True)
class Entrance:
    """A member at a socket: ids, what colleagues are shown of them, how they read, and the visibility snapshot."""

    person: int
    member: int
    project: int
    name: str
    photo: str
    language: str
    snapshot: visibility.Snapshot


class NotSignedIn(Exception):
    """The session is absent, over, or was ended by «sign out everywhere»."""


class NotMember(Exception):
    """The person is no member of this project."""


def entrance(cookies: dict[str, str], accepts: str, project: int) -> Entrance:
    """The socket's member by session and project; `accepts` is the browser's Accept-Language.

    Raises NotSignedIn or NotMember.
    """
    request = HttpRequest()
    request.COOKIES = cookies
    request.META["HTTP_ACCEPT_LANGUAGE"] = accepts
    key = cookies.get(settings.SESSION_COOKIE_NAME, "")
    request.session = importlib.import_module(settings.SESSION_ENGINE).SessionStore(key)
    person: Any = get_user(request)
    if not person.is_authenticated or person.password_borrowed:  # an own password comes first
        raise NotSignedIn
    request.user = person
    try:
        member = enter(request, project)
    except Http404:
        raise NotMember from None
    with project_scope(project):
        snapshot = visibility.snapshot(member)
    return Entrance(
        person=person.pk,
        member=member.pk,
        project=project,
        name=person.get_short_name(),
        photo=getattr(person, "photo_url", "") or "",
        language=person.language or translation.get_language_from_request(request),
        snapshot=snapshot,
    )


def may_watch(member: int, project: int, chat: int) -> bool:
    """May this member see the chat now? Asked of the database, not of the snapshot."""
    from projects.models import Member

    with project_scope(project):
        row = Member.objects.present().filter(pk=member).first()
        return row is not None and visibility.sees_chat(row, chat)
