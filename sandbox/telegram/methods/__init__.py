"""Methods of the Bot API by lower-case name; unknown ones are 404."""

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.telegram.calling import Call
from sandbox.telegram.methods import (
    albums,
    commands,
    editing,
    files,
    identity,
    media,
    places,
    presses,
    texts,
    updates,
)
from sandbox.telegram.methods import webhooks as hooks

Method = Callable[[Call], Awaitable[Any]]

_ALL: dict[str, Method] = {
    "getMe": identity.get_me,
    "getChat": identity.get_chat,
    "getUserProfilePhotos": identity.get_user_profile_photos,
    "getWebhookInfo": hooks.get_webhook_info,
    "setWebhook": hooks.set_webhook,
    "deleteWebhook": hooks.delete_webhook,
    "getUpdates": updates.get_updates,
    "sendMessage": texts.send_message,
    "sendPhoto": media.send_photo,
    "sendDocument": media.sender("document"),
    "sendVideo": media.sender("video"),
    "sendAnimation": media.sender("animation"),
    "sendVoice": media.sender("voice"),
    "sendAudio": media.sender("audio"),
    "sendVideoNote": media.sender("video_note"),
    "sendSticker": media.sender("sticker"),
    "sendMediaGroup": albums.send_media_group,
    "sendLocation": places.send_location,
    "sendVenue": places.send_venue,
    "sendContact": places.send_contact,
    "sendChatAction": places.send_chat_action,
    "answerCallbackQuery": presses.answer_callback_query,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "getFile": files.get_file,
    "getMyCommands": commands.get_my_commands,
    "setMyCommands": commands.set_my_commands,
    "deleteMyCommands": commands.delete_my_commands,
}
METHODS = {name.lower(): method for name, method in _ALL.items()}
NAMES = {name.lower(): name for name in _ALL}
