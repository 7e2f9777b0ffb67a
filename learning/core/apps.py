from django.apps import AppConfig
from django.core.signals import request_finished


class CoreConfig(AppConfig):
    """Helpers without a domain word: nothing here knows of courses, networks or forums."""

    name = "learning.core"
    label = "core"

    def ready(self) -> None:
        from . import checks, forgetting, inventory, remarks  # noqa: F401

        request_finished.connect(forgetting.try_again)
