"""The demo's project and people."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import Person
from common import clock
from projects.domain.founding import found_project
from projects.domain.joining import add_member
from projects.models import Member, Project
from projects.scope import everywhere, project_scope
from wepster.demo.story import PASSWORD, picture, story


def _saved(name: str, folder: str) -> str:
    return (
        str(default_storage.save(f"{folder}/{name}", ContentFile(picture(name.partition(".")[0]))))
        if name
        else ""
    )


def person(key: str) -> Person:
    """The demo's person under that key of the story, made when missing; the password is the demo's again."""
    about = story()["team"][key]
    found = Person.objects.filter(email=about["email"]).first()
    if found is None:
        found = Person.objects.create_user(
            about["email"],
            PASSWORD,
            name=about["name"],
            gender=about["gender"],
            language="ru",
            time_zone=story()["project"]["time_zone"],
            email_confirmed_at=clock.now(),
            photo=_saved(f"{about['photo']}.jpg" if about["photo"] else "", "people"),
        )
    elif not found.check_password(PASSWORD):
        found.set_password(PASSWORD)
        found.save(update_fields=["password"])
    return found


def project() -> Project:
    """The demo's project, founded when missing."""
    about = story()["project"]
    owner = person("owner")
    found = Project.objects.filter(account__owner=owner, name=about["name"], deleted_at=None).first()
    if found is None:
        found = found_project(owner, about["name"], time_zone=about["time_zone"], colour=about["colour"])
        found.logo = _saved(f"{about['logo']}.png", "logos")
        found.save(update_fields=["logo"])
    return found


def members(of: Project) -> dict[str, Member]:
    """All of the team as members, by their keys."""
    with everywhere("demo: who is a member already"):
        present = {row.person_id: row for row in Member.objects.present().filter(project=of)}
    found: dict[str, Member] = {}
    with project_scope(of.pk):
        for key, about in story()["team"].items():
            somebody = person(key)
            row = present.get(somebody.pk) or add_member(of, somebody, role=about["role"])
            row.person, row.project = somebody, of
            found[key] = row
    return found
