"""Reactions in the background, and the sweep that repeats what was lost."""

from celery import shared_task

from projects.domain import facts


@shared_task(name="projects.tasks.facts.react")
def react(project: int) -> None:
    """Run the waiting reactions of a project."""
    facts.run_due(project)


@shared_task(name="projects.tasks.facts.sweep")
def sweep() -> None:
    """Repeat reactions older than 10 s."""
    for project in facts.overdue():
        facts.run_due(project)
