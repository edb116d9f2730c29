from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Person
from projects.enums import Right
from projects.models import Act, Invitation, Member

pytestmark = pytest.mark.django_db
NEW = {
    "name": "Nadezhda Orlova",
    "email": "nadezhda@mail.test",
    "way": "password",
    "password": "pine-47-ladle-summer",
    "role": "manager",
}


@pytest.fixture
def admin(project: Any, make_member: Callable[..., Any]) -> Member:
    return make_member(project, "admin")


@pytest.fixture
def client(admin: Member, client_of: Callable[..., Client]) -> Client:
    return client_of(admin)


@pytest.fixture
def team(project: Any) -> str:
    return f"/p/{project.pk}/settings/team/"


@pytest.mark.row("TEAM-1")
def test_the_team_is_listed_by_role_with_rights(
    project: Any, client: Client, team: str, make_member: Callable[..., Any], make_person: Callable[..., Any]
) -> None:
    make_member(
        project, person=make_person(name="Timur Akhmetzyanov"), denied=[Right.CHATS_TAKE, Right.ANALYTICS]
    )

    page = client.get(team, headers={"accept-language": "en"}).content.decode()

    assert page.index("Owner") < page.index("Administrators") < page.index("Managers")
    assert "Timur Akhmetzyanov" in page
    assert "without 2 rights" in page


@pytest.mark.row("TEAM-1")
def test_a_new_member_comes_with_the_password_of_the_inviter(
    project: Any, client: Client, team: str, in_project: Any
) -> None:
    page = client.post(team + "new/", NEW).content.decode()
    assert "pine-47-ladle-summer" in page
    assert "nadezhda@mail.test" in page
    assert "pine-47-ladle-summer" not in client.get(team).content.decode()

    guest = Client()
    guest.post("/accounts/sign-in/", {"email": NEW["email"], "password": NEW["password"]})
    answer = guest.post("/accounts/own-password/", {"password": "rowan-86-anchor"}, follow=True)

    assert project.name in answer.content.decode()
    with in_project(project):
        assert Member.objects.get(person__email=NEW["email"]).role == "manager"


@pytest.mark.row("TEAM-1")
def test_an_address_with_a_user_gets_an_invitation_and_the_inviter_the_same_answer(
    project: Any,
    client: Client,
    team: str,
    make_person: Callable[..., Any],
    link_to: Callable[[str], str],
    client_of: Callable[..., Client],
    in_project: Any,
) -> None:
    known = make_person("known@mail.test")

    answers = [
        client.post(team + "new/", {**NEW, "email": email}).content.decode().replace(email, "…")
        for email in ("known@mail.test", "fresh@mail.test")
    ]

    dialogs = [
        page[page.index('id="member-added"') : page.index("</dialog>", page.index('id="member-added"'))]
        for page in answers
    ]
    assert dialogs[0] == dialogs[1]
    known.refresh_from_db()
    assert not known.check_password(NEW["password"])
    rows = client.get(team).content.decode()
    assert rows.count("Nadezhda Orlova</b>") == 2  # both wait until their people come
    theirs = client_of(known)
    assert project.name in theirs.get(link_to("known@mail.test")).content.decode()
    theirs.post(link_to("known@mail.test"))
    with in_project(project):
        assert Member.objects.filter(person=known).exists()


@pytest.mark.row("TEAM-1", code="projects/views/joining.py")
def test_a_letter_invites_somebody_new(
    project: Any, client: Client, team: str, link_to: Callable[[str], str], in_project: Any
) -> None:
    client.post(team + "new/", {**NEW, "way": "letter", "password": ""})
    guest = Client()

    path = link_to(NEW["email"])
    answer = guest.post(path, {"name": "Nadya", "password": "rowan-86-anchor"}, follow=True)

    assert answer.status_code == 200
    person = Person.objects.get(email=NEW["email"])
    assert person.email_confirmed_at is not None
    with in_project(project):
        assert Member.objects.filter(person=person).exists()
    assert Client().get(path).status_code == 410


@pytest.mark.row("TEAM-1", code="projects/views/joining.py")
def test_an_invitation_is_for_its_mailbox_alone(
    project: Any,
    client: Client,
    team: str,
    link_to: Callable[[str], str],
    make_person: Any,
    client_of: Any,
    in_project: Any,
) -> None:
    client.post(team + "new/", {**NEW, "way": "letter", "password": ""})
    stranger = make_person()

    client_of(stranger).post(link_to(NEW["email"]))

    with in_project(project):
        assert not Member.objects.filter(person=stranger).exists()


@pytest.mark.row("ACC-2", code="projects/domain/inviting.py")
def test_invitations_wait_for_the_inviters_own_mailbox(
    project: Any,
    make_member: Any,
    make_person: Any,
    client_of: Any,
    team: str,
    letters: Callable[[str], list[str]],
) -> None:
    inviter = make_member(project, "admin", make_person(email_confirmed_at=None))

    client_of(inviter).post(team + "new/", {**NEW, "way": "letter", "password": ""})

    assert letters(NEW["email"]) == []


def test_an_invitation_is_sent_again_with_a_fresh_link_and_taken_back(
    project: Any, client: Client, team: str, link_to: Callable[[str], str], in_project: Any
) -> None:
    client.post(team + "new/", {**NEW, "way": "letter", "password": ""})
    first = link_to(NEW["email"])
    with in_project(project):
        invitation = Invitation.objects.get().pk
    client.post(f"{team}invitations/{invitation}/again/")
    second = link_to(NEW["email"])

    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200
    client.post(f"{team}invitations/{invitation}/withdrawal/")
    assert Client().get(second).status_code == 410


@pytest.mark.row("TEAM-2")
def test_members_of_the_account_are_chosen_and_no_others(
    project: Any,
    make_project: Any,
    make_member: Any,
    make_person: Any,
    client: Client,
    team: str,
    in_project: Any,
) -> None:
    second = make_project(project.account.owner, "Second")
    colleague, stranger = make_member(second).person, make_person()
    assert colleague.name in client.get(team).content.decode()

    client.post(team + "existing/", {"people": [colleague.pk], "role": "manager"})
    refused = client.post(team + "existing/", {"people": [stranger.pk], "role": "manager"})

    assert refused.status_code == 422
    with in_project(project):
        people = set(Member.objects.values_list("person_id", flat=True))
    assert colleague.pk in people
    assert stranger.pk not in people


def test_a_password_too_weak_or_a_member_twice_is_said(
    project: Any, client: Client, team: str, admin: Member
) -> None:
    assert client.post(team + "new/", {**NEW, "password": "123"}).status_code == 422
    assert client.post(team + "new/", {**NEW, "email": admin.person.email}).status_code == 422
    assert client.post(team + "new/", {**NEW, "role": "owner"}).status_code == 422


@pytest.mark.row("TEAM-4", code="projects/domain/managing_team.py")
def test_a_switch_is_saved_by_itself_and_holds_at_once(
    project: Any, client: Client, team: str, make_member: Any, client_of: Any, in_project: Any
) -> None:
    manager = make_member(project)
    theirs = client_of(manager)
    assert theirs.get(f"/p/{project.pk}/inbox/new/").status_code == 200

    answer = client.post(f"{team}{manager.pk}/rights/inbox.new/", {}, headers={"hx-request": "true"})

    assert answer.status_code == 200
    assert theirs.get(f"/p/{project.pk}/inbox/new/").status_code == 403
    client.post(f"{team}{manager.pk}/rights/inbox.new/", {"on": "1"})
    assert theirs.get(f"/p/{project.pk}/inbox/new/").status_code == 200
    with in_project(project):
        assert Act.objects.filter(what="member.right").count() == 2


@pytest.mark.row("TEAM-3", code="projects/domain/managing_team.py")
def test_the_owner_is_touched_by_nobody_and_nobody_touches_himself(
    project: Any, client: Client, team: str, admin: Member, make_member: Any, in_project: Any
) -> None:
    owner = make_member(project, "owner")
    for who in (owner, admin):
        client.post(f"{team}{who.pk}/role/", {"role": "manager"})
        client.post(f"{team}{who.pk}/rights/inbox.new/", {})
        client.post(f"{team}{who.pk}/leaving/")

    with in_project(project):
        for who in (owner, admin):
            fresh = Member.objects.get(pk=who.pk)
            assert (fresh.role, fresh.denied, fresh.left_at) == (who.role, [], None)


@pytest.mark.row("TEAM-3", code="projects/domain/managing_team.py")
def test_an_administrator_makes_and_unmakes_administrators(
    project: Any, client: Client, team: str, make_member: Any, client_of: Any, in_project: Any
) -> None:
    manager = make_member(project, denied=[Right.CHATS_TAKE])

    client.post(f"{team}{manager.pk}/role/", {"role": "admin"})
    assert client_of(manager).get(team).status_code == 200
    client.post(f"{team}{manager.pk}/role/", {"role": "owner"})
    client.post(f"{team}{manager.pk}/role/", {"role": "manager"})

    assert client_of(manager).get(team).status_code == 403
    with in_project(project):
        assert Member.objects.get(pk=manager.pk).denied == [Right.CHATS_TAKE]


@pytest.mark.row("TEAM-3", code="projects/domain/managing_team.py")
def test_who_is_removed_loses_the_project_at_once_and_keeps_the_name_in_it(
    project: Any, client: Client, team: str, make_member: Any, client_of: Any, in_project: Any
) -> None:
    manager = make_member(project)
    theirs = client_of(manager)

    client.post(f"{team}{manager.pk}/leaving/")

    assert theirs.get(f"/p/{project.pk}/").status_code == 404
    assert theirs.get("/projects/new/").status_code == 200
    with in_project(project):
        assert Member.objects.get(pk=manager.pk).left_at is not None


def test_rights_are_copied_from_a_colleague_and_opened(
    project: Any, client: Client, team: str, make_member: Any, in_project: Any
) -> None:
    model, manager = make_member(project, denied=[Right.CHATS_TAKE]), make_member(project)

    client.post(f"{team}{manager.pk}/rights/like/", {"source": model.pk})
    with in_project(project):
        assert Member.objects.get(pk=manager.pk).denied == [Right.CHATS_TAKE]
    client.post(f"{team}{manager.pk}/rights/all/")
    with in_project(project):
        assert Member.objects.get(pk=manager.pk).denied == []


def test_the_list_is_searched(
    project: Any, client: Client, team: str, make_member: Any, make_person: Any
) -> None:
    make_member(project, person=make_person("zoya@mail.test", "Zoya Lis"))
    make_member(project, person=make_person("oleg@mail.test", "Oleg Sam"))

    page = client.get(
        team, {"q": "zoya"}, headers={"hx-request": "true", "hx-target": "team-list"}
    ).content.decode()

    assert "Zoya Lis" in page
    assert "Oleg Sam" not in page
    assert "<html" not in page
