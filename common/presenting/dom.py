"""The one maker of ids of elements, so that templates, htmx targets and scripts never disagree."""


def dom_id(thing: object, part: str | int = "") -> str:
    """An element's id: `chat-7` of a model or of the name "chat" with 7, `chat-7-row` with a part, `chat-new` unsaved."""
    if isinstance(thing, str):
        return f"{thing}-{part}" if part != "" else thing
    meta = getattr(thing, "_meta", None)
    name = meta.model_name if meta is not None else type(thing).__name__.lower()
    key = getattr(thing, "pk", None) or getattr(thing, "id", None) or "new"
    return f"{name}-{key}-{part}" if part != "" else f"{name}-{key}"
