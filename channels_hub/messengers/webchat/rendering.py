"""What we say, as lines of the visitor's chat. Text goes as it is: the page shows it as text and nothing else."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from channels_hub.messengers import cutting, lacking
from channels_hub.messengers.errors import Rejected
from channels_hub.messengers.vocabulary import Button, Outgoing, OutgoingFile
from channels_hub.messengers.webchat.traits import TRAITS


def pieces(text: str) -> list[str]:
    """`text` as the lines it takes; blank text takes none."""
    return cutting.pieces(text, TRAITS.max_text)


def parts(
    text: str,
    files: Sequence[OutgoingFile] = (),
    buttons: Sequence[Button] = (),
    reply_to: str = "",
    quick_replies: Sequence[Button] = (),
) -> list[Outgoing]:
    """What a person said as provider calls, in order: files first, the text as the only file's caption when it fits.

    Buttons and ready answers stand under the last call, the quote above the first.
    """
    text, under, answers = lacking.worded(text, buttons, quick_replies, TRAITS)
    if len(files) == 1 and cutting.utf16(text.strip()) <= TRAITS.max_caption:
        found = [Outgoing(text=text.strip(), file=files[0])]
    else:
        found = [Outgoing(file=file) for file in files] + [Outgoing(text=piece) for piece in pieces(text)]
    if found:
        found[0] = replace(found[0], reply_to=reply_to)
        found[-1] = replace(found[-1], buttons=under, quick_replies=answers)
    return found


def call(peer: str, outgoing: Outgoing) -> dict[str, Any]:
    """The fields of the provider's `send`. A file is named by its number: the provider has it in its own storage.

    Raises Rejected for what says nothing.
    """
    if outgoing.file is None and not outgoing.text.strip():
        raise Rejected("message text is empty")
    fields: dict[str, Any] = {
        "to": peer,
        "key": f"d{outgoing.key}" if outgoing.key else "",
        "text": outgoing.text,
    }
    if outgoing.reply_to.isdigit():
        fields["reply_to"] = int(outgoing.reply_to)
    if outgoing.file is not None:
        fields["file"] = outgoing.file.file
    for name in ("buttons", "quick_replies"):
        if listed := getattr(outgoing, name):
            fields[name] = [
                {key: value for key, value in asdict(button).items() if value and key != "ask"}
                for button in listed
            ]
    return fields
