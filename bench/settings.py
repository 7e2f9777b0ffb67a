"""Production, with an empty view beside the real ones and a count of queries in a header."""

import base64
import os

os.environ.setdefault("ACUERPAR_SECRET_KEY", "bench-" * 10)
os.environ.setdefault(
    "ACUERPAR_COLUMN_KEYS", "1:" + base64.b64encode(b"bench-only-not-a-secret-00000000").decode()
)
os.environ.setdefault("ACUERPAR_HOSTS", "127.0.0.1")
os.environ.setdefault("ACUERPAR_TRUSTED_PROXIES", "0")

from learning.settings.production import *

ROOT_URLCONF = "bench.urls"
MIDDLEWARE = ["bench.measure.CountQueries", *MIDDLEWARE]
# A browser comes without a proxy that would end TLS.
CSRF_TRUSTED_ORIGINS = [os.environ[name] for name in ("BENCH_ORIGIN",) if name in os.environ]
# The files of the editor are thousands, and nothing here asks for one.
STATICFILES_FINDERS = ["bench.serving.OwnFiles"]
