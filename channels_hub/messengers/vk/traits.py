"""What VK can do (PROTOCOLS §3.5)."""

from channels_hub.messengers.vocabulary import Traits

TRAITS = Traits(
    kind="vk",
    max_text=4096,
    max_caption=4096,
    max_buttons=10,
    image_bytes=50 * 1024 * 1024,
    file_bytes=200 * 1024 * 1024,
    download_bytes=200 * 1024 * 1024,
    image_kinds=frozenset({"image/jpeg", "image/png"}),
    window_hours=None,
    statuses=frozenset({"read"}),
    dedupes_sends=True,
    rate=20.0,
    chat_rate=2.0,
    edits=True,
    deletes=True,
    events=(
        "message_new",
        "message_reply",
        "message_edit",
        "message_allow",
        "message_deny",
        "message_event",
        "message_read",
    ),
    buttons=frozenset({"url", "data", "location"}),
    max_quick_replies=10,
    max_label=40,
    calls_a_file=3,
    dedupe_seconds=1800,
)
