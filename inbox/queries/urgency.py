"""How long a client waits, over the project's answer time (design §1.1)."""

import datetime

from projects.models import Project


def urgency(
    waiting: datetime.datetime | None, now: datetime.datetime, project: Project
) -> tuple[int, str, int]:
    """(minutes, level, percent): level "" when nobody waits, "ok" to half of the answer time, "warn" to all of it, "late" after."""
    if waiting is None:
        return 0, "", 0
    minutes = max(0, int((now - waiting).total_seconds() // 60))
    answer = max(1, project.answer_minutes)
    percent = min(100, int((now - waiting).total_seconds() / 60 / answer * 100))
    level = "ok" if minutes * 2 < answer else "warn" if minutes < answer else "late"
    return minutes, level, max(0, percent)
