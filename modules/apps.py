from django.apps import AppConfig


class ModulesConfig(AppConfig):
    name = "modules"

    def ready(self) -> None:
        from modules import checks, choosers, difference, fallback  # noqa: F401 (they register themselves)

        choosers.install()
        fallback.install()
