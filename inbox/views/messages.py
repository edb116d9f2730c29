"""What the composer sends, and sending again (INB-11 to INB-13)."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from channels_hub.domain import files
from channels_hub.models import MediaFile
from inbox.domain import noting, posting
from inbox.domain.intents import key
from inbox.domain.refusals import Refused
from inbox.domain.resending import again
from inbox.domain.revoking import revoke
from inbox.forms import MessageForm, NoteForm
from inbox.models import Entry
from inbox.views import drawing
from projects.domain.refusals import Refused as AnyRefused
from projects.door import ProjectRequest, project_view
from projects.models import Member


def _answer(request: ProjectRequest, chat: int) -> HttpResponse:
    if drawing.scripted(request):
        return drawing.draw_update(request, chat, drawing.known_rev(request))
    return redirect(drawing.chat_url(request, chat))


def _invalid(request: ProjectRequest, chat: int, form: NoteForm, mode: str) -> HttpResponse:
    no = Refused(form.sentence(), "empty")
    return drawing.refused(request, chat, no, text=request.POST.get("text", ""), note=mode == "note")


@project_view()
@require_POST
def message(request: ProjectRequest, chat: int) -> HttpResponse:
    """A message to the client: text, an image or a file, or both."""
    writing = drawing.head_or_404(request, chat).writing
    form = MessageForm(request.POST, request.FILES)
    if not form.is_valid():
        return _invalid(request, chat, form, "message")
    data = form.cleaned_data
    if Entry.objects.filter(chat=chat, intent=key("composer", data["intent"])).exists():
        return _answer(request, chat)  # said again after a lost answer: the image is not kept twice
    if not writing.open:  # said before a file is kept for nothing
        return drawing.refused(request, chat, Refused(writing.reason, writing.code), text=data["text"])
    stored: list[MediaFile] = []
    try:
        uploads = [(kind, data[kind]) for kind in ("image", "file") if data[kind]]
        stored.extend(files.store(each, kind, each.name or "", each.content_type) for kind, each in uploads)
        posting.post(request.member, chat, data["text"], stored, data["intent"], data["rev"])
    except AnyRefused as no:
        for file in stored:
            files.discard(file)
        refusal = no if isinstance(no, Refused) else Refused(no.sentence, "files")
        return drawing.refused(request, chat, refusal, text=data["text"])
    return _answer(request, chat)


@project_view()
@require_POST
def note(request: ProjectRequest, chat: int) -> HttpResponse:
    """A note for colleagues."""
    drawing.head_or_404(request, chat)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _invalid(request, chat, form, "note")
    try:
        noting.note(request.member, chat, form.cleaned_data["text"], form.cleaned_data["intent"])
    except Refused as no:
        return drawing.refused(request, chat, no, text=form.cleaned_data["text"], note=True)
    return _answer(request, chat)


@project_view()
@require_POST
def resending(request: ProjectRequest, entry: int) -> HttpResponse:
    """«Отправить ещё раз»."""
    return _of_entry(request, entry, again)


@project_view()
@require_POST
def revoking(request: ProjectRequest, entry: int) -> HttpResponse:
    """«Отозвать ссылку»."""
    return _of_entry(request, entry, revoke)


def _of_entry(request: ProjectRequest, entry: int, act: Callable[[Member, int], Any]) -> HttpResponse:
    row = Entry.objects.filter(pk=entry).only("chat_id").first()
    if row is None:
        raise Http404
    drawing.head_or_404(request, row.chat_id)
    try:
        act(request.member, entry)
    except Refused as no:
        return drawing.refused(request, row.chat_id, no)
    return _answer(request, row.chat_id)
