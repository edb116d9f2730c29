"""Fields of the card (CARD-5, CARD-9)."""

from typing import Any

import pytest

from audience.domain.editing import Overtaken, edit
from audience.domain.statuses import add_status, rename_status
from audience.domain.tagging import add_tag, remove_tag
from audience.domain.tags import merge_tags, rename_tag
from audience.models import Contact, ContactTag, Status, Tag
from audience.queries.cards import card
from audience.values import Unfit
from projects.domain.refusals import Refused
from projects.enums import Right

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(project: Any, in_project: Any) -> Contact:
    with in_project(project):
        status = Status.objects.get(key="enquired")
        made: Contact = Contact.objects.create(
            project=project, first_name="Marina", last_name="Koval", status=status
        )
        return made


@pytest.mark.row("CARD-5", code="audience/domain/editing.py")
@pytest.mark.parametrize(
    ("field", "text", "stored"),
    [
        ("phone", "8 (900) 000-12-48", "+79000001248"),
        ("phone", "+380 44 000 00 00", "+380440000000"),
        ("email", " marina@example.com ", "marina@example.com"),
        ("sex", "f", "f"),
        ("city", "  Великий   Новгород ", "Великий Новгород"),
        ("about", "line one\nline two\0", "line one\nline two"),
    ],
)
def test_a_value_is_stored_clean(
    project: Any, contact: Contact, make_member: Any, in_project: Any, field: str, text: str, stored: str
) -> None:
    member = make_member(project)
    with in_project(project):
        edit(member, contact.pk, field, text, None)
        assert getattr(Contact.objects.get(pk=contact.pk), field) == stored


@pytest.mark.parametrize(
    ("field", "text"),
    [("phone", "12"), ("phone", "call me"), ("email", "marina@"), ("sex", "x"), ("city", "x" * 121)],
)
def test_an_unfit_value_is_refused_with_a_sentence(
    project: Any, contact: Contact, make_member: Any, in_project: Any, field: str, text: str
) -> None:
    member = make_member(project)
    with in_project(project), pytest.raises(Unfit) as refusal:
        edit(member, contact.pk, field, text, None)
    assert refusal.value.sentence


@pytest.mark.row("CARD-9", code="audience/domain/editing.py")
def test_the_second_of_two_editors_sees_what_the_first_wrote(
    project: Any, contact: Contact, make_member: Any, in_project: Any
) -> None:
    first, second = make_member(project), make_member(project)
    with in_project(project):
        edit(first, contact.pk, "city", "Tver", was="")
        with pytest.raises(Overtaken) as overtaken:
            edit(second, contact.pk, "city", "Omsk", was="")
        assert overtaken.value.theirs == "Tver"
        edit(second, contact.pk, "address", "Lenina, 1", was="")
        kept = Contact.objects.get(pk=contact.pk)
        assert (kept.city, kept.address) == ("Tver", "Lenina, 1")


@pytest.mark.row("CARD-5", code="audience/guards.py")
def test_without_the_right_the_card_is_read_only(
    project: Any, contact: Contact, make_member: Any, in_project: Any
) -> None:
    member = make_member(project, denied=[Right.CARDS_EDIT])
    with in_project(project):
        assert not card(member, contact.pk).editable
        with pytest.raises(Refused):
            edit(member, contact.pk, "city", "Tver", None)
        assert Contact.objects.get(pk=contact.pk).city == ""


def test_contact_data_is_masked_without_the_right(
    project: Any, contact: Contact, make_member: Any, in_project: Any, client_of: Any
) -> None:
    owner, member = make_member(project, "owner"), make_member(project, denied=[Right.CONTACTS_SEE])
    with in_project(project):
        edit(owner, contact.pk, "phone", "+7 900 000-12-48", None)
        edit(owner, contact.pk, "email", "marina@example.com", None)
    address = f"/p/{project.pk}/audience/contacts/{contact.pk}/card/"
    assert "900 000-12-48" in client_of(owner).get(address).content.decode()
    page = client_of(member).get(address).content.decode()
    assert "900 000" not in page
    assert "79000001248" not in page
    assert "marina@example.com" not in page


@pytest.mark.row("CARD-1", code="audience/domain/editing.py")
def test_a_name_edited_by_staff_is_marked(
    project: Any, contact: Contact, make_member: Any, in_project: Any
) -> None:
    with in_project(project):
        edit(make_member(project), contact.pk, "first_name", "Марина", None)
        kept = Contact.objects.get(pk=contact.pk)
        assert kept.name_edited
        assert "марина" in kept.search


@pytest.mark.row("CARD-2", code="audience/domain/statuses.py")
def test_a_project_begins_with_six_statuses_and_may_rename_and_add(
    project: Any, make_member: Any, in_project: Any
) -> None:
    owner = make_member(project, "owner")
    with in_project(project):
        first = list(Status.objects.order_by("position"))
        assert [status.key for status in first] == [
            "not_client", "enquired", "interested", "desire", "client", "regular",
        ]  # fmt: skip
        renamed = rename_status(owner, first[1].pk, "Lead")
        assert (renamed.pk, renamed.key, renamed.title) == (first[1].pk, "enquired", "Lead")
        assert rename_status(owner, first[1].pk, "").name == ""
        assert add_status(owner, "VIP").position == 7


@pytest.mark.row("CARD-3", code="audience/domain/tagging.py")
def test_tags_are_made_on_the_fly_renamed_and_merged(
    project: Any, contact: Contact, make_member: Any, in_project: Any
) -> None:
    owner = make_member(project, "owner")
    with in_project(project):
        coffee = add_tag(owner, contact.pk, " Coffee ")
        assert add_tag(owner, contact.pk, "COFFEE").pk == coffee.pk
        tea = add_tag(owner, contact.pk, "tea")
        with pytest.raises(Refused):
            rename_tag(owner, tea.pk, "coffee")
        merge_tags(owner, tea.pk, coffee.pk)
        assert [row.tag_id for row in ContactTag.objects.filter(contact=contact)] == [coffee.pk]
        assert not Tag.objects.filter(pk=tea.pk).exists()
        remove_tag(owner, contact.pk, coffee.pk)
        assert not ContactTag.objects.filter(contact=contact).exists()


def test_another_projects_contact_does_not_exist(
    project: Any, contact: Contact, make_project: Any, make_member: Any, client_of: Any
) -> None:
    stranger = make_project(name="Elsewhere")
    owner = make_member(stranger, "owner")
    client = client_of(owner)
    assert client.get(f"/p/{stranger.pk}/audience/contacts/{contact.pk}/card/").status_code == 404
    answer = client.post(f"/p/{stranger.pk}/audience/contacts/{contact.pk}/fields/city/", {"value": "Omsk"})
    assert answer.status_code == 404


def test_markup_in_names_is_text(
    project: Any, contact: Contact, make_member: Any, in_project: Any, client_of: Any
) -> None:
    owner = make_member(project, "owner")
    with in_project(project):
        edit(owner, contact.pk, "first_name", '"><img src=x onerror=alert(1)>', None)
        add_tag(owner, contact.pk, "<script>alert(1)</script>")
    page = client_of(owner).get(f"/p/{project.pk}/audience/contacts/{contact.pk}/card/").content.decode()
    assert "<img src=x" not in page
    assert "<script>alert" not in page


def test_a_conflict_tells_nothing_to_who_may_not_see(
    project: Any, contact: Contact, make_member: Any, in_project: Any, client_of: Any
) -> None:
    owner, member = make_member(project, "owner"), make_member(project, denied=[Right.CONTACTS_SEE])
    with in_project(project):
        edit(owner, contact.pk, "phone", "+7 900 000-12-48", None)
    answer = client_of(member).post(
        f"/p/{project.pk}/audience/contacts/{contact.pk}/fields/phone/", {"value": "+79111111111", "was": ""}
    )
    assert answer.status_code == 403
    assert "0001248" not in answer.content.decode()
    with in_project(project):
        assert Contact.objects.get(pk=contact.pk).phone == "+79000001248"
