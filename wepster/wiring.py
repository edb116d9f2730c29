"""Who reacts to what and who receives which channel's events: the one page that may see everybody (ARCHITECTURE §1)."""

from common import door


def wire() -> None:
    """Fill the registries; called once when all apps are loaded."""
    door.THIRD_PARTY.update({"staff/": "Django admin asks for is_staff itself"})
    _found_projects()
    _outline_projects()
    _end_sessions()
    _open_cards()
    _receive_clients()


def _found_projects() -> None:
    """What every new project begins with."""
    from audience.domain.statuses import make_first
    from inbox.domain.groups import make_general
    from projects.founding import on_founding

    on_founding(make_general)
    on_founding(make_first)


def _open_cards() -> None:
    """The contact card asks the inbox who stands where, and the inbox hears of its changes."""
    from audience import changes, guards, panels
    from inbox.domain.contact_changes import contact_changed
    from inbox.queries.standing import standing

    guards.register(standing)
    changes.on_change(contact_changed)
    panels.register("inbox:contact_dialogs", 10)


def _outline_projects() -> None:
    """What the pages of projects show of the floors above."""
    from django.utils.translation import gettext_lazy

    from channels_hub.queries.channels import any_broken
    from channels_hub.queries.outlines import any_connected, kinds_of_projects
    from inbox.queries.groups import names_of
    from projects.navigation import on_worry
    from projects.queries import outlines

    outlines.on_kinds(kinds_of_projects)
    outlines.on_groups(names_of)
    outlines.on_step("channel", any_connected)
    on_worry("channels", any_broken, gettext_lazy("A channel does not work"))


def _end_sessions() -> None:
    """Sessions and passwords are of accounts; sockets and memberships are of projects."""
    from accounts.arriving import on_arrival
    from accounts.signing_out import on_sessions_ended
    from projects.domain.inviting import arrive
    from projects.domain.managing_team import look_again

    on_arrival(arrive)
    on_sessions_ended(look_again)


def _receive_clients() -> None:
    """What clients say reaches the inbox; who leaves gives dialogs back; projects show the inbox's news."""
    from channels_hub import file_guard
    from channels_hub.enums import Purpose
    from channels_hub.receivers import Receiver, register
    from inbox import visibility
    from inbox.domain import files, leaving, naming, receiving, settling
    from inbox.queries.news import news
    from projects.leaving import on_leaving
    from projects.queries.news import on_news

    register(Purpose.CLIENTS, Receiver(receiving.receive, settling.settled, files.file_changed, naming.named))
    file_guard.register(visibility.may_see_file)
    on_leaving(leaving.give_back)
    on_news(news)
