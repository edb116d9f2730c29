from django.urls import path, register_converter

from accounts.views import confirming, entry, passwords, photo, profile, signing_in, signing_up
from common.paths import PictureName

register_converter(PictureName, "picture")
app_name = "accounts"
urlpatterns = [
    path("", entry.entry, name="entry"),
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-up/", signing_up.sign_up, name="sign_up"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("sign-out/everywhere/", signing_in.sign_out_everywhere, name="sign_out_everywhere"),
    path("confirm/again/", confirming.send_again, name="confirm_again"),
    path("confirm/<str:token>/", confirming.confirm, name="confirm"),
    path("reset/", passwords.ask_reset, name="ask_reset"),
    path("reset/<str:uid>/<str:token>/", passwords.reset, name="reset"),
    path("own-password/", passwords.own_password, name="own_password"),
    path("profile/", profile.profile, name="profile"),
    path("profile/about/", profile.about, name="about"),
    path("profile/looks/", profile.looks, name="looks"),
    path("profile/photo/", profile.photo, name="set_photo"),
    path("profile/email/", profile.email, name="change_email"),
    path("profile/password/", profile.password, name="change_password"),
    path("theme/", profile.theme, name="theme"),
    path("photos/<picture:name>", photo.photo, name="photo"),
]
