"""Settings, all from the environment; docs/operating.md lists every variable.

Without DATABASE_URL the app runs on the embedded PostgreSQL and is meant for one machine.
With it the app is in production and insists on SECRET_KEY and ALLOWED_HOSTS.
"""

import sys
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from environs import Env

from networkapp.db.url import database_from_url
from networkapp.secret import local_secret_key

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("NETWORKAPP_VAR", str(BASE_DIR / "var")))

DATABASE_URL = env.str("DATABASE_URL", "")
DEBUG = env.bool("DEBUG", False)
# One-click sign-in for the cast. networkapp.E010 refuses it beside production settings.
DEMO = env.bool("DEMO", False)
# Behind TLS: redirect to https, send HSTS, trust the proxy's X-Forwarded-Proto.
HTTPS = env.bool("HTTPS", False)

SECRET_KEY_IS_CHOSEN = bool(env.str("SECRET_KEY", ""))
SECRET_KEY = env.str("SECRET_KEY", "") or local_secret_key(VAR_DIR, production=bool(DATABASE_URL))
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
# Tests read static files from where they are written; there is nothing to collect first.
TEST_RUN = "pytest" in sys.modules

INSTALLED_APPS = [
    "networkapp.db.apps.DbConfig",
    "networkapp.web.apps.WebConfig",
    "accounts.apps.AccountsConfig",
    "contacts.apps.ContactsConfig",
    "insights.apps.InsightsConfig",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    # Its widget templates, for the form renderer.
    "django.forms",
    "django_htmx",
    "template_partials",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "networkapp.web.middleware.RequestIdMiddleware",
    "networkapp.web.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "networkapp.web.middleware.BadRequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "networkapp.web.middleware.DatabaseDownMiddleware",
    "networkapp.web.middleware.NamedDoorsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "networkapp.db.middleware.ActingUserMiddleware",
    "accounts.middleware.PersonMiddleware",
]

ROOT_URLCONF = "networkapp.urls"
WSGI_APPLICATION = "networkapp.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.shell",
            ],
            "builtins": [
                "django.templatetags.static",
                "django.templatetags.i18n",
                "networkapp.web.templatetags.web",
            ],
        },
    }
]
FORM_RENDERER = "networkapp.web.forms.KindRenderer"

# --- The database -----------------------------------------------------------
DATABASES = {"default": database_from_url(DATABASE_URL)}
DATABASE_ROLE = env.str("DATABASE_ROLE", "app_web")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Sign-in pages and static files run outside of the request's transaction, so that
# rate-limit counters survive an error and do not queue a campus behind one cache row.
NO_TRANSACTION_PREFIXES = ["/accounts/", "/static/", "/healthz", "/readyz"]

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "networkapp_cache",
    }
}

# --- Who you are ------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.RolesBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "signup": "accounts.forms.signup.SignupForm",
    "login": "accounts.forms.signing_in.LoginForm",
    "request_login_code": "accounts.forms.signing_in.RequestLoginCodeForm",
    "confirm_login_code": "accounts.forms.signing_in.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "accounts.forms.signing_in.ConfirmEmailCodeForm",
    "reset_password": "accounts.forms.signing_in.ResetPasswordForm",
    "confirm_password_reset_code": "accounts.forms.signing_in.ConfirmResetCodeForm",
    "reset_password_from_key": "accounts.forms.signing_in.NewPasswordForm",
    "change_password": "accounts.forms.signing_in.ChangePasswordForm",
    "set_password": "accounts.forms.signing_in.SetPasswordForm",
    "reauthenticate": "accounts.forms.signing_in.ReauthenticateForm",
    "add_email": "accounts.forms.signing_in.AddEmailForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
# How long a mailed code is good for, and how long it is worth sending.
ACCOUNT_CODE_SECONDS = 600
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_CODE_SECONDS
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_CODE_SECONDS
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = ACCOUNT_CODE_SECONDS
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
USERSESSIONS_TRACK_ACTIVITY = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)

# A session ends after lying idle, and in any case after a while; staff see other people's work.
STAFF_IDLE_SECONDS = 60 * env.int("STAFF_IDLE_MINUTES", 60)
STAFF_SESSION_SECONDS = 3600 * env.int("STAFF_SESSION_HOURS", 12)
STUDENT_IDLE_SECONDS = 24 * 3600 * env.int("STUDENT_IDLE_DAYS", 14)
STUDENT_SESSION_SECONDS = 24 * 3600 * env.int("STUDENT_SESSION_DAYS", 30)

# E-mail domains whose owners may sign up, until an administrator sets others in the app.
SIGNUP_DOMAINS = env.list("SIGNUP_DOMAINS", ["example.edu"])

# --- Cookies and transport --------------------------------------------------
# Demo mode is plain http on one's own machine: __Host- cookies would never be sent back.
SECURE_COOKIES = not DEMO
SESSION_COOKIE_NAME = "__Host-session" if SECURE_COOKIES else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE_COOKIES else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = STUDENT_IDLE_SECONDS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "networkapp.web.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Uploads ----------------------------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024
IMPORT_MAX_BYTES = 10 * 1024 * 1024
IMPORT_MAX_ROWS = 50_000
IMPORT_READ_SECONDS = 120  # a file of 50,000 rows takes about ten

# --- Static files -----------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if TEST_RUN or DEBUG
            else "networkapp.web.storage.BundledManifestStorage"
        )
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_USE_FINDERS = TEST_RUN or DEBUG

# --- Language and time ------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Español")), ("so", _("Soomaali"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
# How forms read dates with slashes: the institution says it.
DATE_ORDER = "accounts.models.institution.date_order"

# --- Mail -------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "networkapp <network@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20
if env.str("EMAIL_URL", ""):
    for _key, _value in env.dj_email_url("EMAIL_URL").items():
        globals()[_key] = _value
else:
    EMAIL_BACKEND = (
        "accounts.mail.outbox.OutboxBackend"
        if not DATABASE_URL
        else "django.core.mail.backends.console.EmailBackend"
    )

# --- Jobs -------------------------------------------------------------------
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# --- Logs -------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "networkapp.web.logs.RequestIdFilter"}},
    "formatters": {
        "line": {
            "format": "{asctime} {levelname} {name} [{request_id}] {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request_id"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {"procrastinate": {"level": "WARNING"}},
}
