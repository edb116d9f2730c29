"""Addresses of the projects' pages hosts: the web chat's page (landings come with the acquisition tools)."""

from django.urls import include, path

handler404 = "acquisition.views.frame.missing"
urlpatterns = [path("", include("acquisition.urls_pages"))]
