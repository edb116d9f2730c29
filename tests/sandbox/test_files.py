"""Files there and back."""

import hashlib
import io
import random

import pytest
import requests
from PIL import Image

from tests.sandbox.bot_api import result
from tests.sandbox_process import Refused, Sandbox, file


def download(sandbox: Sandbox, bot: dict, file_id: str) -> bytes:
    path = result(sandbox, bot, "getFile", file_id=file_id)["file_path"]
    answer = requests.get(
        f"{sandbox.telegram_url}/file/bot{bot['token'].replace(':', '%3A')}/{path}", timeout=10
    )
    assert answer.status_code == 200
    return answer.content


def message(sandbox: Sandbox, bot: dict) -> dict:
    return sandbox.pending(bot)[-1]["message"]


@pytest.mark.parametrize(
    ("act", "field", "name"),
    [("file", "document", "резюме.pdf"), ("video", "video", "clip.mp4"), ("voice", "voice", "v.ogg"),
     ("audio", "audio", "a.mp3"), ("animation", "animation", "a.mp4"), ("video_note", "video_note", "n.mp4")],
)  # fmt: skip
def test_round_trip(sandbox: Sandbox, act: str, field: str, name: str) -> None:
    bot, content = sandbox.new_bot("B"), random.randbytes(30_000)
    sandbox.say(bot, 501, caption="вот", **{act: file(name, content)})
    about = message(sandbox, bot)
    assert about[field]["file_size"] == len(content)
    assert download(sandbox, bot, about[field]["file_id"]) == content
    if act == "file":
        assert (about["document"]["file_name"], about["document"]["mime_type"]) == (name, "application/pdf")
        assert about["caption"] == "вот"


def test_a_photo_comes_in_two_sizes_the_largest_last(sandbox: Sandbox) -> None:
    out = io.BytesIO()
    Image.new("RGB", (1280, 853), "teal").save(out, "JPEG")
    bot = sandbox.new_bot("B")
    sandbox.say(bot, 501, image=file("a.jpg", out.getvalue()), caption="мой сертификат")
    about = message(sandbox, bot)
    small, large = about["photo"]
    assert (large["width"], large["height"], about["caption"]) == (1280, 853, "мой сертификат")
    assert Image.open(io.BytesIO(download(sandbox, bot, small["file_id"]))).size == (
        small["width"],
        small["height"],
    )
    assert download(sandbox, bot, large["file_id"]) == out.getvalue()


def test_an_album_of_the_client(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    said = sandbox.say(bot, 501, images=[file("a.png"), file("b.png")], caption="две")
    updates = [one["message"] for one in sandbox.pending(bot)]
    assert len(said["events"]) == 2
    assert len({one["media_group_id"] for one in updates}) == 1
    assert [one.get("caption") for one in updates] == ["две", None]


def test_made_up_files_look_like_what_they_are_called(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    for name, start in (
        ("a.pdf", b"%PDF"),
        ("a.mp4", b"\x00\x00\x00\x18ftyp"),
        ("a.zip", b"PK"),
        ("a.ogg", b"OggS"),
    ):
        sandbox.say(bot, 501, file=file(name, size=5000))
        content = download(sandbox, bot, message(sandbox, bot)["document"]["file_id"])
        assert (len(content), content[: len(start)]) == (5000, start)
    sandbox.say(bot, 501, image=file("a.png", size=90_000))
    content = download(sandbox, bot, message(sandbox, bot)["photo"][-1]["file_id"])
    assert len(content) == 90_000
    assert Image.open(io.BytesIO(content)).size == (640, 480)


def test_sticker(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, 501, sticker="👍")
    about = message(sandbox, bot)["sticker"]
    assert (about["emoji"], about["type"], about["width"]) == ("👍", "regular", 512)
    assert Image.open(io.BytesIO(download(sandbox, bot, about["file_id"]))).format == "WEBP"


def test_profile_photos(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    for user in ({"id": 501, "name": "Лев Тихий"}, {"id": 502, "name": "Марина", "photo": "marina"}):
        sandbox.say(bot, user, start=True)
        photos = result(sandbox, bot, "getUserProfilePhotos", user_id=user["id"], limit=1)
        assert photos["total_count"] == 1
        content = download(sandbox, bot, photos["photos"][0][-1]["file_id"])
        assert Image.open(io.BytesIO(content)).size == (320, 320)
    sandbox.say(bot, {"id": 503, "name": "Тайный", "photo": "none"}, start=True)
    assert result(sandbox, bot, "getUserProfilePhotos", user_id=503) == {"total_count": 0, "photos": []}


def test_wrong_paths_and_tokens(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    root = f"{sandbox.telegram_url}/file/bot"
    assert requests.get(f"{root}{bot['token']}/photos/file_9.jpg", timeout=5).status_code == 404
    assert requests.get(f"{root}{bot['token']}/../../etc/passwd", timeout=5).status_code == 404
    assert requests.get(f"{root}123:x/photos/file_0.jpg", timeout=5).status_code == 401


def test_equal_bytes_are_told_by_their_hash(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, 501, file=file("a.bin", b"abc"))
    media = sandbox.received(bot, 501, everything=True)[0]["media"][0]
    assert media["sha256"] == hashlib.sha256(b"abc").hexdigest()
    assert requests.get(sandbox.url + media["url"], timeout=5).content == b"abc"
    with pytest.raises(Refused, match="base64 or size"):
        sandbox.say(bot, 501, file={"name": "a.bin"})
