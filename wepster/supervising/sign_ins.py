"""The demo's sign-ins, said once it is ready."""

import json

from .folder import Folder


def keep(folder: Folder, printed: str) -> None:
    """Remember what `manage.py demo` printed (its last JSON object)."""
    start = printed.find("{")
    try:
        found = json.loads(printed[start:])
    except ValueError:
        return
    folder.sign_ins.touch(mode=0o600)
    folder.sign_ins.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")


def lines(folder: Folder, sandbox_port: int) -> list[str]:
    """What to print: one line a person, then where the clients are played."""
    try:
        found = json.loads(folder.sign_ins.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    people = found.get("sign_ins", [])
    if isinstance(people, dict):
        people = [{"email": email, "password": password} for email, password in people.items()]
    said = [
        f"  {person.get('email', ''):<20} {person.get('password', found.get('password', ''))}"
        for person in people
        if isinstance(person, dict)
    ]
    return ["Sign in with", *said, f"and play the clients at http://localhost:{sandbox_port}"] if said else []
