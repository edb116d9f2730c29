"""`{% load inbox_rows %}`: the line of a chat in the list, the plain bubble of a chat."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from inbox.showing.bubbles import plain
from inbox.showing.drawn_rows import drawn
from inbox.showing.lines import Line
from inbox.showing.rows import Shown

register = template.Library()


@register.simple_tag(takes_context=True)
def chat_row(context: template.Context, shown: Shown) -> SafeString:
    """`{% chat_row shown %}`, within a list that has `tab`, `two`, and the open chat as `head` or `chat_open`."""
    head: Any = context.get("head")
    opened = str(head.chat if head else context.get("chat_open", ""))
    return drawn(shown, str(context.get("tab", "")), bool(context.get("two")), opened == str(shown.row.chat))


@register.filter
def bubble(line: Line) -> SafeString:
    """`{{ line|bubble }}`: a plain text's HTML, "" of anything else."""
    return plain(line)
