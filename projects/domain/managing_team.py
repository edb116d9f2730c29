"""Rights, roles and leaving (TEAM-3, TEAM-4); whoever calls is owner or administrator (the door has looked)."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from common import clock, live
from projects import leaving
from projects.domain.auditing import audited
from projects.domain.refusals import Refused
from projects.enums import Right, Role
from projects.models import Member, Project
from projects.queries.mine import memberships


def _locked(member: Member, by: Member) -> Member:
    """The member's row under the project's lock, when `by` may change it. Raises Refused ("owner", "self", "gone")."""
    Project.objects.select_for_update().get(pk=member.project_id)
    fresh = Member.objects.select_for_update(of=("self",)).select_related("person").get(pk=member.pk)
    if fresh.left_at is not None:
        raise Refused(_("%(name)s is no longer in the project") % {"name": fresh.person.name}, "gone")
    if fresh.role == Role.OWNER:
        raise Refused(_("The owner has all rights and stays the owner"), "owner")
    if fresh.pk == by.pk:
        raise Refused(_("Ask another administrator to change this for you"), "self")
    return fresh


def set_right(member: Member, right: Right, on: bool, *, by: Member, ip: str | None = None) -> Member:
    """Switch one right of a manager on or off; it holds from this commit, in open sockets too.

    Raises Refused ("role", "owner", "self", "gone").
    """
    with transaction.atomic():
        fresh = _locked(member, by)
        if fresh.role != Role.MANAGER:
            raise Refused(_("An administrator has all rights: there is nothing to switch"), "role")
        denied = {Right(value) for value in fresh.denied}
        denied = denied - {right} if on else denied | {right}
        fresh.denied = [value.value for value in Right if value in denied]
        fresh.save(update_fields=["denied"])
        audited("member.right", by.person, ip, member=fresh.pk, right=right.value, on=on)
        live.tell(fresh.project_id, member=fresh.pk, rights=True)
    return fresh


def open_all(member: Member, *, by: Member, ip: str | None = None) -> Member:
    """Switch all rights of a manager on. Raises Refused as `set_right`."""
    with transaction.atomic():
        fresh = _locked(member, by)
        fresh.denied = []
        fresh.save(update_fields=["denied"])
        audited("member.rights_opened", by.person, ip, member=fresh.pk)
        live.tell(fresh.project_id, member=fresh.pk, rights=True)
    return fresh


def copy_rights(member: Member, source: Member, *, by: Member, ip: str | None = None) -> Member:
    """Give a manager the same switches as another manager has. Raises Refused as `set_right`."""
    with transaction.atomic():
        fresh = _locked(member, by)
        if fresh.role != Role.MANAGER or source.role != Role.MANAGER:
            raise Refused(_("An administrator has all rights: there is nothing to switch"), "role")
        fresh.denied = list(source.denied)
        fresh.save(update_fields=["denied"])
        audited("member.rights_copied", by.person, ip, member=fresh.pk, source=source.pk)
        live.tell(fresh.project_id, member=fresh.pk, rights=True)
    return fresh


def change_role(member: Member, role: str, *, by: Member, ip: str | None = None) -> Member:
    """Make a manager an administrator or back; switches are kept for the way back. Raises Refused."""
    if role not in (Role.ADMINISTRATOR, Role.MANAGER):
        raise Refused(_("A project has one owner"), "owner")
    with transaction.atomic():
        fresh = _locked(member, by)
        if fresh.role != role:
            fresh.role = role
            fresh.save(update_fields=["role"])
            audited("member.role", by.person, ip, member=fresh.pk, role=role)
            live.tell(fresh.project_id, member=fresh.pk, rights=True)
    return fresh


def remove(member: Member, *, by: Member, ip: str | None = None) -> Member:
    """Take the person out of the project: pages and sockets close at once, open dialogs go back to «Новые».

    The row stays, so that history keeps the name. Raises Refused.
    """
    with transaction.atomic():
        fresh = _locked(member, by)
        fresh.left_at = clock.now()
        fresh.save(update_fields=["left_at"])
        for act in leaving.acts():
            act(fresh)
        audited("member.removed", by.person, ip, member=fresh.pk)
        live.tell(fresh.project_id, member=fresh.pk, rights=True)
    return fresh


def look_again(person: Any) -> None:
    """The person's sessions ended: open sockets in all their projects must ask again who is there."""
    for member in memberships(person):
        live.tell(member.project_id, member=member.pk, rights=True)
