"""Telegram (ARCHITECTURE §5). Async functions run on the loop that made their Client; all raise channels_hub.messengers.errors.

    TRAITS                                                 what it can do, as data
    Client(); async with, or await client.close()          connections and bots of one event loop
    identify(token, base) -> Account                       whose token it is and where its updates go now
    hook(token, base, url, secret)                         take the updates
    unhook(token, base, url) -> bool                       give them up, if they still come to url
    verify(headers, body, secret, token) -> bool           is a request the provider's?
    split(body) -> [Part]                                  what to store of it; never raises
    parse(body) -> [Happening]                             what a part says; raises Malformed
    pieces(text)                                           what a person said as messages
    parts(text, files, buttons, reply_to, quick_replies)   what a person said as provider calls
    send(client, token, base, peer, outgoing, opened)      one provider call -> Sent
    reach(client, token, base)                             does it answer? writes to nobody
    acknowledge(client, token, base, answer)               take the spinner off a pressed button
    fetch(client, token, base, ref, limit)                 a file's bytes in chunks
    profile(client, token, base, peer) -> Media | None     a portrait
    updates(client, token, base, after) -> [Part]          by asking
    chat_link(username, payload="")                        where a client writes

Messengers that can have besides
    edit(client, token, base, peer, provider_id, text)     change what we said
    delete(client, token, base, peer, provider_id)         take it back
Messengers that need it have besides
    reply(body, extra) -> Reply | None                     what a request is answered with; `extra` is the channel's
    foresee(token, base, account) -> dict                  what must stand in `extra` before `hook` calls the provider
    health(token, base, account, extra) -> Account         what is wrong with the account, instead of identify
    person(client, token, base, peer) -> Profile | None    names, where events carry none
    shared_hook = True, challenge(query) -> str | None     one address for all accounts; each Part names its own
    authorize_url(state, redirect), exchange(code, redirect) -> grant, accounts(grant) -> [Offer]    signing in there
    authorize_account_url(account, state, redirect), exchange_account(code, redirect, account) -> token   its second leg
`hook` may return facts that are kept in `extra`. With shared_hook the secret is the app's, and the webhook that `health`
tells is empty or not.

`base` is the API's address without a slash at the end.
"""

from channels_hub.messengers.telegram.changing import delete, edit
from channels_hub.messengers.telegram.client import Client
from channels_hub.messengers.telegram.connecting import hook, identify, unhook
from channels_hub.messengers.telegram.fetching import fetch, profile
from channels_hub.messengers.telegram.links import chat_link
from channels_hub.messengers.telegram.parsing import parse
from channels_hub.messengers.telegram.polling import updates
from channels_hub.messengers.telegram.rendering import parts, pieces
from channels_hub.messengers.telegram.sending import acknowledge, reach, send
from channels_hub.messengers.telegram.splitting import split
from channels_hub.messengers.telegram.traits import TRAITS
from channels_hub.messengers.telegram.verifying import verify

__all__ = [
    "TRAITS",
    "Client",
    "acknowledge",
    "chat_link",
    "delete",
    "edit",
    "fetch",
    "hook",
    "identify",
    "parse",
    "parts",
    "pieces",
    "profile",
    "reach",
    "send",
    "split",
    "unhook",
    "updates",
    "verify",
]
