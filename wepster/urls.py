"""Addresses of the application's host."""

from django.contrib import admin
from django.urls import include, path

from wepster.views import health

handler500 = "wepster.views.errors.server_error"
urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("p/<int:project>/audience/", include("audience.urls")),
    path("staff/", admin.site.urls),
]
