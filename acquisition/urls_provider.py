"""Addresses of the web chat's provider on the application's host, for our own senders."""

from django.urls import path

from acquisition.views import provider

app_name = "webchat_provider"
urlpatterns = [
    path("me", provider.me, name="me"),
    path("send", provider.send, name="send"),
    path("files/<int:file>", provider.upload, name="upload"),
]
