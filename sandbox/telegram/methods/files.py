"""getFile."""

from typing import Any

from sandbox.telegram.calling import Call
from sandbox.telegram.errors import bad

DOWNLOAD = 20 * 1024 * 1024


async def get_file(call: Call) -> dict[str, Any]:
    """Where a file may be downloaded, up to 20 MB."""
    given = call.text("file_id")
    if not given:
        raise bad("file_id not specified")
    stored = call.bot.files.get(given)
    if stored is None:
        raise bad("wrong file_id or the file is temporarily unavailable")
    if stored.size > DOWNLOAD:
        raise bad("file is too big")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
        "file_path": stored.path,
    }
