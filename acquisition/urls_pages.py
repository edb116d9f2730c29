"""Addresses of a web chat on a project's pages host."""

from django.urls import path

from acquisition.views import frame, lines

app_name = "webchat"
urlpatterns = [
    path("wc/<str:account>/", frame.frame, name="frame"),
    path("wc/<str:account>/brand.css", frame.brand, name="brand"),
    path("wc/<str:account>/visitor", lines.visitor, name="visitor"),
    path("wc/<str:account>/lines", lines.lines, name="lines"),
    path("wc/<str:account>/files", lines.files, name="files"),
    path("wc/<str:account>/presses", lines.presses, name="presses"),
    path("wc/<str:account>/marks", lines.marks, name="marks"),
]
