"""What Telegram can do (PROTOCOLS §1.5)."""

from channels_hub.messengers.vocabulary import Traits

TRAITS = Traits(
    kind="telegram",
    max_text=4096,
    max_caption=1024,
    max_buttons=10,
    image_bytes=10 * 1024 * 1024,
    file_bytes=50 * 1024 * 1024,
    download_bytes=20 * 1024 * 1024,
    image_kinds=frozenset({"image/jpeg", "image/png", "image/gif"}),
    window_hours=None,
    statuses=frozenset(),
    dedupes_sends=False,
    rate=30.0,
    chat_rate=1.0,
    edits=True,
    deletes=True,
    events=("message", "edited_message", "callback_query", "my_chat_member"),
    hook_ports=frozenset({443, 80, 88, 8443}),
    buttons=frozenset({"url", "data", "phone", "location"}),
    max_quick_replies=20,
    max_label=64,
)
