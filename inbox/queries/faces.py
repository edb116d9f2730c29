"""A member as pages draw one."""

from collections.abc import Iterable
from dataclasses import dataclass

from projects.models import Member

COLUMNS = ("project", "person__name", "person__photo", "person__gender")


@dataclass(frozen=True)
class Face:
    """`member` is Member's id; `photo` an address or empty; `gender` f, m or empty; `me` is the reader."""

    member: int
    name: str
    photo: str = ""
    gender: str = ""
    me: bool = False

    @property
    def short(self) -> str:
        """The first word of the name."""
        return self.name.split(" ")[0]


def face(member: Member, reader: Member | None = None) -> Face:
    """The face of a member row loaded with its person."""
    person = member.person
    return Face(
        member.pk, person.name, person.photo_url, person.gender, reader is not None and member.pk == reader.pk
    )


def faces(ids: Iterable[int | None], reader: Member | None = None) -> dict[int, Face]:
    """Faces by member id, left ones included: one query for those that the request has not asked for, none for no ids."""
    wanted = {pk for pk in ids if pk is not None}
    known: dict[int, Face] = reader.once("faces", dict) if reader is not None else {}
    if missing := wanted - known.keys():
        rows = Member.objects.filter(pk__in=missing).select_related("person").only(*COLUMNS)
        known.update((row.pk, face(row, reader)) for row in rows)
    return {pk: known[pk] for pk in wanted & known.keys()}
