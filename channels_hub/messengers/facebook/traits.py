"""What a Facebook page can do (PROTOCOLS §4.5, §4.6)."""

from channels_hub.messengers.vocabulary import Traits

TRAITS = Traits(
    kind="facebook",
    max_text=2000,
    max_caption=0,  # a message is text or a file
    max_buttons=3,
    image_bytes=8 * 1024 * 1024,
    file_bytes=25 * 1024 * 1024,
    download_bytes=25 * 1024 * 1024,
    image_kinds=frozenset({"image/jpeg", "image/png", "image/gif"}),
    window_hours=24,
    statuses=frozenset({"delivered", "read"}),
    dedupes_sends=False,
    rate=300.0,
    chat_rate=3.0,
    edits=False,
    deletes=False,
    events=(
        "messages",
        "messaging_postbacks",
        "messaging_referrals",
        "messaging_optins",
        "message_deliveries",
        "message_reads",
        "message_echoes",
        "message_edits",
        "message_reactions",
        "messaging_handovers",
        "standby",
    ),
    hook_ports=frozenset({443}),
    buttons=frozenset({"url", "data", "phone"}),
    max_quick_replies=13,
    max_label=20,
    media_rate=10.0,
    late_tag="HUMAN_AGENT",
    late_hours=7 * 24,
)
MAX_CARD = 640  # characters of a text with buttons under it
MAX_DATA = 1000  # characters of a button's payload
