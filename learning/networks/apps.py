from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "learning.networks"
    label = "networks"

    def ready(self) -> None:
        from learning.networks import receivers  # noqa: F401
