"""Addresses of a project's channels, under /p/<project>/settings/: «Channels» and «Bot settings»."""

from django.urls import include, path

from channels_hub.views import (
    checking,
    connecting,
    content_types,
    disconnecting,
    greeting,
    listing,
    signing_in,
)

app_name = "channels"
_CHANNELS = [
    path("", listing.listing, name="list"),
    path("<slug:kind>/connecting/", connecting.connect, name="connect"),
    path("<slug:kind>/looking/", connecting.look, name="look"),
    path("<slug:kind>/signing-in/", signing_in.sign_in, name="sign_in"),
    path("<slug:kind>/choosing/", signing_in.choosing, name="choosing"),
    path("<int:channel>/check/", checking.check, name="check"),
    path("<int:writer>/content-type/", content_types.content_type, name="content_type"),
    path("<int:channel>/disconnecting/", disconnecting.disconnect, name="disconnect"),
    path("<int:channel>/hooking/", disconnecting.hook, name="hook"),
]
urlpatterns = [
    path("channels/", include(_CHANNELS)),
    path("bot/", greeting.greeting, name="greeting"),
    path("bot/<int:greeter>/", greeting.greeting, name="greeting"),
]
