"""Beat knows tasks by their names alone (docs/decisions/0022)."""

from wepster import queues
from wepster.celery import app


def test_every_task_of_the_schedule_and_of_the_routes_exists() -> None:
    app.loader.import_default_modules()
    settings = queues.settings("redis://localhost:6379/0")
    sent = {each["task"] for each in settings["beat_schedule"].values()}
    routed = {name for name in settings["task_routes"] if not name.endswith("*")}
    assert sent
    assert (sent | routed) - set(app.tasks) == set()


def test_the_queues_that_are_measured_are_those_that_are_used() -> None:
    settings = queues.settings("redis://localhost:6379/0")
    used = {route["queue"] for route in settings["task_routes"].values()}
    assert used | {settings["task_default_queue"]} == set(queues.NAMES)
