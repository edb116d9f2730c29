"""Addresses under /p/<project>/audience/."""

from django.urls import path

from audience.views import card, fields, labels, statuses, tags

app_name = "audience"
urlpatterns = [
    path("contacts/<int:contact>/card/", card.card, name="card"),
    path("contacts/<int:contact>/fields/<slug:field>/", fields.field, name="field"),
    path("contacts/<int:contact>/status/", statuses.choice, name="status"),
    path("contacts/<int:contact>/tags/", tags.adding, name="tags"),
    path("contacts/<int:contact>/tags/<int:tag>/removal/", tags.removal, name="tag_removal"),
    path("labels/", labels.labels, name="labels"),
    path("labels/statuses/", labels.new_status, name="new_status"),
    path("labels/statuses/<int:status>/name/", labels.status_name, name="status_name"),
    path("labels/tags/<int:tag>/name/", labels.tag_name, name="tag_name"),
    path("labels/tags/<int:tag>/hue/", labels.tag_hue, name="tag_hue"),
    path("labels/tags/<int:tag>/merging/", labels.tag_merging, name="tag_merging"),
    path("labels/tags/<int:tag>/removal/", labels.tag_removal, name="label_tag_removal"),
]
