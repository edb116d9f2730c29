"""Projects, members and the log of acts for staff (GEN-3); looked at, not changed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from projects.models import Act, Member, Project
from projects.scope import everywhere


class ReadOnly(admin.ModelAdmin):
    """Staff look into all projects; acts on them have pages of their own."""

    def get_queryset(self, request: HttpRequest) -> Any:
        with everywhere("staff: Django admin lists rows of all projects"):
            return super().get_queryset(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Project)
class ProjectAdmin(ReadOnly):
    list_display = ("name", "account", "time_zone", "created_at", "deleted_at")
    search_fields = ("name", "account__owner__email")
    list_select_related = ("account__owner",)
    ordering = ("-id",)


@admin.register(Member)
class MemberAdmin(ReadOnly):
    list_display = ("person", "project", "role", "joined_at", "left_at", "seen_at")
    list_filter = ("role",)
    search_fields = ("person__name", "person__email", "project__name")
    list_select_related = ("person", "project")
    ordering = ("-id",)


@admin.register(Act)
class ActAdmin(ReadOnly):
    list_display = ("at", "what", "person", "project", "ip")
    search_fields = ("what", "person__email", "project__name")
    list_select_related = ("person", "project")
    ordering = ("-id",)
