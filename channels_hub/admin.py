"""Channels, receipts and deliveries for staff (GEN-3): ids and states; no tokens, and clients' words for superusers alone."""

from collections import defaultdict
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from channels_hub.domain import ingesting
from channels_hub.enums import ReceiptState
from channels_hub.models import Channel, Delivery, Heartbeat, Lane, Lease, Receipt
from common.visitors import ip_of
from projects.admin import ReadOnly
from projects.domain.auditing import audited
from projects.scope import project_scope

SHOWN = 2_000


class Plain(ReadOnly):
    """Long tables: their rows are not counted."""

    show_full_result_count = False
    list_per_page = 50
    ordering = ("-pk",)

    def has_act_permission(self, request: HttpRequest) -> bool:
        """Acts are for superusers."""
        return bool(request.user.is_active and getattr(request.user, "is_superuser", False))


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


@admin.register(Receipt)
class ReceiptAdmin(Plain):
    list_display = ("id", "received_at", "project", "channel", "state", "tries", "error")
    list_filter = ("state",)
    search_fields = ("=channel",)
    search_help_text = _("Number of the channel")
    actions = ("replay",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = ["project", "channel", "event", "received_at", "state", "tries", "error"]
        return [*shown, "beginning"] if self.has_act_permission(request) else shown

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("beginning",)

    @admin.display(description=_("Body, its beginning"))
    def beginning(self, receipt: Receipt) -> str:
        return bytes(receipt.body[:SHOWN]).decode("utf-8", "replace")

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
        count = sum(map(len, ids.values()))
        words = ngettext("%(count)s receipt waits again", "%(count)s receipts wait again", count)
        self.message_user(request, words % {"count": count})


@admin.register(Delivery)
class DeliveryAdmin(Plain):
    list_display = (
        "id",
        "created_at",
        "project_id",
        "channel_id",
        "chat",
        "entry",
        "part",
        "state",
        "error_code",
        "tries",
        "attempt",
        "settled_at",
    )
    list_filter = ("state", "priority")
    search_fields = ("=channel__id", "=entry")
    search_help_text = _("Number of the channel or of the entry")
    fields = ("project_id", "channel_id", "chat", "entry", "intent", "part", "priority", "state", "attempt", "tries",
              "lease_until", "due_at", "created_at", "first_tried_at", "settled_at", "provider_id", "error_code", "error_text")  # fmt: skip
    readonly_fields = ("project_id", "channel_id")


@admin.register(Lane)
class LaneAdmin(Plain):
    list_display = ("channel_id", "project")


@admin.register(Lease)
class LeaseAdmin(Plain):
    list_display = ("channel", "work", "holder", "until", "quiet_from")


@admin.register(Heartbeat)
class HeartbeatAdmin(Plain):
    list_display = ("name", "at")
