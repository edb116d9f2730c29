"""The content type of a page (CHN-7): never none, explained, changed at any time."""

from typing import Any

import pytest
from django.urls import reverse

from channels_hub.kinds import face
from channels_hub.kinds.facebook import tags
from channels_hub.models import Channel

pytestmark = pytest.mark.django_db
FACE = face("facebook")


@pytest.fixture
def owner(project: Any, client_of: Any) -> Any:
    return client_of(project.account.owner, headers={"Accept-Language": "ru"})


@pytest.fixture
def channel(project: Any, in_project: Any) -> Any:
    with in_project(project):
        return Channel.objects.create(
            project=project, kind="facebook", account="104", name="Кофейня", username="coffee", key="k" * 20
        )


def url(project: Any, channel: Any) -> str:
    return reverse("channels:content_type", args=[project.pk, channel.pk])


def kept(project: Any, in_project: Any) -> Any:
    with in_project(project):
        row = Channel.objects.get()
    chosen = FACE.chosen_type(row.extra)
    assert chosen is not None
    return chosen.key, row.extra.get("granted", [])


@pytest.mark.row("CHN-7", code="channels_hub/kinds/facebook/types.py")
def test_sixteen_types_the_second_is_the_default_and_all_are_explained() -> None:
    assert len({one.key for one in FACE.content_types}) == 16
    default = FACE.chosen_type({})
    assert default is FACE.content_types[1]
    assert FACE.chosen_type({"content_type": "nonsense"}) is default
    assert all(one.title and one.about for one in FACE.content_types)
    assert all(one.examples for one in FACE.content_types if not one.approved)
    assert [one.approved for one in FACE.content_types] == [True] + [False] * 15


@pytest.mark.row("CHN-7", code="channels_hub/kinds/facebook/tags.py")
def test_no_type_has_a_tag_that_programs_may_use_today_and_none_is_a_persons() -> None:
    assert {one.tag for one in FACE.content_types} == {""}
    assert "HUMAN_AGENT" not in tags.VALID_TODAY.values()
    assert set(tags.VALID_TODAY) <= {one.was for one in FACE.content_types}


@pytest.mark.row("CHN-7", code="channels_hub/views/content_types.py")
def test_the_page_explains_and_says_what_each_may_send_today(owner: Any, project: Any, channel: Any) -> None:
    page = owner.get(url(project, channel))
    assert page.status_code == 200
    for words in ("Бизнес-продуктивность", "Вебинар уже через час", "только 24 часа", "640", "по умолчанию"):
        assert words in page.text, words
    assert 'value="business_productivity" checked' in page.text


@pytest.mark.row("CHN-7", code="channels_hub/domain/choosing_content.py")
def test_it_is_chosen_and_changed(owner: Any, project: Any, channel: Any, in_project: Any) -> None:
    answer = owner.post(url(project, channel), {"content_type": "ticket_update"})
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"/{channel.pk}/check/"), "the first choice leads on to the check"
    assert kept(project, in_project) == ("ticket_update", [])
    owner.post(url(project, channel), {"content_type": "game_event", "human": "on"})
    assert kept(project, in_project) == ("game_event", ["HUMAN_AGENT"])
    assert "Игры и спортивные мероприятия" in owner.get(reverse("channels:list", args=[project.pk])).text


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"content_type": ""},
        {"content_type": "nonsense"},
        {"content_type": "non_promotional_subscription"},
    ],
)
def test_none_and_an_unapproved_first_type_are_refused(
    owner: Any, project: Any, channel: Any, in_project: Any, given: dict[str, str]
) -> None:
    assert owner.post(url(project, channel), given).status_code == 422
    assert kept(project, in_project)[0] == "business_productivity"


def test_the_first_type_with_the_pages_approval(
    owner: Any, project: Any, channel: Any, in_project: Any
) -> None:
    given = {"content_type": "non_promotional_subscription", "approved": "on"}
    assert owner.post(url(project, channel), given).status_code == 302
    assert kept(project, in_project)[0] == "non_promotional_subscription"


def test_others_have_no_such_page(owner: Any, project: Any, channel: Any, in_project: Any) -> None:
    with in_project(project):
        Channel.objects.update(kind="telegram")
    assert owner.get(url(project, channel)).status_code == 404
