"""What holds in every place the site runs; dev, test and production only say where they differ."""

from pathlib import Path

from django.conf.locale.es import formats as spanish  # type: ignore[import-untyped] # Django names formats alone.

from learning.settings import env, files, languages

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = env.folder("ACUERPAR_DATA", BASE_DIR / "var")

# What a stranger sees. Dull on purpose: it stands in titles, the second-factor app and file names.
NEUTRAL_NAME = env.text("ACUERPAR_NAME", "Aula")
WAGTAIL_SITE_NAME = NEUTRAL_NAME
QUICK_EXIT_URL = env.address("ACUERPAR_QUICK_EXIT_URL", "https://es.wikipedia.org/wiki/Portada")
TRUSTED_PROXIES = env.number("ACUERPAR_TRUSTED_PROXIES", 0)
CMS_PREFIX = "/cms/"
DEMO = False

INSTALLED_APPS = [
    "learning.core",
    "learning.accounts",
    "modules",
    "learning.networks",
    "learning.progress",
    "certificates",
    "community",
    "learning.journal",
    "learning.news",
    "learning.cohorts",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtailmedia",
    "wagtail.embeds",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks_db",
    "django_filters",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "learning.core.middleware.ScrubAddress",
    "learning.core.middleware.SecurityHeaders",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "learning.core.upkeep.AtRest",
    "learning.core.back.BlankOnBack",
    "learning.accounts.middleware.Sessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "learning.accounts.middleware.WhoSheIs",
    "learning.accounts.middleware.MemberLanguage",
    "learning.accounts.middleware.LoginRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "learning.networks.middleware.CurrentMembership",
    "modules.middleware.StopWhatIsNotReady",
]

ROOT_URLCONF = "learning.urls"
WSGI_APPLICATION = "learning.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["learning.core.templatetags.core"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "learning.core.context.site",
                "learning.accounts.looks.looks",
            ],
        },
    },
]

SQLITE_OPTIONS = {
    "factory": files.Database,
    # WAL and IMMEDIATE together lose no write to a locked database; secure_delete leaves nothing of what was erased.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA secure_delete=ON; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;"
    ),
}
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if str(DATABASES["default"]["ENGINE"]).endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["learning.accounts.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "learning.accounts.validators.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "learning.accounts.validators.NotKnown"},
    {"NAME": "learning.accounts.validators.NotAPattern"},
    {
        "NAME": "learning.accounts.validators.NotHerName",
        "OPTIONS": {"user_attributes": ["login_id", "pseudonym"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_USER_MODEL_USERNAME_FIELD = "login_id"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_ADAPTER = "learning.accounts.adapter.AccountAdapter"
# Ours count over all workers and write no address down (learning.core.throttle).
ACCOUNT_RATE_LIMITS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_ADAPTER = "learning.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = NEUTRAL_NAME
# The clocks of old phones: half a minute before or after.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = False

SESSION_ENGINE = "learning.accounts.sessions"
SESSION_COOKIE_NAME = "s"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Of the cookie, where she said "this is my own phone".
SESSION_COOKIE_AGE = 12 * 3600
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "learning.accounts.views.csrf_failure"
# Minutes idle and hours at most, for learners and for every role above.
SESSION_LIMITS = {"learner": (30, 12), "above": (15, 4)}

LANGUAGE_CODE = "es"
# Words that a keeper adds to her site stand beside its data; docs/languages.md.
WORDS = [DATA_DIR / "locale", BASE_DIR / "locale"]
LANGUAGES = languages.languages(WORDS, LANGUAGE_CODE)
LANGUAGES_BIDI = languages.written_right_to_left()
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# How she may be addressed beside the way of Spanish here; a network chooses.
MANNERS = languages.manners(WORDS)
LANGUAGE_COOKIE_NAME = "idioma"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
# Ours, and what packages say where their words are not ours.
LOCALE_PATHS = [*WORDS, BASE_DIR / "locale" / "packages"]
FORMAT_MODULE_PATH = "learning.formats"
# As in Spanish here, for a language of which Django knows none.
DATE_FORMAT, SHORT_DATE_FORMAT = spanish.DATE_FORMAT, spanish.SHORT_DATE_FORMAT
YEAR_MONTH_FORMAT, MONTH_DAY_FORMAT = spanish.YEAR_MONTH_FORMAT, spanish.MONTH_DAY_FORMAT
DATETIME_FORMAT, SHORT_DATETIME_FORMAT = spanish.DATETIME_FORMAT, spanish.SHORT_DATETIME_FORMAT
TIME_FORMAT, FIRST_DAY_OF_WEEK = spanish.TIME_FORMAT, spanish.FIRST_DAY_OF_WEEK
DATE_INPUT_FORMATS = ["%Y-%m-%d", *spanish.DATE_INPUT_FORMATS]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/Guatemala"

STATIC_URL = "/estatico/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/archivo/"
# What long work takes and makes, sealed.
WORK_ROOT = DATA_DIR / "work"
# Courses as files, sealed too.
PACK_ROOT = DATA_DIR / "packs"
# There while the site rests (manage.py rest_site).
REST_FILE = DATA_DIR / "resting"
# Long work waits in the database for `manage.py work`; what is short is done at once.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "work": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
FORM_RENDERER = "learning.core.forms.Renderer"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_PERMISSIONS = 0o600
# What is uploaded stays in memory until it is cleaned: nothing of it is written down before.
# What is larger, and waits for its turn, is sealed as it comes.
FILE_UPLOAD_HANDLERS = [
    "modules.exchange.uploads.SealedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "learning.core.uploads.LargeUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Frames are refused by learning.core.middleware.SecurityHeaders, on every answer.
SILENCED_SYSTEM_CHECKS = ["security.W002"]

WAGTAILADMIN_BASE_URL = env.origin("ACUERPAR_URL", "http://127.0.0.1:8000")
WAGTAIL_I18N_ENABLED = True
# A translation begins as a draft: until somebody has translated it, her Spanish words would be live as English. And the
# package would publish pages as they were before their children came, which breaks the tree.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# What was approved is one version; a newer one is looked at again.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "modules.reviewed.publish_reviewed"
WAGTAILADMIN_NOTIFICATION_USE_HTML = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h3", "bold", "italic", "ol", "ul", "blockquote", "link"]},
    }
}
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_MODEL = "modules.CourseDocument"
WAGTAILIMAGES_IMAGE_MODEL = "modules.CourseImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "modules.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILMEDIA = {
    "MEDIA_MODEL": "modules.CourseMedia",
    "MEDIA_FORM_BASE": "modules.forms.RecordingForm",
    "AUDIO_EXTENSIONS": ["mp3", "ogg", "m4a", "opus"],
    "VIDEO_EXTENSIONS": [],
}
WAGTAILSEARCH_BACKENDS: dict[str, dict[str, str | bool]] = {
    "default": {"BACKEND": "wagtail.search.backends.database"}
}
TAGGIT_CASE_INSENSITIVE = True

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
LOGGING_CONFIG = "learning.core.logging.configure"
# Django calls that function only when this holds something.
LOGGING = {"version": 1}
