"""What waits to leave one socket."""

import asyncio
from typing import Any

import pytest

from inbox.relay import outbox
from inbox.relay.outbox import Outbox, TooSlow


class Page:
    """Keeps the frames it was sent, with the loop's time."""

    def __init__(self) -> None:
        self.frames: list[dict[str, Any]] = []
        self.times: list[float] = []
        self.came = asyncio.Event()

    async def take(self, frame: dict[str, Any]) -> None:
        self.frames.append(frame)
        self.times.append(asyncio.get_running_loop().time())
        self.came.set()

    async def until(self, number: int) -> None:
        async with asyncio.timeout(5):
            while len(self.frames) < number:
                self.came.clear()
                await self.came.wait()


@pytest.mark.row("INB-22", code="inbox/relay/outbox.py")
async def test_the_first_hint_leaves_at_once_and_later_ones_are_merged() -> None:
    page = Page()
    box = Outbox(page.take)
    pump = asyncio.create_task(box.pump())
    box.changed(7, 1)
    await page.until(1)
    for rev in range(2, 40):
        box.changed(7, rev)
        box.changed(8, rev)
    await page.until(2)
    pump.cancel()
    assert page.frames == [
        {"type": "changed", "chats": {7: 1}},
        {"type": "changed", "chats": {7: 39, 8: 39}},
    ]


async def test_at_most_four_frames_leave_in_a_second() -> None:
    page = Page()
    box = Outbox(page.take)
    pump = asyncio.create_task(box.pump())
    for rev in range(4):
        box.changed(7, rev)
        await page.until(rev + 1)
    pump.cancel()
    gaps = [later - earlier for earlier, later in zip(page.times, page.times[1:], strict=False)]
    assert len(gaps) == 3
    assert min(gaps) >= outbox.GAP * 0.98


async def test_a_page_that_takes_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "BEHIND", 0.05)

    async def stuck(frame: dict[str, Any]) -> None:
        await asyncio.Event().wait()

    box = Outbox(stuck)
    box.changed(7, 1)
    with pytest.raises(TooSlow):
        await asyncio.wait_for(box.pump(), 5)


async def test_of_presence_frames_the_last_one_leaves_and_hints_go_first() -> None:
    page = Page()
    box = Outbox(page.take)
    box.put({"type": "presence", "chat": 7, "text": "one"})
    box.put({"type": "presence", "chat": 7, "text": "two"})
    box.changed(7, 3)
    pump = asyncio.create_task(box.pump())
    await page.until(2)
    pump.cancel()
    assert [frame["type"] for frame in page.frames] == ["changed", "presence"]
    assert page.frames[1]["text"] == "two"
