"""How rights are told to people: sections, explanations (design settings-rights)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.enums import Right


@dataclass(frozen=True)
class Words:
    """`label` what it opens, `hint` what that means, `off` what remains when it is off, `short` for lists, `tab` the tab's own name."""

    right: Right
    label: Any
    hint: Any = ""
    off: Any = ""
    short: Any = ""
    tab: Any = ""


@dataclass(frozen=True)
class Chapter:
    """A section of the product and its switches; `on` and `off` agree with the label of one that has a single switch."""

    key: str
    icon: str
    label: Any
    rights: tuple[Words, ...]
    on: Any = ""
    off: Any = ""


CHAPTERS = (
    Chapter("inbox", "messages-square", _("Inbox"), (
        Words(Right.INBOX_NEW, _("Tab “New”"), _("Sees enquiries that nobody has taken yet"),
              _("Seniors hand chats over: one can accept them without this tab too."), _("“New”"), pgettext_lazy("tab", "New")),
        Words(Right.INBOX_MINE, _("Tab “Mine”"), short=_("“Mine”"), tab=pgettext_lazy("tab", "Mine")),
        Words(Right.INBOX_OTHERS, _("Tab “Others”"), _("Sees colleagues’ chats"),
              _("“Done” and “Search” keep only enquiries where the person answered or was added."), _("“Others”"), pgettext_lazy("tab", "Others")),
        Words(Right.INBOX_DONE, _("Tab “Done”"), short=_("“Done”"), tab=pgettext_lazy("tab", "Done")),
        Words(Right.INBOX_SEARCH, _("Tab “Search”"), short=_("“Search”"), tab=pgettext_lazy("tab", "Search")),
        Words(Right.CHATS_TAKE, _("Take chats"), _("The button “Take the chat”"), short=_("“Take the chat”")),
        Words(Right.CHATS_WRITE, _("Write to clients"), _("Without it reading and notes remain"), short=_("writing to clients")),
        Words(Right.CARDS_EDIT, _("Edit cards"), _("Status, tags, fields, “About the client”"), short=_("editing of cards")),
        Words(Right.CONTACTS_SEE, _("See phone and email"), _("Else dots stand in their place, in exports too"), short=_("phones and emails")),
        Words(Right.CRM_SEND, _("Send to CRM"), short=_("sending to CRM")),
    )),
    Chapter("automator", "workflow", _("Automator"), (
        Words(Right.AUTOMATOR, _("Funnels, mailings, forms"), _("Makes, edits and starts them"), short=_("automator")),
    ), pgettext_lazy("automator", "on"), pgettext_lazy("automator", "off")),
    Chapter("broadcasts", "megaphone", _("Broadcasts"), (
        Words(Right.BROADCASTS_SEE, _("See broadcasts and reports"), short=_("broadcasts")),
        Words(Right.BROADCASTS_SEND, _("Create and send"), short=_("sending of broadcasts")),
    )),
    Chapter("acquisition", "magnet", _("Acquisition"), (
        Words(Right.ACQUISITION, _("Widgets, landings, buttons"), _("Makes, edits and puts them on sites"), short=_("acquisition")),
    ), pgettext_lazy("acquisition", "on"), pgettext_lazy("acquisition", "off")),
    Chapter("audience", "users-round", _("Audience"), (
        Words(Right.AUDIENCE_SEE, _("See contacts"), _("Messages of other groups stay hidden"), short=_("audience")),
        Words(Right.AUDIENCE_EXPORT, _("Export"), _("CSV and XLSX"), short=_("export")),
        Words(Right.AUDIENCE_CHANGE, _("Change many at once"), _("Tags, statuses, subscriptions, deletion"), short=_("changing many at once")),
    )),
    Chapter("analytics", "chart-column", _("Analytics"), (
        Words(Right.ANALYTICS, _("See reports"), _("For the groups the person is in"), short=_("analytics")),
    ), pgettext_lazy("analytics", "on"), pgettext_lazy("analytics", "off")),
)  # fmt: skip
WORDS = {words.right: words for chapter in CHAPTERS for words in chapter.rights}
