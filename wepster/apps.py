from django.apps import AppConfig


class WepsterConfig(AppConfig):
    """Ties the floors together once every app is loaded (ARCHITECTURE §1)."""

    name = "wepster"
    label = "wepster"

    def ready(self) -> None:
        from wepster import celery, wiring  # celery: shared tasks find their broker in every process

        celery.app.set_default()
        wiring.wire()
