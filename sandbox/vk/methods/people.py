"""users.get."""

from typing import Any

from sandbox.vk.calling import Call


async def get(call: Call) -> list[dict[str, Any]]:
    """People by id, at most 1000; unknown ones are left out."""
    numbers = call.numbers("user_ids")[:1000]
    if not numbers and call.person is not None:
        numbers = [call.person.id]
    return [_about(call, number) for number in numbers if number in call.vk.users]


def _about(call: Call, number: int) -> dict[str, Any]:
    user = call.vk.users[number]
    camera = "https://vk.com/images/camera_200.png"
    name = user.username or f"id{user.id}"
    found = {"id": user.id, "first_name": user.first_name, "last_name": user.last_name, "is_closed": False}
    if user.deactivated:
        return {**found, "deactivated": "deleted"}
    photo = camera if user.photo == "none" else f"{call.vk.root}/portrait/{user.id}"
    return {**found, "photo_200": photo, "screen_name": name, "domain": name}
