"""Addresses of the files' host (ARCHITECTURE §10); no cookies are read there."""

urlpatterns: list[object] = []
