"""The machinery of the tests; the people in them are in tests/conftest.py."""

from hypothesis import settings

pytest_plugins = [
    "tests.plugins.messages",
    "tests.plugins.template",
    "tests.plugins.databases",
    "tests.plugins.browser",
]

# Two busy cores decide how long an example takes; the same examples every time decide whether main is sound.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
