"""Channels, receipts and deliveries for staff (GEN-3): ids and states; no tokens, and clients' words for superusers alone."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from channels_hub.domain import ingesting, queueing
from channels_hub.enums import DeliveryState, ReceiptState
from channels_hub.models import Channel, Delivery, Heartbeat, Lane, Lease, Receipt
from channels_hub.paging import MOST, Bounded, newest
from common.visitors import ip_of
from projects.admin import ReadOnly
from projects.domain.auditing import audited
from projects.scope import project_scope

LONGEST = 256 * 1024
NUMBER = re.compile(r"(channel|entry|канал|запись)?\s*#?(\d{1,18})")


class Plain(ReadOnly):
    """Long tables: their rows are not counted."""

    show_full_result_count = False
    list_per_page = 50
    ordering = ("-pk",)
    list_max_show_all = 0
    show_facets = admin.ShowFacets.NEVER
    paginator = Bounded

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Under the name of what it lists."""
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def has_act_permission(self, request: HttpRequest) -> bool:
        """Acts are for superusers."""
        return bool(request.user.is_active and getattr(request.user, "is_superuser", False))


class Standing(admin.SimpleListFilter):
    """Which states are listed; what an index finds at once stands first and is the beginning."""

    title = _("State")
    parameter_name = "standing"
    choices_by_name: dict[str, tuple[Any, tuple[Any, ...]]] = {}
    indexed: tuple[str, ...] = ()

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """All but the first, which stands in for «all»."""
        return [(name, words) for name, (words, _states) in list(self.choices_by_name.items())[1:]]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """The first one is chosen when none is named."""
        listed = super().choices(changelist)
        first = next(listed)
        yield {**first, "display": next(iter(self.choices_by_name.values()))[0]}
        yield from listed

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Rows of the states; of those without an index the newest ones."""
        name = self.value() or next(iter(self.choices_by_name))
        states = self.choices_by_name.get(name, ("", ()))[1]
        if name not in self.indexed:
            queryset = newest(queryset)
        return queryset.filter(state__in=states) if states else queryset


class ReceiptStanding(Standing):
    choices_by_name = {
        "broken": (_("Broken"), (ReceiptState.BROKEN,)),
        "waiting": (_("Waiting"), (ReceiptState.WAITING,)),
        "unknown": (_("Unknown, of the newest 100,000"), (ReceiptState.UNKNOWN,)),
        "all": (_("All of the newest 100,000"), ()),
    }
    indexed = ("broken", "waiting")


class DeliveryStanding(Standing):
    choices_by_name = {
        "stuck": (_("Failed and uncertain"), (DeliveryState.FAILED, DeliveryState.UNCERTAIN)),
        "failed": (_("Failed"), (DeliveryState.FAILED,)),
        "uncertain": (_("Uncertain"), (DeliveryState.UNCERTAIN,)),
        "queued": (_("Queued"), (DeliveryState.QUEUED,)),
        "flying": (_("Claimed and being sent"), (DeliveryState.CLAIMED, DeliveryState.CALLING)),
        "all": (_("All of the newest 100,000"), ()),
    }
    indexed = ("stuck", "failed", "uncertain", "queued", "flying")


@admin.register(Channel)
class ChannelAdmin(Plain):
    list_display = (
        "id",
        "project_id",
        "kind",
        "username",
        "connected",
        "health",
        "health_at",
        "last_event_at",
        "blocked_until",
    )
    list_filter = ("kind", "connected", "health")
    fields = ("project_id", "kind", "purpose", "account", "name", "username", "intake", "connected", "connected_at",
              "disconnected_at", "health", "health_detail", "health_at", "first_event_at", "last_event_at", "blocked_until")  # fmt: skip
    readonly_fields = ("project_id",)
    actions = ("replay_broken",)

    @admin.action(description=_("Interpret all broken receipts again"), permissions=["act"])
    def replay_broken(self, request: HttpRequest, chosen: Any) -> None:
        """Everything set aside of these channels waits again; noted in each project's log."""
        _replay_broken(self, request, chosen.values_list("project_id", "id"))


@admin.register(Receipt)
class ReceiptAdmin(Plain):
    list_display = ("id", "received_at", "project", "channel", "state", "tries", "error")
    list_filter = (ReceiptStanding,)
    search_fields = ("=channel",)
    search_help_text = _("Number of the channel")
    fields = ("project", "channel", "event", "received_at", "state", "tries", "error", "size")
    readonly_fields = ("size",)
    actions = ("replay", "replay_broken")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("body")

    def get_urls(self) -> list[URLPattern]:
        body = self.admin_site.admin_view(require_POST(self.body))
        return [path("<int:receipt>/body/", body, name="channels_hub_receipt_body"), *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        facts = {"may_read": self.has_act_permission(request), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, facts)

    @admin.display(description=_("Size"))
    def size(self, receipt: Receipt) -> str:
        return filesizeformat(len(receipt.body))

    def body(self, request: HttpRequest, receipt: int) -> HttpResponse:
        """What came, for a superuser who asks for it; noted in the project's log."""
        if not self.has_act_permission(request):
            raise PermissionDenied
        row = get_object_or_404(Receipt, pk=receipt)
        with project_scope(row.project), transaction.atomic():
            audited("receipt.read", request.user, ip_of(request), receipt=row.pk, channel=row.channel)
        facts = {
            **self.admin_site.each_context(request),
            "title": _("Body of receipt %(number)s") % {"number": row.pk},
            "receipt": row,
            "body": bytes(row.body[:LONGEST]).decode("utf-8", "replace"),
        }
        return TemplateResponse(request, "admin/channels_hub/receipt/body.html", facts)

    @admin.action(description=_("Interpret again"), permissions=["act"])
    def replay(self, request: HttpRequest, chosen: Any) -> None:
        """Broken and unknown ones wait again; noted in each project's log."""
        ids: dict[int, list[int]] = defaultdict(list)
        for project, receipt in chosen.filter(
            state__in=[ReceiptState.BROKEN, ReceiptState.UNKNOWN]
        ).values_list("project", "id"):
            ids[project].append(receipt)
        for project, listed in ids.items():
            with project_scope(project):
                ingesting.replay(listed)
                audited("receipt.replayed", request.user, ip_of(request), receipts=listed)
        _told(self, request, sum(map(len, ids.values())))

    @admin.action(description=_("Interpret all broken ones of these channels again"), permissions=["act"])
    def replay_broken(self, request: HttpRequest, chosen: Any) -> None:
        """Everything set aside of the channels of the chosen ones."""
        _replay_broken(self, request, chosen.values_list("project", "channel"))


def _replay_broken(page: Plain, request: HttpRequest, channels: Iterable[tuple[int, int]]) -> None:
    count = 0
    for project, channel in sorted(set(channels)):
        with project_scope(project), transaction.atomic():
            waits = ingesting.replay_broken(channel)
            audited("receipt.replayed_all", request.user, ip_of(request), channel=channel, count=waits)
        count += waits
    _told(page, request, count)


def _told(page: Plain, request: HttpRequest, count: int) -> None:
    words = ngettext("%(count)s receipt waits again", "%(count)s receipts wait again", count)
    page.message_user(request, words % {"count": count})


@admin.register(Delivery)
class DeliveryAdmin(Plain):
    list_display = (
        "id",
        "created_at",
        "project_id",
        "channel_id",
        "chat",
        "entry",
        "state",
        "error_code",
        "tries",
        "settled_at",
    )
    list_filter = (DeliveryStanding, "priority")
    search_fields = ("=entry",)
    search_help_text = _("“entry 7” or “channel 7”")
    fields = ("project_id", "channel_id", "chat", "entry", "intent", "part", "priority", "state", "attempt", "tries",
              "lease_until", "due_at", "created_at", "first_tried_at", "settled_at", "provider_id", "error_code", "error_text")  # fmt: skip
    readonly_fields = ("project_id", "channel_id")
    actions = ("again",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("content")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """An entry's or a channel's number."""
        if not search_term:
            return queryset, False
        found = NUMBER.fullmatch(search_term.strip().lower())
        if found is None:
            return queryset.none(), False
        field = "channel_id" if found[1] in ("channel", "канал") else "entry"
        return queryset.filter(**{field: int(found[2])}), False

    @admin.action(description=_("Queue again"), permissions=["act"])
    def again(self, request: HttpRequest, chosen: Any) -> HttpResponse | None:
        """Failed and uncertain ones leave once more, after a page that says what that may mean; noted in each project's log."""
        stuck = list(chosen.filter(state__in=queueing.STUCK).order_by("pk")[:MOST])
        if not stuck:
            self.message_user(request, _("None of them failed or is uncertain"), messages.WARNING)
            return None
        if request.POST.get("confirmed") != "yes":
            facts = {
                **self.admin_site.each_context(request),
                "title": _("Queue again"),
                "deliveries": stuck,
                "uncertain": sum(each.state == DeliveryState.UNCERTAIN for each in stuck),
                "selection": ACTION_CHECKBOX_NAME,
            }
            return TemplateResponse(request, "admin/channels_hub/again.html", facts)
        ids: dict[int, list[int]] = defaultdict(list)
        for each in stuck:
            ids[each.project_id].append(each.pk)
        count = 0
        for project, listed in ids.items():
            with project_scope(project), transaction.atomic():
                queued = [each.pk for each in queueing.again_chosen(listed)]
                audited("delivery.queued_again", request.user, ip_of(request), deliveries=queued)
            count += len(queued)
        words = ngettext("%(count)s delivery leaves again", "%(count)s deliveries leave again", count)
        self.message_user(request, words % {"count": count})
        return None


@admin.register(Lane)
class LaneAdmin(Plain):
    list_display = ("channel_id", "project")


@admin.register(Lease)
class LeaseAdmin(Plain):
    list_display = ("channel", "work", "holder", "until", "quiet_from")


@admin.register(Heartbeat)
class HeartbeatAdmin(Plain):
    list_display = ("name", "at")
