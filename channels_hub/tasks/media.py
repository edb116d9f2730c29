"""Clients' files and portraits in the background, and the sweep that finds what a lost wake-up left."""

from celery import shared_task

from channels_hub import shelving
from channels_hub.domain import fetching
from channels_hub.domain.files import forget_unused
from channels_hub.queries import files
from common import clock


@shared_task(name="channels_hub.tasks.media.fetch")
def fetch(project: int) -> None:
    """Fetch what is due in a project."""
    fetching.fetch_due(project)


@shared_task(name="channels_hub.tasks.media.sweep")
def sweep() -> None:
    """Send a fetch to each project where something is overdue."""
    for project in files.due_projects(clock.now()):
        fetch.delay(project)


@shared_task(name="channels_hub.tasks.media.tidy")
def tidy() -> None:
    """Forget uploads that no message took, and temporary folders of the killed."""
    forget_unused()
    shelving.sweep_scratch()
