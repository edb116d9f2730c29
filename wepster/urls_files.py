"""Addresses of the files' host (ARCHITECTURE §10); no cookies are read there."""

from django.urls import include, path

handler404 = "channels_hub.views.no_file.not_here"
urlpatterns = [path("", include("channels_hub.urls_files")), path("", include("acquisition.urls_files"))]
