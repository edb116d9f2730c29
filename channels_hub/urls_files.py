"""Addresses of the files' host."""

from django.urls import path

from channels_hub.views import files

app_name = "files"
urlpatterns = [
    path("f/s/<str:ticket>", files.staff, name="staff"),
    path("f/p/<str:ticket>/file.<str:ending>", files.provider, name="provider"),
    path("f/c/<str:token>", files.client, name="client"),
]
