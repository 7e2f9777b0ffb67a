"""The test suite: as development, with a cheap passphrase hash."""

from learning.settings.dev import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
