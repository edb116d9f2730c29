"""Who the bot is, who its clients are."""

from typing import Any

from sandbox.telegram.avatars import photos
from sandbox.telegram.calling import Call
from sandbox.telegram.files import size_of


async def get_me(call: Call) -> dict[str, Any]:
    """getMe."""
    return {
        **call.bot.me(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_chat(call: Call) -> dict[str, Any]:
    """getChat: a private chat's names and photo."""
    user = call.known_chat().user
    about = {**user.chat(), "accent_color_id": user.id % 7, "max_reaction_count": 11}
    if sizes := await photos(call.telegram, call.bot, user):
        about["photo"] = {
            "small_file_id": sizes[0].file_id,
            "small_file_unique_id": sizes[0].unique_id,
            "big_file_id": sizes[-1].file_id,
            "big_file_unique_id": sizes[-1].unique_id,
        }
    return about


async def get_user_profile_photos(call: Call) -> dict[str, Any]:
    """getUserProfilePhotos: one photo, or none when the client hides it."""
    sizes = await photos(call.telegram, call.bot, call.user())
    return {"total_count": 1 if sizes else 0, "photos": [[size_of(size) for size in sizes]] if sizes else []}
