"""``upload/<community>/<key>``: where files are posted (PROTOCOLS §3.5)."""

import secrets

from aiohttp import web

from sandbox import forms
from sandbox.answers import cut, data, raw, wrong
from sandbox.vk.files import facts
from sandbox.vk.provider import Vk

LIMITS = {"photo": 50 * 1024 * 1024, "document": 200 * 1024 * 1024, "voice": 200 * 1024 * 1024}
FIELDS = {"photo": "photo", "document": "file", "voice": "file"}
REFUSED = (".mp3", ".exe", ".bat", ".apk")
SIDES = 14_000


async def upload(vk: Vk, request: web.BaseRequest, rest: str) -> web.StreamResponse:
    """Take a file and name it. What is no photo gives an empty list; an mp3 or a program an error. Fault method: "upload"."""
    group, _, key = rest.partition("/")
    community = vk.bots.get(int(group)) if group.isdigit() else None
    place = community.uploads.get(key) if community else None
    if community is None or place is None:
        return wrong("upload link has expired", 400)
    kind = place["kind"]
    try:
        _, files = await forms.read(request, vk.blobs, LIMITS[kind])
    except forms.TooLarge:
        return data({"error": "file is too big"}, 413)
    except forms.Malformed:
        return data({"error": "bad request"}, 400)
    fault = vk.faults.take(group, "upload", "") if vk.faults.orders else None
    if fault is not None and fault.drop:
        return cut(request)
    if fault is not None and (fault.status or fault.body):
        return raw((fault.body or "<html>").encode(), fault.status or 200)
    file = files.get(FIELDS[kind])
    del community.uploads[key]
    if file is None or file.size == 0:
        return data({"error": "no_file", "error_descr": "no file was sent"})
    kept, name = facts(file, kind), secrets.token_urlsafe(24)
    if kind == "photo":
        sides = kept["width"] + kept["height"]
        good = 0 < sides <= SIDES
        if good:
            community.uploads[name] = kept
        return data({"server": 626627, "photo": f'[{{"photo":"{name}"}}]' if good else "[]", "hash": name})
    if kind == "document" and file.name.lower().endswith(REFUSED):
        return data({"error": "unknown error", "error_descr": "file extension is not allowed"})
    community.uploads[name] = kept
    return data({"file": name})
