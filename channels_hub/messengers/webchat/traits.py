"""What the web chat can do: it is ours, so the limits are those of good sense."""

from channels_hub.messengers.vocabulary import Traits

MEGABYTE = 1024 * 1024
TRAITS = Traits(
    kind="webchat",
    max_text=8000,
    max_caption=8000,
    max_buttons=10,
    image_bytes=50 * MEGABYTE,
    file_bytes=50 * MEGABYTE,
    download_bytes=25 * MEGABYTE,
    image_kinds=frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"}),
    window_hours=None,
    statuses=frozenset({"delivered", "read"}),
    dedupes_sends=True,
    dedupe_seconds=30 * 24 * 3600,  # the key stands in the message's own row
    rate=50.0,
    chat_rate=10.0,
    edits=False,
    deletes=False,
    max_quick_replies=10,
    max_label=60,
)
