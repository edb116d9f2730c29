"""Addresses of a project's channels, under /p/<project>/settings/channels/."""

from django.urls import path

from channels_hub.views import checking, connecting, disconnecting, listing, signing_in

app_name = "channels"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("<slug:kind>/connecting/", connecting.connect, name="connect"),
    path("<slug:kind>/looking/", connecting.look, name="look"),
    path("<slug:kind>/signing-in/", signing_in.sign_in, name="sign_in"),
    path("<slug:kind>/choosing/", signing_in.choosing, name="choosing"),
    path("<int:channel>/check/", checking.check, name="check"),
    path("<int:channel>/disconnecting/", disconnecting.disconnect, name="disconnect"),
    path("<int:channel>/hooking/", disconnecting.hook, name="hook"),
]
