"""Connecting a bot (CHN-2, CHN-3): identify, confirm, reserve, set the webhook, mark.

The network is never called inside a transaction; the database's unique index decides who of two gets an account, and
only the winner touches the webhook.
"""

import secrets
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import limits
from channels_hub import addresses
from channels_hub.calling import call
from channels_hub.domain import fetching
from channels_hub.domain.refusing import ConfirmationNeeded, Held, provider_words
from channels_hub.enums import Health, Intake
from channels_hub.messengers import messenger
from channels_hub.messengers.vocabulary import Account
from channels_hub.models import Channel, Lane
from channels_hub.queries import channels
from common import clock, live
from projects.domain.auditing import audited
from projects.domain.refusals import Refused
from projects.models import Project

KEPT = ("greeting",)  # of a channel's extra, when it is connected again: what people wrote


@dataclass(frozen=True)
class Found:
    """Whose token it is; `other` is the host of the service whose webhook is set now, "" when it is nobody's or ours."""

    account: Account
    other: str


def look(kind: str, token: str) -> Found:
    """Ask the messenger whose token it is. Raises Refused ("revoked", "busy", "silent", "rejected")."""
    with provider_words(kind):
        account: Account = call(messenger(kind).identify(token, addresses.base(kind)))
    foreign = bool(account.webhook) and not addresses.is_ours(kind, account.webhook)
    return Found(account, addresses.host(account.webhook) if foreign else "")


def refuse_held(kind: str, account: str, project: Project, person: Any) -> None:
    """Raise Held when some project has the account: "here", "visible" (named), "elsewhere" (CHN-2).

    A channel of this very project that is red may be given a new key in place (CHN-10).
    """
    holder = channels.holder(kind, account)
    if holder is None:
        return
    if holder == project.pk:
        if channels.is_red_here(kind, account):
            return
        raise Held(_("This bot is already connected here"), "here")
    seen = channels.visible_project(holder, person)
    if seen is not None:
        words = _(
            "This bot is connected in the project “%(name)s”. Disconnect it there, then connect it here"
        )
        raise Held(words % {"name": seen.name}, "visible", seen)
    raise Held(
        _("This bot is connected in another project. Disconnect it there, then connect it here"), "elsewhere"
    )


def connect(
    project: Project,
    kind: str,
    token: str,
    *,
    person: Any = None,
    ip: str | None = None,
    take_over: bool = False,
    polling: bool = False,
    name: str = "",
    facts: dict[str, Any] | None = None,
) -> Channel:
    """Connect the token's bot to the project and return its channel. Call in the project's scope, outside a transaction.

    `take_over`: the person knows that another service loses the bot. `polling`: fetch updates ourselves (no webhook can
    reach us). `name` is the person's own, for an account that has none; `facts` what the form wants kept in `extra`.
    Raises Refused: "revoked", "busy", "silent", "rejected", "limit", "unreachable"; Held; ConfirmationNeeded.
    """
    asks = hasattr(messenger(kind), "updates")
    if not (asks if polling else addresses.webhooks_arrive(kind)):
        words = (
            _("The messenger cannot reach this server. Let Wepster collect the messages itself")
            if asks
            else _("The messenger cannot reach this server: it needs an open https address")
        )
        raise Refused(words, "unreachable")
    found = look(kind, token)
    refuse_held(kind, found.account.id, project, person)
    if found.other and not take_over:
        raise ConfirmationNeeded(found, found.other)
    channel, undo = _reserve(project, kind, token, found.account, person, polling, name, facts)
    try:
        with provider_words(kind):
            _point(channel, found.account)
    except Exception:
        _undo(channel, undo)
        raise
    _mark(channel, person, ip)
    return channel


def _reserve(
    project: Project,
    kind: str,
    token: str,
    account: Account,
    person: Any,
    polling: bool,
    name: str = "",
    facts: dict[str, Any] | None = None,
) -> tuple[Channel, dict[str, Any] | None]:
    """Win the account in the database: the old or red row of this project when there is one, so that its chats go on (CHN-10).

    Returns the channel, and what the revived row was before (None: it is new).
    """
    fresh = {
        "name": (account.name or name)[:255],
        "username": account.username[:128],
        "token": token,
        "key": secrets.token_urlsafe(24),
        "secret": secrets.token_urlsafe(32),
        "intake": Intake.POLLING if polling else Intake.WEBHOOK,
        "poll_after": "",
        "connected": True,
        "connected_at": clock.now(),
        "disconnected_at": None,
        "health": Health.WAITING,
        "health_detail": "",
        "health_at": None,
        "first_event_at": None,
        "blocked_until": None,
        "extra": {},
    }
    verdict = limits.allow(project.account_id, "channel")
    if not verdict:
        raise Refused(verdict.limit, "limit")
    try:
        with transaction.atomic():
            old = (
                Channel.objects.select_for_update(of=("self",))
                .filter(kind=kind, account=account.id)
                .exclude(connected=True, health__in=channels.GREEN)
                .order_by("-connected", "-id")
                .first()
            )
            before = {name: getattr(old, name) for name in fresh} if old else None
            kept = {name: old.extra[name] for name in KEPT if name in old.extra} if old else {}
            fresh["extra"] = {**kept, **(facts or {})}
            channel = old or Channel(project=project, kind=kind, account=account.id)
            for name, value in fresh.items():
                setattr(channel, name, value)
            channel.save()
            Lane.objects.get_or_create(channel=channel, defaults={"project": project.pk})
    except IntegrityError:
        refuse_held(kind, account.id, project, person)
        raise Refused(_("Somebody else has just connected this bot"), "elsewhere") from None
    return channel, before


def _point(channel: Channel, account: Account) -> None:
    """Send the updates to us: by webhook, or to nobody, so that we may ask for them."""
    kind = messenger(channel.kind)
    api = addresses.base(channel.kind)
    if channel.intake == Intake.WEBHOOK:
        if hasattr(kind, "foresee"):  # what the provider asks for while it is told of the webhook
            _note(channel, call(kind.foresee(channel.token, api, channel.account)))
        url = addresses.hook_url(channel.kind, channel.key)
        _note(channel, call(kind.hook(channel.token, api, url, channel.secret)))
    elif account.webhook:
        call(kind.unhook(channel.token, api, account.webhook))


def _note(channel: Channel, facts: dict[str, Any] | None) -> None:
    """Keep what a messenger wants remembered of its channel."""
    if not facts:
        return
    with transaction.atomic():
        rows = Channel.objects.select_for_update(no_key=True, of=("self",))
        row = rows.filter(pk=channel.pk, key=channel.key).first()
        if row is not None:
            channel.extra = row.extra = {**row.extra, **facts}
            row.save(update_fields=["extra"])


def _undo(channel: Channel, before: dict[str, Any] | None) -> None:
    """Give the account up again; nothing but the reservation has happened."""
    with transaction.atomic():
        mine = Channel.objects.filter(pk=channel.pk, key=channel.key)
        if before is None:
            Lane.objects.filter(channel_id=channel.pk).delete()
            mine.delete()
        else:
            mine.update(**before)


def _mark(channel: Channel, person: Any, ip: str | None) -> None:
    """The updates come to us now: note when, by whom, and want the bot's picture."""
    with transaction.atomic():
        channel.extra = {**channel.extra, "hooked_at": clock.now().isoformat()}
        picture = fetching.want_avatar(channel, channel.account)
        channel.picture = str(picture.pk)
        channel.save(update_fields=["extra", "picture"])
        audited("channel.connected", person, ip, channel=channel.pk, kind=channel.kind)
        live.tell(channel.project_id, channels=True)


def rehook(channel: Channel) -> None:
    """Set the webhook of a connected channel anew (PUBLIC_URL changed, or it was lost).

    Raises Refused as connect does. Call in the project's scope, outside a transaction.
    """
    with provider_words(channel.kind):
        _point(channel, Account(channel.account, channel.name, webhook=""))
    with transaction.atomic():
        rows = Channel.objects.select_for_update(no_key=True, of=("self",))
        row = rows.filter(pk=channel.pk, connected=True).first()
        if row is None:
            return
        row.extra = {**row.extra, "hooked_at": clock.now().isoformat()}
        health = Health.OK if row.first_event_at else Health.WAITING
        row.health, row.health_detail, row.health_at = health, "", clock.now()
        row.save(update_fields=["extra", "health", "health_detail", "health_at"])
        live.tell(channel.project_id, channels=True)
