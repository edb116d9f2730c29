"""One request to Facebook from its address to its answer, through faults, rates and the log."""

import asyncio
import hashlib
import hmac
import json
import re
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from sandbox import forms
from sandbox.answers import cut, drip, encoded, raw
from sandbox.facebook import errors, oauth
from sandbox.facebook.calling import Call
from sandbox.facebook.downloading import download
from sandbox.facebook.edges import edge_of
from sandbox.facebook.errors import Refused
from sandbox.facebook.provider import Facebook
from sandbox.faults import Fault

VERSION = re.compile(r"v\d+\.\d+/")
SECRET = re.compile(r"(?:^|&)(?:access_token|input_token|client_secret|fb_exchange_token|code)=")
UPLOAD_LIMIT = 25 * 1024 * 1024
USAGE = "X-Business-Use-Case-Usage"
SENDING = "messages"


async def answer(facebook: Facebook, request: web.BaseRequest, path: str) -> web.StreamResponse:
    """Answer ``[v25.0/]<path>``: a screen of the sign-in, a file, or a call of the Graph API."""
    path = VERSION.sub("", unquote(path).lstrip("/"), count=1)
    if path.startswith("dialog/oauth"):
        return await oauth.screen(facebook, request, path)
    if path.startswith(("media/", "portraits/")):
        return await download(facebook, request, path)
    return await _graph(facebook, request, path.strip("/"))


async def _graph(facebook: Facebook, request: web.BaseRequest, path: str) -> web.StreamResponse:
    began = facebook.clock.now()
    call = Call(facebook, request.method, path)
    try:
        fields, call.files = await forms.read(request, facebook.blobs, UPLOAD_LIMIT)
        call.take(fields, request.headers.get("Authorization", ""))
    except forms.TooLarge:
        return _refused(call, errors.TOO_LARGE, began)
    except forms.Malformed:
        return _refused(call, errors.bad("The request is not valid JSON"), began)
    if facebook.app.headers_only and SECRET.search(request.query_string):
        return _refused(call, errors.bad("a secret stands in the URL"), began)
    page, user, name = call.page_id, call.user, call.name
    fault = facebook.faults.take(page, name.lower(), user) if facebook.faults.orders else None
    if fault is not None and (early := await _suffer(call, request, fault, began)) is not None:
        return early
    try:
        _proven(call)
        run = edge_of(call)
        _paced(call)
        given = await run(call)
    except Refused as refused:
        return _refused(call, refused, began, fault, request)
    _log(call, 200, given, began, fault)
    if fault is not None and fault.drop:
        return cut(request)
    if fault is not None and fault.drip_ms:
        return await drip(request, encoded(given), fault.drip_ms)
    return _answer(given, 200)


def _proven(call: Call) -> None:
    """The proof that the caller holds the app's secret; asked for when the app wants it, checked when it is given."""
    if not call.token or "|" in call.token:
        return
    given, app = call.proof, call.facebook.app
    if not given and app.proof:
        raise errors.NO_PROOF
    wanted = hmac.new(app.secret.encode(), call.token.encode(), hashlib.sha256).hexdigest()
    if given and not hmac.compare_digest(given, wanted):
        raise errors.WRONG_PROOF


def _paced(call: Call) -> None:
    """Raise Refused for a send above the rate, or for sound and video above theirs."""
    if call.name != SENDING or call.method != "POST" or "sender_action" in call.fields:
        return
    facebook = call.facebook
    wait = facebook.rates.take(call.page_id, call.user)
    if not wait and call.attachment in ("audio", "video"):
        wait = facebook.media_rates.take(call.page_id, call.user)
    if wait:
        raise errors.too_fast(wait)


async def _suffer(
    call: Call, request: web.BaseRequest, fault: Fault, began: float
) -> web.StreamResponse | None:
    """Let a fault act before the call is processed; None when processing goes on."""
    if fault.delay_ms:
        await asyncio.sleep(fault.delay_ms / 1000)
    if fault.drop == "after" or (
        fault.drop is None and fault.status is None and fault.body is None and fault.error is None
    ):
        return None
    if call.name == SENDING:
        call.facebook.rates.take(call.page_id, call.user)  # it came, so it counts
    if fault.drop == "before":
        _log(call, None, None, began, fault)
        return cut(request)
    if fault.body is not None:
        status = fault.status or 200
        _log(call, status, fault.body, began)
        body = fault.body.encode()
        return await drip(request, body, fault.drip_ms, status) if fault.drip_ms else raw(body, status)
    minutes = None if fault.retry_after is None else -(-fault.retry_after // 60)
    order = fault.error or ("613" if fault.status == 429 else "")
    return _refused(call, errors.ordered(order, fault.status, minutes), began)


def _refused(
    call: Call,
    refused: Refused,
    began: float,
    fault: Fault | None = None,
    request: web.BaseRequest | None = None,
) -> web.StreamResponse:
    """Log and answer an error."""
    given = refused.answer()
    _log(call, refused.status, given, began, fault)
    if fault is not None and fault.drop and request is not None:
        return cut(request)
    headers = {}
    if refused.minutes is not None:
        use = {"type": "messenger", "call_count": 100, "total_cputime": 25, "total_time": 25}
        regained = {**use, "estimated_time_to_regain_access": refused.minutes}
        headers[USAGE] = json.dumps({call.page_id or "0": [regained]})
    return _answer(given, refused.status, headers)


def _log(call: Call, status: int | None, given: Any, began: float, fault: Fault | None = None) -> None:
    facebook = call.facebook
    dropped = fault.drop if fault else None
    facebook.calls.add(
        call.page_id, call.name, call.shown(), facebook.clock.now(), status, given, dropped, began
    )


def _answer(given: Any, status: int, headers: dict[str, str] | None = None) -> web.Response:
    return web.Response(
        body=encoded(given),
        status=status,
        headers={"Content-Type": "application/json; charset=UTF-8", **(headers or {})},
    )
