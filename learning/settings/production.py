"""Where real women sign in. Every secret comes from the environment; docs/operating.md lists them."""

from learning.settings import env
from learning.settings.base import *

DEBUG = False
SECRET_KEY = env.secret("ACUERPAR_SECRET_KEY")
COLUMN_KEYS = env.keys("ACUERPAR_COLUMN_KEYS")
ALLOWED_HOSTS = env.hosts("ACUERPAR_HOSTS")
WAGTAILADMIN_BASE_URL = env.origin("ACUERPAR_URL", f"https://{ALLOWED_HOSTS[0].removeprefix('.')}")
# One too many lets a stranger choose her own address, one too few makes all of them one: no guess is safe.
TRUSTED_PROXIES = env.number("ACUERPAR_TRUSTED_PROXIES")

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-s"
LANGUAGE_COOKIE_SECURE = True
LANGUAGE_COOKIE_NAME = "__Host-idioma"
CSRF_COOKIE_SECURE = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
