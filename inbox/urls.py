"""Addresses under /p/<project>/inbox/. A verb is a noun on the wire."""

from django.urls import path, register_converter

from inbox.views import acts, cards, chats, contact_dialogs, files, lists, messages, news, timelines, trouble


class TabConverter:
    regex = "new|mine|others|done"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(TabConverter, "tab")

app_name = "inbox"
urlpatterns = [
    path("", lists.home, name="home"),
    path("<tab:tab>/", lists.tab, name="list"),
    path("news", news.news, name="news"),
    path("trouble", trouble.trouble, name="trouble"),
    path("chats/<int:chat>/", chats.chat, name="chat"),
    path("chats/<int:chat>/card/", cards.card, name="card"),
    path("chats/<int:chat>/timeline", timelines.timeline, name="timeline"),
    path("chats/<int:chat>/taking", acts.taking, name="taking"),
    path("chats/<int:chat>/taking-over", acts.taking_over, name="taking_over"),
    path("chats/<int:chat>/closing", acts.closing, name="closing"),
    path("chats/<int:chat>/reading", acts.reading, name="reading"),
    path("chats/<int:chat>/messages", messages.message, name="messages"),
    path("chats/<int:chat>/notes", messages.note, name="notes"),
    path("contacts/<int:contact>/dialogs/", contact_dialogs.contact_dialogs, name="contact_dialogs"),
    path("files/<int:file>", files.file, name="file"),
    path("entries/<int:entry>/resending", messages.resending, name="resending"),
    path("entries/<int:entry>/revoking", messages.revoking, name="revoking"),
    path("files/<int:file>/fetching", files.fetching, name="fetching"),
]
