"""Connecting by signing in at the messenger (CHN-5, CHN-6): out with a state, back with a code, then a choice of accounts.

What the provider gives stays on the server, sealed, for a quarter of an hour, and belongs to one person in one project.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from channels_hub import addresses
from channels_hub.calling import call
from channels_hub.domain.connecting import connect
from channels_hub.domain.refusing import provider_words
from channels_hub.messengers import messenger
from channels_hub.messengers.vocabulary import Offer
from channels_hub.models import Channel, SignIn
from channels_hub.queries import channels
from common import clock
from common.presenting.icons import messenger_name
from projects.domain.refusals import Refused
from projects.models import Project
from projects.scope import everywhere

LIFE = timedelta(minutes=15)


@dataclass(frozen=True)
class Choice:
    """An account to choose. `held` is "", "here", "visible" (in `project`) or "elsewhere"; `why` the messenger's own no."""

    offer: Offer
    held: str = ""
    project: Project | None = None

    @property
    def open(self) -> bool:
        """May it be connected now?"""
        return self.offer.allowed and not self.held


def is_set_up(kind: str) -> bool:
    """Does this installation have an app at the messenger?"""
    return bool(addresses.app(kind)["id"])


def begin(project: Project, person: Any, kind: str, account: str = "") -> str:
    """Where to send the person: to sign in, or to let us into one `account`. In the project's scope.

    Raises Refused "not_set_up" without an app.
    """
    if not is_set_up(kind):
        raise Refused(
            _("This server has no application at %(name)s yet") % {"name": messenger_name(kind)}, "not_set_up"
        )
    SignIn.objects.filter(created_at__lt=clock.now() - LIFE).delete()
    row = SignIn.objects.create(
        project=project, person=person, kind=kind, state=secrets.token_urlsafe(32), account=account[:128]
    )
    package, back = messenger(kind), addresses.oauth_return(kind)
    if account:
        return str(package.authorize_account_url(account, row.state, back))
    return str(package.authorize_url(row.state, back))


def come_back(person: Any, kind: str, state: str) -> SignIn | None:
    """The sign-in that this person began with that state; None when it is another's, too old, or came back already."""
    with everywhere("sign-in: which project a person comes back to"):
        rows = SignIn.objects.filter(person=person, kind=kind, state=state[:64], back_at=None)
        row: SignIn | None = rows.filter(created_at__gte=clock.now() - LIFE).first()
        return row if row is not None and rows.update(back_at=clock.now()) else None


def redeem(row: SignIn, code: str) -> None:
    """Change the code for what it is good for. In the project's scope, outside a transaction. Raises Refused."""
    package, back = messenger(row.kind), addresses.oauth_return(row.kind)
    with provider_words(row.kind):
        if row.account:
            row.token = call(package.exchange_account(code, back, row.account))
        else:
            row.grant = call(package.exchange(code, back))
    row.save(update_fields=["grant", "token"])


def current(person: Any, kind: str) -> SignIn | None:
    """The person's last sign-in with a grant in the active project that is still good."""
    rows = SignIn.objects.filter(person=person, kind=kind, account="", created_at__gte=clock.now() - LIFE)
    row: SignIn | None = rows.exclude(grant="").order_by("-id").first()
    return row


def choices(row: SignIn, person: Any) -> list[Choice]:
    """The accounts of the grant, those that may be connected first. Outside a transaction. Raises Refused."""
    with provider_words(row.kind):
        offers: list[Offer] = call(messenger(row.kind).accounts(row.grant))
    holders = channels.holders(row.kind, [offer.account.id for offer in offers])
    found = [_choice(row, offer, holders.get(offer.account.id), person) for offer in offers]
    return sorted(found, key=lambda choice: not choice.open)


def _choice(row: SignIn, offer: Offer, holder: int | None, person: Any) -> Choice:
    if holder is None or (holder == row.project_id and channels.is_red_here(row.kind, offer.account.id)):
        return Choice(offer)
    if holder == row.project_id:
        return Choice(offer, "here")
    seen = channels.visible_project(holder, person)
    return Choice(offer, "visible" if seen else "elsewhere", seen)


def connect_chosen(
    row: SignIn, choice: Choice, project: Project, person: Any, ip: str | None, *, take_over: bool = False
) -> Channel | str:
    """Connect the account, or return where the person lets us into it first. Outside a transaction.

    Raises what connecting.connect raises.
    """
    account = choice.offer.account.id
    token = choice.offer.token or _token_of(row, account)
    if not token:
        return begin(project, person, row.kind, account)
    return connect_with(project, row.kind, token, person, ip, take_over=take_over)


def connect_with(
    project: Project, kind: str, token: str, person: Any, ip: str | None, *, take_over: bool = False
) -> Channel:
    """Connect by a token that a sign-in gave; without an address of ours the messages are collected, where that can be."""
    polling = addresses.collects(kind)
    return connect(project, kind, token, person=person, ip=ip, take_over=take_over, polling=polling)


def _token_of(row: SignIn, account: str) -> str:
    """What the second leg has already given for the account."""
    rows = SignIn.objects.filter(
        person=row.person, kind=row.kind, account=account, created_at__gte=clock.now() - LIFE
    )
    found = rows.exclude(token="").order_by("-id").first()
    return found.token if found else ""
