"""What tests make: always through the actions that the site itself uses."""

from tests.factories.networks import AccountFactory, a_member, a_network, give_second_factor

__all__ = ["AccountFactory", "a_member", "a_network", "give_second_factor"]
