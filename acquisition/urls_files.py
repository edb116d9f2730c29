"""Addresses of visitors' files on the files' host."""

from django.urls import path

from acquisition.views import files

app_name = "webchat_files"
urlpatterns = [path("f/v/<str:ticket>", files.visitor, name="visitor")]
