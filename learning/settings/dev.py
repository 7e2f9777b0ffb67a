"""A newcomer's machine: keys anyone can read, people who are plainly demo. Never for real use."""

import base64
import os

os.environ.setdefault(
    "ACUERPAR_COLUMN_KEYS",
    "1:" + base64.b64encode(b"development-only-not-a-secret-00").decode(),
)

from learning.settings import env
from learning.settings.base import *

DEBUG = False
DEMO = True
SECRET_KEY = "development-only-not-a-secret-development-only"  # noqa: S105 (readable on purpose)
COLUMN_KEYS = env.keys("ACUERPAR_COLUMN_KEYS")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
INSTALLED_APPS = ["learning.demo", *INSTALLED_APPS]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
