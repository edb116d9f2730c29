"""Methods of the API by lower-case name."""

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.vk.calling import Call
from sandbox.vk.methods import groups, people, polling, sending, servers, uploads

Method = Callable[[Call], Awaitable[Any]]

_ALL: dict[str, Method] = {
    "groups.getById": groups.get_by_id,
    "groups.get": groups.get,
    "groups.getTokenPermissions": groups.get_token_permissions,
    "groups.setSettings": groups.set_settings,
    "groups.getCallbackConfirmationCode": servers.get_confirmation_code,
    "groups.addCallbackServer": servers.add,
    "groups.deleteCallbackServer": servers.delete,
    "groups.getCallbackServers": servers.get_all,
    "groups.setCallbackSettings": servers.set_settings,
    "groups.getCallbackSettings": servers.get_settings,
    "groups.setLongPollSettings": polling.set_settings,
    "groups.getLongPollServer": polling.get_server,
    "messages.send": sending.send,
    "messages.edit": sending.edit,
    "messages.delete": sending.delete,
    "messages.getByConversationMessageId": sending.get_by_number,
    "messages.getConversations": sending.get_conversations,
    "messages.isMessagesFromGroupAllowed": sending.is_allowed,
    "messages.markAsRead": sending.mark_as_read,
    "messages.setActivity": sending.set_activity,
    "messages.sendMessageEventAnswer": sending.answer_press,
    "photos.getMessagesUploadServer": uploads.photo_server,
    "photos.saveMessagesPhoto": uploads.save_photo,
    "docs.getMessagesUploadServer": uploads.doc_server,
    "docs.save": uploads.save_doc,
    "users.get": people.get,
}
METHODS = {name.lower(): method for name, method in _ALL.items()}
NAMES = {name.lower(): name for name in _ALL}
