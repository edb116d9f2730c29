"""One object of each kind that stands in an address: the access table fills `<int:chat>` with `chat` of here.

A new kind of object in an address needs one maker here, named like the part of the address; makers are called in the
project's scope with a `World` of that project, which keeps what was made. `@owned` makers make rows of the project (with
another project's address they do not exist); `@word` makers give words of a vocabulary.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


@dataclass(frozen=True)
class Sample:
    """`value` stands in the address; `text` is shown by a page about the object ("" when no page names it)."""

    value: Any
    text: str = ""


class World:
    """Objects of one project, made when first asked for."""

    def __init__(self, project: Any, make_member: Callable[..., Any]) -> None:
        self.project = project
        self.make_member = make_member
        self._made: dict[str, Sample] = {}

    def __getitem__(self, name: str) -> Sample:
        if name not in self._made:
            self._made[name] = MAKERS[name](self)
        return self._made[name]


Maker = Callable[[World], Sample]
MAKERS: dict[str, Maker] = {}
OWNED: set[str] = set()


def owned(make: Maker) -> Maker:
    """A row of the project."""
    MAKERS[make.__name__] = make
    OWNED.add(make.__name__)
    return make


def word(make: Maker) -> Maker:
    """A word of a vocabulary, the same in every project."""
    MAKERS[make.__name__] = make
    return make


# accounts and projects


@owned
def member(world: World) -> Sample:
    made = world.make_member(world.project)
    made.person.name = "Timur Samplov"
    made.person.save()
    return Sample(made.pk, made.person.name)


@owned
def invitation(world: World) -> Sample:
    from projects.domain.inviting import invite

    owner = world.project.account.owner
    return Sample(invite(world.project, f"{secrets.token_hex(4)}@mail.test", by=owner).pk)


@owned
def name(world: World) -> Sample:
    """The project's logo, and the owner's photo under the same name."""
    stored = f"{secrets.token_hex(16)}.webp"
    for folder in ("logos", "people"):
        default_storage.save(f"{folder}/{stored}", ContentFile(b"RIFF-picture"))
    world.project.logo = stored
    world.project.save()
    owner = world.project.account.owner
    owner.photo = stored
    owner.save()
    return Sample(stored)


@word
def right(world: World) -> Sample:
    return Sample("chats.take")


@word
def token(world: World) -> Sample:
    return Sample("no-such-token")


@word
def uid(world: World) -> Sample:
    return Sample("MQ")


# channels


@owned
def channel(world: World) -> Sample:
    from channels_hub.models import Channel

    key = secrets.token_hex(8)
    made = Channel.objects.create(
        project=world.project,
        kind="telegram",
        account=key,
        name="Roast sample bot",
        username="roast_bot",
        key=key,
    )
    return Sample(made.pk, made.name)


@owned
def greeter(world: World) -> Sample:
    """A channel that invites whoever opens its chat."""
    from channels_hub.models import Channel

    key = secrets.token_hex(8)
    made = Channel.objects.create(
        project=world.project, kind="viber", account=key, name="Roast sample greeter", key=key
    )
    return Sample(made.pk, made.name)


@owned
def writer(world: World) -> Sample:
    """A channel that is asked what it writes about first."""
    from channels_hub.models import Channel

    key = secrets.token_hex(8)
    made = Channel.objects.create(
        project=world.project, kind="facebook", account=key, name="Roast sample page", key=key
    )
    return Sample(made.pk, made.name)


@word
def kind(world: World) -> Sample:
    return Sample("telegram")


# audience


@owned
def contact(world: World) -> Sample:
    from audience.models import Contact, Status

    made = Contact.objects.create(
        project=world.project,
        first_name="Marina",
        last_name="Samplova",
        status=Status.objects.order_by("position")[1],
    )
    return Sample(made.pk, "Samplova")


@owned
def status(world: World) -> Sample:
    from audience.models import Status

    return Sample(Status.objects.order_by("position")[0].pk)


@owned
def tag(world: World) -> Sample:
    from audience.models import ContactTag, Tag

    made = Tag.objects.create(project=world.project, name="sample tag")
    ContactTag.objects.create(project=world.project, contact_id=world["contact"].value, tag=made)
    return Sample(made.pk, made.name)


@word
def field(world: World) -> Sample:
    return Sample("city")


# inbox


@word
def tab(world: World) -> Sample:
    return Sample("new")


@owned
def chat(world: World) -> Sample:
    from audience.models import Identity
    from inbox.models import Chat, Dialog, Group

    group = Group.objects.get(general=True)
    identity = Identity.objects.create(
        project=world.project,
        channel_id=world["channel"].value,
        external_id="501",
        contact_id=world["contact"].value,
        first_name="Marina",
        last_name="Samplova",
    )
    made = Chat.objects.create(
        project=world.project,
        identity=identity,
        contact_id=identity.contact_id,
        channel_id=identity.channel_id,
        group=group,
        state="new",
        rev=1,
    )
    dialog = Dialog.objects.create(
        project=world.project, chat=made, group=group, state="new", text="Sample words"
    )
    made.dialog = dialog.pk
    made.save()
    return Sample(made.pk, "Samplova")


@owned
def entry(world: World) -> Sample:
    from common import clock
    from inbox.models import Chat, Entry

    chat = Chat.objects.get(pk=world["chat"].value)
    made = Entry.objects.create(
        project=world.project,
        chat=chat,
        dialog=chat.dialog,
        rev=1,
        direction="in",
        at=clock.now(),
        text="Sample words",
    )
    return Sample(made.pk, made.text)


@owned
def file(world: World) -> Sample:
    from channels_hub.models import MediaFile
    from inbox.models import Entry

    made = MediaFile.objects.create(
        project=world.project,
        channel_id=world["channel"].value,
        kind="image",
        mime="image/webp",
        size=3,
        path=f"media/{secrets.token_hex(16)}",
        state="ready",
        chat=world["chat"].value,
        entry=world["entry"].value,
    )
    Entry.objects.filter(pk=made.entry).update(media=[made.pk])
    return Sample(made.pk)


@owned
def another_member(world: World) -> Sample:
    return Sample(world.make_member(world.project).pk)


@owned
def another_tag(world: World) -> Sample:
    from audience.models import Tag

    return Sample(Tag.objects.create(project=world.project, name="another sample").pk)


# Pages that show another object of theirs instead of their own name: what is made first, and its words.
SHOWS: dict[str, tuple[str, str]] = {"inbox:contact_dialogs": ("chat", "Sample words")}

# What a form must hold for the view to look for the address' object at all, by the address' name.
FORMS: dict[str, Callable[[World], dict[str, Any]]] = {
    "projects:rights_of": lambda world: {"source": world["another_member"].value},
    "audience:status": lambda world: {"status": world["status"].value},
    "audience:tag_name": lambda world: {"name": "another"},
    "audience:tag_hue": lambda world: {"hue": 3},
    "audience:tag_merging": lambda world: {"into": world["another_tag"].value},
    "audience:status_name": lambda world: {"name": "another"},
    "inbox:reading": lambda world: {"rev": 1},
}
