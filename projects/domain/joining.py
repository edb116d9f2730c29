"""A person becomes a member of a project (TEAM-1, TEAM-2)."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import limits
from accounts.domain.accounts import belong
from accounts.models import Person
from common import clock, live
from projects.domain.auditing import audited
from projects.domain.refusals import Refused
from projects.enums import Right, Role
from projects.models import Member, Project


def add_member(
    project: Project,
    person: Person,
    *,
    role: str = Role.MANAGER,
    denied: Iterable[str] = (),
    by: Person | None = None,
    ip: str | None = None,
) -> Member:
    """Let the person into the project, as new or again after leaving; belongs to the account from then on too.

    `role` is any but the owner's; `denied` are values of Right that are switched off. Call in the project's scope.
    Raises Refused ("owner", "here", "limit").
    """
    if role == Role.OWNER:
        raise Refused(_("A project has one owner"), "owner")
    switched_off = [Right(right).value for right in denied]
    with transaction.atomic():
        Project.objects.select_for_update().get(pk=project.pk)
        member = Member.objects.filter(person=person).first()
        if member is not None and member.left_at is None:
            raise Refused(_("%(name)s is already in the project") % {"name": person.name}, "here")
        verdict = limits.allow(project.account_id, "member")
        if not verdict:
            raise Refused(verdict.limit, "limit")
        if member is None:
            member = Member(project=project, person=person)
        member.role, member.denied, member.left_at, member.joined_at = role, switched_off, None, clock.now()
        member.save()
        belong(project.account, person)
        audited("member.added", by, ip, member=member.pk, role=role)
        live.tell(project.pk, team=True)
    return member


def add_members(
    project: Project, people: Iterable[Person], *, role: str, by: Person | None = None, ip: str | None = None
) -> list[Member]:
    """Let several people in, all or none. Raises Refused as `add_member`."""
    with transaction.atomic():
        return [add_member(project, person, role=role, by=by, ip=ip) for person in people]
