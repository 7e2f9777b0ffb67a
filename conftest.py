"""The machinery of the tests; the people in them are in tests/conftest.py."""

pytest_plugins = [
    "tests.plugins.messages",
    "tests.plugins.template",
    "tests.plugins.databases",
    "tests.plugins.browser",
]
