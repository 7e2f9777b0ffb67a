from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "learning.networks"
    label = "networks"
