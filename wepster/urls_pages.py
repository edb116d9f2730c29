"""Addresses of the projects' pages hosts: landings, widget frames (they come with the acquisition tools)."""

urlpatterns: list[object] = []
