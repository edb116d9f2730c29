"""The web chat's provider, as channels_hub.messengers.webchat calls it with a channel's token (decision 0027)."""

from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_POST, require_safe

from acquisition.domain import chatting
from acquisition.views.entering import body, number, problem, provider_view, word
from channels_hub import addresses
from channels_hub.messengers.webchat import TRAITS
from channels_hub.models import MediaFile
from projects.domain.refusals import Refused

STATUSES = {"visitor": 404, "file": 409}
MOST = max(TRAITS.max_buttons, TRAITS.max_quick_replies)
LONGEST_LABEL, LONGEST_DATA, LONGEST_URL = TRAITS.max_label, 256, 2000


@provider_view
@require_safe
def me(request: Any) -> HttpResponse:
    """Whose token it is, and where its receipts belong."""
    chat = request.chat
    return JsonResponse(
        {"id": chat.account, "name": chat.name, "hook": addresses.hook_url(chat.kind, chat.key)}
    )


@provider_view
@require_POST
def send(request: Any) -> HttpResponse:
    """Keep a line for the visitor `to`: answered means kept. The same key gives the same line."""
    try:
        fields = body(request)
        text = word(fields, "text", 4 * TRAITS.max_text)
        file = number(fields, "file") or None
        if not text.strip() and file is None:
            raise Refused("message text is empty", "empty")
        line = chatting.deliver(
            request.chat,
            word(fields, "to", 64),
            word(fields, "key", 64),
            text,
            file,
            buttons=_buttons(fields, "buttons"),
            quick_replies=_buttons(fields, "quick_replies"),
            reply_to=number(fields, "reply_to"),
        )
    except Refused as no:
        return problem(STATUSES.get(no.code, 400), "too_long" if no.code == "long" else no.code, no.sentence)
    return JsonResponse({"id": line.rev, "at": int(line.at.timestamp() * 1000)})


def _buttons(fields: dict[str, Any], name: str) -> list[dict[str, str]]:
    """Labels with an address that a browser opens (http, https, tel, mailto) or with data."""
    listed = fields.get(name, [])
    if not isinstance(listed, list) or len(listed) > MOST:
        raise Refused(f"{name} is not a list of buttons", "buttons")
    found = []
    for one in listed:
        if not isinstance(one, dict):
            raise Refused(f"{name} is not a list of buttons", "buttons")
        button = {
            "text": word(one, "text", LONGEST_LABEL),
            "url": word(one, "url", LONGEST_URL),
            "data": word(one, "data", LONGEST_DATA),
        }
        if button["url"] and not button["url"].lower().startswith(("http://", "https://", "tel:", "mailto:")):
            raise Refused("the address of a button is not one that a browser opens", "buttons")
        found.append({key: value for key, value in button.items() if value})
    return found


@provider_view
@require_safe
def upload(request: Any, file: int) -> HttpResponseBase:
    """The bytes of what a visitor of this channel uploaded."""
    kept = MediaFile.objects.filter(pk=file, channel=request.chat, ref={}).exclude(path="").first()
    if kept is None:
        return problem(404, "file", "there is no such upload")
    try:
        stored = default_storage.open(kept.path, "rb")
    except OSError:
        return problem(404, "file", "the upload is gone")
    answer = FileResponse(stored, content_type="application/octet-stream")
    add_never_cache_headers(answer)
    return answer
