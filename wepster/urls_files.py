"""Addresses of the files' host (ARCHITECTURE §10); no cookies are read there."""

from django.urls import include, path

urlpatterns = [path("", include("channels_hub.urls_files"))]
