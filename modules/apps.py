from django.apps import AppConfig


class ModulesConfig(AppConfig):
    name = "modules"

    def ready(self) -> None:
        from modules import checks, choosers, difference, fallback, labels  # noqa: F401 (they register themselves)
        from modules.search import receivers  # noqa: F401

        choosers.install()
        fallback.install()
        labels.install()
