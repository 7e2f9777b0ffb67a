from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Helpers without a domain word: nothing here knows of courses, networks or forums."""

    name = "learning.core"
    label = "core"

    def ready(self) -> None:
        from . import checks, inventory  # noqa: F401
