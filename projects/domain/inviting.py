"""Invitations (TEAM-1): by a letter, or with a password that the inviter hands over.

Both look the same to the inviter whether the address has a user or not: an invitation waits until its person comes.
"""

import datetime
import hashlib
import secrets
from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import limits
from accounts.domain import mailboxes, mailing, signing_up
from accounts.models import Person
from common import clock, live
from projects.domain.auditing import audited
from projects.domain.joining import add_member
from projects.domain.refusals import Refused
from projects.enums import Right, Role
from projects.models import Invitation, Member, Project
from projects.scope import everywhere, project_scope

LIFE = datetime.timedelta(days=7)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def invite(
    project: Project,
    email: str,
    *,
    by: Person,
    name: str = "",
    role: str = Role.MANAGER,
    denied: Iterable[str] = (),
    ip: str | None = None,
) -> Invitation:
    """Invite the holder of a mailbox by a letter; again renews the link. The letter waits for the inviter's own mailbox.

    Raises Refused ("owner", "here", "limit").
    """
    with transaction.atomic():
        invitation, token = _write(project, email, name, role, denied, by, ip)
        _mail(invitation, token, by)
    return invitation


def hand_over(
    project: Project,
    name: str,
    email: str,
    password: str,
    *,
    by: Person,
    role: str = Role.MANAGER,
    ip: str | None = None,
) -> Invitation:
    """Invite somebody with a password that the inviter hands over. Raises Refused as `invite`.

    Who already signs in with the address keeps the own password and gets the letter; the answer is the same.
    """
    with transaction.atomic():
        invitation, token = _write(project, email, name, role, (), by, ip)
        person = _lend(invitation, name, password)
        if person is None:
            _mail(invitation, token, by)
        else:
            facts = {
                "project": project.name,
                "inviter": by.name,
                "name": name,
                "path": mailboxes.confirm_path(person),
            }
            mailing.post(invitation.email, "lent", facts, by.language, waits_for=by)
    return invitation


def _lend(invitation: Invitation, name: str, password: str) -> Person | None:
    """Who now has the inviter's password; None when the address has a user with a password of their own."""
    known = Person.objects.filter(email=invitation.email).first()
    if known is None:
        person = signing_up.lend_password(name, invitation.email, password)
    elif known.password_borrowed and invitation.lent_to_id == known.pk:
        person = known
        signing_up.lend_again(person, password)
    else:
        Person().set_password(password)  # the same work in both cases
        return None
    invitation.lent_to = person
    invitation.save(update_fields=["lent_to"])
    return person


def _write(
    project: Project, email: str, name: str, role: str, denied: Iterable[str], by: Person, ip: str | None
) -> tuple[Invitation, str]:
    if role == Role.OWNER:
        raise Refused(_("A project has one owner"), "owner")
    email = email.strip().lower()
    Project.objects.select_for_update().get(pk=project.pk)
    if Member.objects.present().filter(person__email=email).exists():
        raise Refused(_("%(email)s is already in the project") % {"email": email}, "here")
    verdict = limits.allow(project.account_id, "member")
    if not verdict:
        raise Refused(verdict.limit, "limit")
    token = secrets.token_urlsafe(32)
    now = clock.now()
    invitation = Invitation.objects.filter(email=email, accepted_at=None).first() or Invitation(
        project=project, email=email
    )
    invitation.name, invitation.role, invitation.invited_by = name or invitation.name, role, by
    invitation.denied = [Right(right).value for right in denied]
    invitation.token_hash, invitation.created_at, invitation.expires_at = _hash(token), now, now + LIFE
    invitation.save()
    audited("member.invited", by, ip, invitation=invitation.pk, role=role)
    live.tell(project.pk, team=True)
    return invitation, token


def _mail(invitation: Invitation, token: str, by: Person) -> None:
    reader = Person.objects.filter(email=invitation.email).first()
    facts = {
        "project": invitation.project.name,
        "inviter": by.name,
        "role": invitation.role,
        "path": reverse("projects:invitation", args=[token]),
    }
    language = (reader.language if reader else "") or by.language or translation.get_language() or ""
    mailing.post(invitation.email, "invitation", facts, language, waits_for=by)
    invitation.sent_at = clock.now()
    invitation.save(update_fields=["sent_at"])


def send_again(invitation: Invitation, *, by: Person, ip: str | None = None) -> None:
    """A fresh link for another seven days; the old one dies. In the project's scope."""
    if invitation.accepted_at is not None:
        raise Refused(_("This invitation is already accepted"), "accepted")
    invite(
        invitation.project,
        invitation.email,
        by=by,
        name=invitation.name,
        role=invitation.role,
        denied=invitation.denied,
        ip=ip,
    )


def withdraw(invitation: Invitation, *, by: Person, ip: str | None = None) -> None:
    """Take the invitation back: its link dies. In the project's scope."""
    with transaction.atomic():
        audited("member.uninvited", by, ip, invitation=invitation.pk)
        invitation.delete()
        live.tell(invitation.project_id, team=True)


def open_invitation(token: str) -> Invitation | None:
    """The invitation of a mailed link; None when it is unknown, accepted, too old, or its project is gone."""
    with everywhere("invitation: which project this link is for"):
        return (
            Invitation.objects.select_related("project__account", "invited_by")
            .filter(
                token_hash=_hash(token),
                accepted_at=None,
                expires_at__gt=clock.now(),
                project__deleted_at=None,
            )
            .first()
        )


def accept(
    invitation: Invitation, person: Person, ip: str | None = None, *, by_letter: bool = True
) -> Member:
    """The person joins; a link from the letter proves the mailbox too. Raises Refused ("other", "gone", "limit")."""
    if person.email != invitation.email:
        raise Refused(_("This invitation is for %(email)s") % {"email": invitation.email}, "other")
    with project_scope(invitation.project_id), transaction.atomic():
        Project.objects.select_for_update().get(pk=invitation.project_id)
        fresh = Invitation.objects.filter(pk=invitation.pk, accepted_at=None).first()
        if fresh is None:
            raise Refused(_("This invitation no longer stands"), "gone")
        fresh.accepted_at = clock.now()
        fresh.save(update_fields=["accepted_at"])
        member = Member.objects.present().filter(person=person).first()
        if member is None:
            member = add_member(
                invitation.project, person, role=fresh.role, denied=fresh.denied, by=fresh.invited_by, ip=ip
            )
        if by_letter and person.email_confirmed_at is None:
            Person.objects.filter(pk=person.pk, email_confirmed_at=None).update(
                email_confirmed_at=clock.now()
            )
            mailing.wake()
    return member


def accept_as_new(invitation: Invitation, name: str, password: str, ip: str | None = None) -> Member:
    """Somebody new joins by the mailed link, with a password of their own. Raises Refused, Known."""
    with transaction.atomic():
        person = signing_up.come_by_letter(name, invitation.email, password)
        return accept(invitation, person, ip)


def arrive(person: Person) -> None:
    """Who came with a handed-over password and has set an own one joins where the inviters wanted."""
    with everywhere("arrival: invitations handed over to this person"):
        handed = list(
            Invitation.objects.select_related("project__account", "invited_by").filter(
                lent_to=person, accepted_at=None, project__deleted_at=None
            )
        )
    for invitation in handed:
        accept(invitation, person, by_letter=False)
