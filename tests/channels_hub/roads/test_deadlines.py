"""How long a crash may hold what it left behind: a chat whose call was in flight, a file that was being fetched."""

from typing import Any

from channels_hub.domain import fetching, sending
from channels_hub.queries.deliveries import Claimed
from wepster import queues

MB = 1_000_000


def claimed(content: dict[str, Any]) -> Claimed:
    return Claimed(1, 1, 1, 1, 1, "501", 0, content, "", 0)


def test_a_chat_waits_for_a_lost_call_by_the_size_of_its_file() -> None:
    text = sending.seconds(claimed({"text": "hello"}))
    picture = sending.seconds(claimed({"file": {"file": 1, "kind": "image", "size": 3 * MB}}))
    largest = sending.seconds(claimed({"file": {"file": 1, "kind": "file", "size": 50 * MB}}))
    unknown = sending.seconds(claimed({"file": {"file": 1, "kind": "file"}}))
    assert text < picture < text + 15
    assert largest == text - sending.CALL_SECONDS + 65
    assert unknown == text - sending.CALL_SECONDS + sending.UPLOAD_SECONDS


def test_a_file_whose_worker_died_is_fetched_as_soon_as_no_task_can_still_have_it() -> None:
    assert fetching.LEASE.total_seconds() == queues.settings("redis://localhost")["task_time_limit"]
