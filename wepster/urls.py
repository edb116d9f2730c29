"""Addresses of the application's host."""

from django.contrib import admin
from django.urls import include, path

from accounts.views import entry
from channels_hub.views import signing_in
from wepster.views import health, metrics, status

handler500 = "wepster.views.errors.server_error"
urlpatterns = [
    path("", entry.home, name="home"),
    path("accounts/", include("accounts.urls")),
    path("", include("projects.urls")),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("oauth/<slug:kind>/", signing_in.back, name="oauth"),
    path("p/<int:project>/settings/", include("channels_hub.urls")),
    path("p/<int:project>/audience/", include("audience.urls")),
    path("p/<int:project>/inbox/", include("inbox.urls")),
    path("wc/api/", include("acquisition.urls_provider")),
    path("staff/status", status.status, name="staff_status"),
    path("staff/", admin.site.urls),
]
