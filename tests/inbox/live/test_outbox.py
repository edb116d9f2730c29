"""What waits to leave one socket."""

import asyncio
import itertools
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
async def test_the_first_hints_leave_at_once_and_later_ones_are_merged() -> None:
    page = Page()
    box = Outbox(page.take)
    pump = asyncio.create_task(box.pump())
    for rev in range(1, 4):
        box.changed(7, rev)
        await page.until(rev)
    for rev in range(4, 40):
        box.changed(7, rev)
        box.changed(8, rev)
        await asyncio.sleep(0)
    await page.until(4)
    pump.cancel()
    assert page.frames == [
        *({"type": "changed", "chats": {7: rev}} for rev in range(1, 4)),
        {"type": "changed", "chats": {7: 39, 8: 39}},
    ]


async def test_at_most_four_frames_leave_in_any_second_and_three_of_them_at_once() -> None:
    page = Page()
    box = Outbox(page.take)
    pump = asyncio.create_task(box.pump())
    for rev in range(6):
        box.changed(7, rev)
        await page.until(rev + 1)
    pump.cancel()
    windows = [later - earlier for earlier, later in zip(page.times, page.times[4:], strict=False)]
    assert len(windows) == 2
    assert min(windows) >= outbox.SECOND * 0.98
    assert page.times[2] - page.times[0] < outbox.GAP


def test_frames_of_a_page_that_never_rests_are_spread_evenly() -> None:
    box = Outbox(Page().take)
    times = [0.0]
    for _ in range(40):
        box._left.append(times[-1])
        times.append(times[-1] + box._pause(times[-1]))
    assert all(later - earlier >= outbox.SECOND for earlier, later in zip(times, times[4:], strict=False))
    gaps = [after - before for before, after in itertools.pairwise(times[12:])]
    assert gaps == [outbox.GAP] * len(gaps)


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
