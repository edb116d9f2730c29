"""What Viber can do (PROTOCOLS §2.5). Where its documents disagree, the smaller number stands."""

from channels_hub.messengers.vocabulary import Traits

MB = 1024 * 1024
VIDEO_BYTES = 26 * MB
REQUEST_BYTES = 30 * 1024
SENDER_NAME = 28
FILE_NAME = 256

TRAITS = Traits(
    kind="viber",
    max_text=7000,
    max_caption=512,
    max_buttons=12,
    image_bytes=1 * MB,
    file_bytes=50 * MB,
    download_bytes=200 * MB,
    image_kinds=frozenset({"image/jpeg", "image/png", "image/gif"}),
    window_hours=None,
    statuses=frozenset({"delivered", "read"}),
    dedupes_sends=False,
    rate=50.0,
    chat_rate=1.0,
    edits=False,
    deletes=False,
    events=("delivered", "seen", "failed", "subscribed", "unsubscribed", "conversation_started"),
    fetches_files=True,
    buttons=frozenset({"url", "data", "phone", "location"}),
    max_quick_replies=12,
    max_label=250,
)
