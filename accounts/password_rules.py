"""A password is not to be guessed from what others know of its owner."""

from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.utils.translation import gettext as _


class UnlikeTheOwner(UserAttributeSimilarityValidator):
    """Django's check against name and email; its sentence would name the model's field, which has no Russian."""

    def get_error_message(self) -> str:
        return _("The password is too much like your name or email")
