"""setWebhook, deleteWebhook, getWebhookInfo (PROTOCOLS §1.1)."""

import re
from typing import Any

from sandbox.telegram.calling import Call
from sandbox.telegram.errors import bad, too_many
from sandbox.telegram.models import Webhook
from sandbox.telegram.webhook_url import check

SECRET = re.compile(r"[A-Za-z0-9_-]*")


async def set_webhook(call: Call) -> bool:
    """Set where updates go. An empty address removes it. No request is made to the address.

    Unlike the real one it takes loopback addresses with http and any port.
    """
    url = call.text("url").strip()
    if not url:
        return await delete_webhook(call)
    bot, now = call.bot, call.telegram.clock.now()
    if now - bot.webhook.set_at < 1:
        raise too_many(1)
    check(url)
    secret = call.text("secret_token")
    if len(secret) > 256:
        raise bad("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    allowed = call.structure("allowed_updates")
    if allowed is not None and not (
        isinstance(allowed, list) and all(isinstance(one, str) for one in allowed)
    ):
        raise bad("can't parse allowed updates JSON object")
    if call.flag("drop_pending_updates"):
        bot.outbox.drop()
    connections = min(max(call.integer("max_connections", 40), 1), 100)
    bot.webhook = Webhook(url, secret, connections, bot.webhook.allowed if allowed is None else allowed, now)
    bot.outbox.news.set()
    bot.outbox.deliver(connections)
    call.telegram.keep_bot(bot)
    return True


async def delete_webhook(call: Call) -> bool:
    """Remove the webhook; updates wait for the next one or for getUpdates."""
    bot = call.bot
    bot.outbox.stop()
    if call.flag("drop_pending_updates"):
        bot.outbox.drop()
    bot.webhook = Webhook(allowed=bot.webhook.allowed)
    call.telegram.keep_bot(bot)
    return True


async def get_webhook_info(call: Call) -> dict[str, Any]:
    """Address, what waits, the last error."""
    hook, outbox = call.bot.webhook, call.bot.outbox
    outbox.expire()
    about: dict[str, Any] = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(outbox.pending),
    }
    if hook.url:
        about |= {"max_connections": hook.max_connections, "ip_address": "127.0.0.1"}
        if hook.last_error_date:
            about |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error_message}
    if hook.allowed:
        about["allowed_updates"] = hook.allowed
    return about
