"""The demo's project and people."""

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.domain.photos import set_photo
from accounts.models import Person
from common import clock
from projects.domain.dressing import set_logo
from projects.domain.founding import found_project
from projects.domain.joining import add_member
from projects.models import Member, Project
from projects.scope import everywhere, project_scope
from wepster.demo.story import PASSWORD, picture, story


def _upload(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture(name))


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
        )
        if about["photo"]:
            set_photo(found, _upload(about["photo"]))
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
        with project_scope(found.pk):
            set_logo(found, _upload(about["logo"]), by=owner)
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
