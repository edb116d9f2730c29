"""The content type of an account (CHN-7)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from channels_hub.kinds.face import Face
from channels_hub.messengers.vocabulary import Traits


class ContentTypeForm(forms.Form):
    """One of the messenger's types, never none; a type that needs approval asks for it, a late tag for its grant."""

    content_type = forms.ChoiceField(
        label=_("What you will write about first"), error_messages={"required": _("Choose one of the types")}
    )
    approved = forms.BooleanField(label=_("Facebook approved the request of this page"), required=False)
    human = forms.BooleanField(
        label=_("Facebook granted Human Agent: answers by people for 7 days"), required=False
    )

    def __init__(self, face: Face, traits: Traits, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._face = face
        field: Any = self.fields["content_type"]
        field.choices = [(one.key, one.title) for one in face.content_types]
        if not traits.late_tag:
            del self.fields["human"]

    def clean(self) -> dict[str, Any]:
        """Refuses a type that needs approval when there is none."""
        data = super().clean() or self.cleaned_data
        chosen = next((one for one in self._face.content_types if one.key == data.get("content_type")), None)
        if chosen is not None and chosen.approved and not data.get("approved"):
            self.add_error(
                "approved",
                _(
                    "This type is only for pages whose request Facebook approved. Choose another one until then"
                ),
            )
        return data
