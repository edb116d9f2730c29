"""People and accounts for staff (GEN-3)."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.models import Account, Mail, Person


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    """Staff help people in, and never see or set passwords."""

    list_display = ("name", "email", "email_confirmed_at", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("name", "email")
    ordering = ("-id",)
    fields = (
        "name",
        "email",
        "email_confirmed_at",
        "language",
        "time_zone",
        "is_active",
        "is_staff",
        "is_superuser",
        "groups",
        "last_login",
        "created_at",
    )
    readonly_fields = ("email_confirmed_at", "last_login", "created_at")
    filter_horizontal = ("groups",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Account)
class AccountAdmin(admin.ModelAdmin):
    """Staff may grant a plan (TAR-3)."""

    list_display = ("owner", "plan", "trial_until", "created_at")
    list_filter = ("plan",)
    search_fields = ("owner__name", "owner__email")
    list_select_related = ("owner",)
    readonly_fields = ("owner", "created_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Mail)
class MailAdmin(admin.ModelAdmin):
    """Did the letter leave? Its text holds keys and is shown to nobody."""

    list_display = ("to", "subject", "created_at", "tries", "sent_at", "gave_up_at")
    search_fields = ("to",)
    fields = ("to", "subject", "created_at", "due_at", "tries", "sent_at", "gave_up_at")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
