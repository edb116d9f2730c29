"""What every page of the shell knows."""

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """`project` and `member` inside a project's pages, else nothing of them."""
    return {"project": getattr(request, "project", None), "member": getattr(request, "member", None)}
