"""What the composer sends."""

import uuid
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

IMAGE_BYTES = 3 * 1024 * 1024
FILE_BYTES = 100 * 1024 * 1024
IMAGE_TYPES = ("image/jpeg", "image/png", "image/gif")
LONGEST = 20_000


class NoteForm(forms.Form):
    """`intent` names this one sending, so that a repeat adds nothing; `rev` is what the page has."""

    text = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST,
        error_messages={"max_length": _("The text is too long")},
    )
    intent = forms.UUIDField(required=False)
    rev = forms.IntegerField(required=False, min_value=0)

    def clean_text(self) -> str:
        """Only the ends are trimmed of empty lines; spaces inside stay as typed."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").strip("\n ")

    def clean_intent(self) -> uuid.UUID:
        """A page without scripts may send none: then each sending is its own."""
        return self.cleaned_data["intent"] or uuid.uuid4()

    def sentence(self) -> str:
        """The first refusal, for the line above the composer."""
        return str(next(iter(self.errors.get_json_data().values()))[0]["message"])


class MessageForm(NoteForm):
    """A text, an image or a file, or one of these with the text under it."""

    image = forms.FileField(required=False)
    file = forms.FileField(required=False)

    def clean_image(self) -> UploadedFile | None:
        """INB-11: jpg, png, gif up to 3 MB; what the bytes really are is checked when the file is stored."""
        image: UploadedFile | None = self.cleaned_data["image"]
        if image is None:
            return None
        if (image.size or 0) > IMAGE_BYTES:
            raise forms.ValidationError(_("The image is larger than 3 MB. Make it smaller and send it again"))
        if image.content_type not in IMAGE_TYPES:
            raise forms.ValidationError(_("Only JPG, PNG and GIF images can be sent"))
        return image

    def clean_file(self) -> UploadedFile | None:
        """INB-11: up to 100 MB; what it is by its content is checked when it is stored."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > FILE_BYTES:
            raise forms.ValidationError(_("A file can be up to 100 MB"))
        return file

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(data.get(part) for part in ("text", "image", "file")):
            raise forms.ValidationError(_("Write something first"))
        return data
