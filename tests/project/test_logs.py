"""Logs hold nobody, wherever a line comes from."""

import logging

from learning.core.logging import Unpersonal


def test_the_configuration_is_in_force():
    assert any(isinstance(handler.formatter, Unpersonal) for handler in logging.getLogger().handlers)


def test_the_development_server_writes_no_line_for_a_visit():
    assert not logging.getLogger("django.server").isEnabledFor(logging.WARNING)
