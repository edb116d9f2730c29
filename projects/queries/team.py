"""The team of the active project (TEAM-1, TEAM-2)."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from accounts.models import Person
from common import clock
from projects.enums import Role
from projects.models import Invitation, Member
from projects.queries.outlines import groups
from projects.scope import everywhere

ON_LINE = datetime.timedelta(minutes=2)


@dataclass
class Row:
    """A member as the list shows them."""

    member: Member
    groups: list[str] = field(default_factory=list)
    online: bool = False


def rows(words: str = "", online: bool = False) -> list[Row]:
    """Present members of the active project, by name; `words` looks in name, email and group."""
    members = list(Member.objects.present().select_related("person").order_by("person__name", "id"))
    named, now = groups(members), clock.now()
    found = [
        Row(member, named.get(member.pk, []), bool(member.seen_at and now - member.seen_at < ON_LINE))
        for member in members
    ]
    if words := words.strip().casefold():
        found = [row for row in found if words in _text(row)]
    return [row for row in found if row.online or not online]


def _text(row: Row) -> str:
    person = row.member.person
    return " ".join([person.name, person.email or "", *row.groups]).casefold()


def by_role(listed: list[Row]) -> dict[str, list[Row]]:
    """The rows under their roles, in order of power."""
    return {
        role: [row for row in listed if row.member.role == role]
        for role in (Role.OWNER, Role.ADMINISTRATOR, Role.MANAGER)
    }


def waiting(words: str = "") -> list[Invitation]:
    """Invitations nobody accepted yet, newest first."""
    found = Invitation.objects.filter(accepted_at=None).select_related("invited_by")
    if words := words.strip():
        found = found.filter(Q(email__icontains=words) | Q(name__icontains=words))
    return list(found.order_by("-created_at", "-id"))


def colleagues(account: Any) -> list[tuple[Person, list[str], bool]]:
    """People of the account with the names of its projects where they work, and whether they are in the active one."""
    here = set(Member.objects.present().values_list("person_id", flat=True))
    people = list(Person.objects.filter(memberships__account=account, is_active=True).order_by("name", "pk"))
    with everywhere("account: in which of its projects its people work"):
        pairs = (
            Member.objects.present()
            .filter(project__account=account, project__deleted_at=None, person__in=people)
            .values_list("person_id", "project__name")
        )
        names: dict[int, list[str]] = {}
        for person, name in pairs:
            names.setdefault(person, []).append(name)
    return [(person, sorted(names.get(person.pk, [])), person.pk in here) for person in people]
