"""Methods of the API by name (PROTOCOLS §2.1, §2.5)."""

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.telegram.webhook_url import is_loopback
from sandbox.viber.bots import Bot
from sandbox.viber.checking import checked
from sandbox.viber.delivering import Delivery
from sandbox.viber.errors import Refused
from sandbox.viber.models import Chat, Webhook
from sandbox.viber.provider import Viber

EVENTS = {"delivered", "seen", "failed", "subscribed", "unsubscribed", "conversation_started"}
DETAILS, DETAILS_WITHIN = 2, 12 * 3600
BROADCAST = 300


async def get_account_info(viber: Viber, bot: Bot, fields: dict[str, Any]) -> dict[str, Any]:
    """The account and where its events go."""
    hook = bot.webhook
    return {
        "id": bot.id,
        "name": bot.name,
        "uri": bot.uri,
        "icon": f"{viber.origin}/viber/icons/{bot.id[3:]}.png",
        "category": "Companies",
        "subcategory": "Education",
        "country": "RU",
        "webhook": hook.url,
        "event_types": sorted(hook.events) if hook.events is not None else [],
        "subscribers_count": sum(chat.subscribed for chat in bot.chats.values()),
        "members": [],
    }


async def set_webhook(viber: Viber, bot: Bot, fields: dict[str, Any]) -> dict[str, Any]:
    """Set where events go; while this runs the address must answer an event "webhook". An empty address removes it.

    Unlike the real one it takes loopback addresses with http.
    """
    url = fields.get("url")
    if not isinstance(url, str):
        raise Refused(4, "missingData: url")
    if not url:
        bot.outbox.stop()
        bot.webhook = Webhook()
        viber.keep_bot(bot)
        return {"event_types": []}
    wanted = fields.get("event_types")
    if wanted is not None and (not isinstance(wanted, list) or not set(wanted) <= EVENTS | {"message"}):
        raise Refused(3, "badData: event_types")
    if not is_loopback(url):
        raise Refused(1, "Webhook URL is not valid")
    shake = {"event": "webhook", "timestamp": viber.now(), "chat_hostname": "SN-CHAT-03_"}
    status, _ = await Delivery(viber, bot).exchange(url, {**shake, "message_token": viber.take_token()})
    if status != 200:
        raise Refused(1, "Result code is not 200")
    bot.webhook = Webhook(
        url,
        None if wanted is None else list(wanted),
        bool(fields.get("send_name")),
        bool(fields.get("send_photo")),
    )
    viber.keep_bot(bot)
    viber.live.tell(kind="bots")
    bot.outbox.deliver()
    events = EVENTS if wanted is None else set(wanted)
    return {"event_types": sorted(events | {"message", "webhook", "client_status", "action"})}


async def get_user_details(viber: Viber, bot: Bot, fields: dict[str, Any]) -> dict[str, Any]:
    """A client's profile, twice in twelve hours."""
    chat = _chat(bot, fields.get("id"))
    now = viber.clock.now()
    asked = [at for at in bot.details.get(chat.user.id, []) if now - at < DETAILS_WITHIN]
    if len(asked) >= DETAILS:
        raise Refused(12)
    bot.details[chat.user.id] = [*asked, now]
    more = {"primary_device_os": "android 14", "viber_version": "24.2.0.0", "device_type": "Pixel 8"}
    return {"message_token": viber.take_token(), "user": {**viber.person(bot, chat.user), **more}}


async def get_online(viber: Viber, bot: Bot, fields: dict[str, Any]) -> dict[str, Any]:
    """Who is online: all whose device is not off."""
    ids = fields.get("ids")
    if not isinstance(ids, list) or len(ids) > 100:
        raise Refused(3, "badData: ids")
    found = [(one, bot.by_receiver.get(str(one))) for one in ids]
    return {
        "users": [
            {"id": one, "online_status": 2 if chat is None else int(chat.offline), "last_online": viber.now()}
            for one, chat in found
        ]
    }


async def send_message(viber: Viber, bot: Bot, fields: dict[str, Any]) -> dict[str, Any]:
    """One message to one client."""
    if not bot.webhook.url:
        raise Refused(10)
    if not fields.get("receiver"):
        raise Refused(4, "missingData: receiver")
    said = _said(fields)
    chat = _chat(bot, fields["receiver"])
    _writable(chat)
    token = viber.take_token()
    viber.say(bot, chat, said, token)
    return {"message_token": token, "billing_status": 1}


async def broadcast_message(viber: Viber, bot: Bot, fields: dict[str, Any]) -> dict[str, Any]:
    """One message to at most 300 clients, with one token for all; who cannot be written to is listed."""
    if not bot.webhook.url:
        raise Refused(10)
    receivers = fields.get("broadcast_list")
    if not isinstance(receivers, list) or not 1 <= len(receivers) <= BROADCAST:
        raise Refused(3, "badData: broadcast_list")
    said, token, failed = _said(fields), viber.take_token(), []
    for receiver in receivers:
        try:
            chat = _chat(bot, receiver)
            _writable(chat)
        except Refused as refused:
            failed.append({"receiver": receiver, "status": refused.status, "status_message": refused.text})
            continue
        viber.say(bot, chat, dict(said), token)
    return {"message_token": token, "failed_list": failed}


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    outer = ("auth_token", "receiver", "broadcast_list")
    said = {name: value for name, value in fields.items() if name not in outer}
    checked(said)
    return said


def _chat(bot: Bot, receiver: Any) -> Chat:
    chat = bot.by_receiver.get(str(receiver))
    if chat is None or chat.user.deactivated:
        raise Refused(5)
    return chat


def _writable(chat: Chat) -> None:
    if not chat.subscribed:
        raise Refused(6)


METHODS: dict[str, Callable[[Viber, Bot, dict[str, Any]], Awaitable[dict[str, Any]]]] = {
    "get_account_info": get_account_info,
    "set_webhook": set_webhook,
    "get_user_details": get_user_details,
    "get_online": get_online,
    "send_message": send_message,
    "broadcast_message": broadcast_message,
}
LIMITED = {"send_message", "broadcast_message"}
