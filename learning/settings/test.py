"""The test suite: as development, with a cheap passphrase hash."""

from learning.settings.dev import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Each page that a test makes would be indexed for the editor's search, an eighth of the suite's time; a test of
# searching switches it on again.
WAGTAILSEARCH_BACKENDS["default"]["AUTO_UPDATE"] = False
# Long work is done at once; a test of the worker has it wait.
TASKS["work"] = TASKS["default"]
