from django.apps import AppConfig


class ModulesConfig(AppConfig):
    name = "modules"

    def ready(self) -> None:
        from modules import checks, choosers  # noqa: F401 (checks register themselves)

        choosers.install()
