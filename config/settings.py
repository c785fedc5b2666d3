"""One settings file, read from the environment; ``dev.py`` supplies it on a developer's machine.

What must be secret has no fallback. What makes an installation unsafe is refused by
``manage.py check --deploy`` (:mod:`config.checks`), which names the clause.
"""

from __future__ import annotations

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("IN_CONFIDENCE_VAR", str(BASE_DIR / "var" / "default")))

DEBUG = env.flag("IN_CONFIDENCE_DEBUG")
DEMO = env.flag("IN_CONFIDENCE_DEMO")
SECRET_KEY = env.text("IN_CONFIDENCE_SECRET_KEY")
ALLOWED_HOSTS = env.words("IN_CONFIDENCE_HOSTS", "127.0.0.1,localhost")
CSRF_TRUSTED_ORIGINS = env.words("IN_CONFIDENCE_ORIGINS")
BEHIND_TLS = env.flag("IN_CONFIDENCE_TLS")

VAULT = {
    "MASTER_KEY": env.text("IN_CONFIDENCE_MASTER_KEY", ""),
    "MASTER_KEY_FILE": env.text("IN_CONFIDENCE_MASTER_KEY_FILE", str(VAR_DIR / "keys" / "master.key")),
    "MASTER_KEY_COMMAND": env.text("IN_CONFIDENCE_MASTER_KEY_COMMAND", ""),
    "EPOCH_DIR": Path(env.text("IN_CONFIDENCE_EPOCH_DIR", str(VAR_DIR / "keys" / "epochs"))),
}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",  # the widget templates that ours do not replace
    "csp",
    "guardian",
    "simple_history",
    "allauth",
    "allauth.account",
    "vault",
    "audit",
    "casework",
    "consent",
    "disclosures",
    "records_access",
    "config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.session_limits.SessionLimitsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "vault.middleware.StrongroomMiddleware",
    "audit.middleware.GateMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "config.rendering.HouseRenderer"

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
                "config.context.house",
            ],
        },
    }
]

_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA secure_delete=ON; PRAGMA trusted_schema=OFF;"
    ),
}
_POSTGRES = {"server_side_binding": True, "prepare_threshold": 1}


def _database(variable: str, file_name: str) -> dict[str, object]:
    """A database from its URL, or a SQLite file under ``VAR_DIR``; both with the house's options."""
    url = env.text(variable, f"sqlite:///{VAR_DIR / file_name}")
    found = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    options = _POSTGRES if found["ENGINE"].endswith("postgresql") else _SQLITE
    test = {"NAME": str(VAR_DIR / f"test-{file_name}")} if options is _SQLITE else {}
    return {**found, "OPTIONS": {**found.get("OPTIONS", {}), **options}, "ATOMIC_REQUESTS": False, "TEST": test}


DATABASES = {
    "default": _database("DATABASE_URL", "data.sqlite3"),
    "keys": _database("KEYS_DATABASE_URL", "keys.sqlite3"),
}
DATABASE_ROUTERS = ["vault.routers.KeysRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "house_cache"}}

AUTH_USER_MODEL = "casework.Worker"
AUTHENTICATION_BACKENDS = ["audit.backends.GateBackend", "allauth.account.auth_backends.AuthenticationBackend"]
ANONYMOUS_USER_NAME = None  # guardian would add a user row that shows up in pickers and counts
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # its grants are facts for a rule; its backend must answer nothing
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("name", "email")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]  # fmt: skip

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "config.adapter.HouseAdapter"
ACCOUNT_FORMS = {
    "login": "config.account_forms.SignInForm",
    "change_password": "config.account_forms.ChangePasswordForm",
    "reauthenticate": "config.account_forms.ConfirmForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by a manager's invitation
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/15m/key", "login": "30/m/ip", "reauthenticate": "5/15m/user"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("IN_CONFIDENCE_PROXIES", 0)  # else all behind one proxy share one limit

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE_SECONDS = env.number("IN_CONFIDENCE_IDLE_SECONDS", 15 * 60)
SESSION_ABSOLUTE_SECONDS = env.number("IN_CONFIDENCE_ABSOLUTE_SECONDS", 10 * 60 * 60)
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"

SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" makes browsers post Origin: null, which CSRF rightly refuses
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "collected"
STATICFILES_DIRS = [path for path in (BASE_DIR / "build" / "static",) if path.exists()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "config.staticstorage.HashedStaticStorage"
            if env.flag("IN_CONFIDENCE_HASHED_STATIC", True)
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}

EMAIL_BACKEND = env.text("IN_CONFIDENCE_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "nameless": {
            "()": "config.logs.NamelessFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "nameless"}},
    "root": {"handlers": ["console"], "level": env.text("IN_CONFIDENCE_LOG_LEVEL", "WARNING")},
    "loggers": {"django": {"handlers": [], "propagate": True}},  # no mail to administrators, with whole pages in it
}
