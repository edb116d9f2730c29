"""`{% load ui %}`: the one library of our tags and filters; what they draw is in common.presenting."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    RadioSelect,
    Select,
    Textarea,
)
from django.utils.safestring import SafeString

from common import clock
from common.presenting import dom, figures, icons, moments, people, still

register = template.Library()

register.simple_tag(icons.icon)
register.simple_tag(icons.mark)
register.simple_tag(people.avatar)
register.simple_tag(people.tag)
register.simple_tag(dom.dom_id)
register.simple_tag(still.still)
register.filter("number", figures.number)
register.filter("percent", figures.percent)
register.filter("filesize", figures.filesize)
register.filter("initials", people.initials)
register.filter("hue", people.hue)
register.filter("messenger_name", icons.messenger_name)


@register.simple_tag
def when(moment: datetime | None, style: str = "list", cls: str = "") -> SafeString:
    """`{% when entry.at "ago" %}`: a moment as people say it; styles list, ago, time, day, full."""
    return moments.when(moment, clock.now(), style, cls)


@register.filter
def span(length: timedelta | None) -> str:
    """`{{ waited|span }}`: how long, as "17 min"."""
    return "" if length is None else moments.span(length)


@register.filter
def look(field: BoundField) -> str:
    """Which markup a form field gets: check, choices or line (text, select, textarea, file)."""
    widget = field.field.widget
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)):
        return "choices"
    return "check" if isinstance(widget, CheckboxInput) else "line"


@register.simple_tag
def control(field: BoundField, **attributes: Any) -> SafeString:
    """`{% control form.name placeholder="…" %}`: the field's widget alone, with our class; `_` in names becomes `-`."""
    widget = field.field.widget
    if isinstance(widget, Textarea):
        cls = "textarea"
    elif isinstance(widget, Select):
        cls = "select"
    elif isinstance(widget, (CheckboxInput, RadioSelect, CheckboxSelectMultiple, FileInput)):
        cls = ""
    else:
        cls = "input"
    own = f"{cls} {widget.attrs.get('class', '')}".strip()
    attrs = {name.replace("_", "-"): value for name, value in attributes.items()}
    if own:
        attrs["class"] = own
    return field.as_widget(attrs=attrs)


@register.simple_tag
def now_stamp() -> str:
    """Business time of this answer in ISO 8601; scripts measure the browser's clock against it."""
    return clock.now().isoformat(timespec="milliseconds")
