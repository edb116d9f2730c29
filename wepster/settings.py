"""Django's settings, built from wepster.configuration; no environment is read here."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.utils.translation import gettext_lazy as _

from wepster.configuration import BASE, ConfigurationError, configuration, keys

SECRET_KEY, FIELD_KEYS = keys(configuration)
DEBUG = configuration.debug
BASE_DIR = BASE
DATA_DIR = Path(configuration.wepster_data).resolve()

PUBLIC_URL = configuration.public_url
PAGES_URL = configuration.pages_url
FILES_URL = configuration.files_url
_public_host = urlsplit(PUBLIC_URL).hostname or "localhost"
_pages_host = urlsplit(PAGES_URL).hostname or "pages.localhost"
_files_host = urlsplit(FILES_URL).hostname or "files.localhost"
ALLOWED_HOSTS = [
    *configuration.allowed_hosts,
    _public_host,
    f".{_pages_host}",
    _files_host,
    urlsplit(configuration.webchat_url).hostname or "localhost",
    "localhost",
    "127.0.0.1",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL.startswith("https://") else []

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "channels",
    "django_htmx",
    "common",
    "accounts",
    "projects",
    "channels_hub",
    "audience",
    "inbox",
    "acquisition",
    "wepster.apps.WepsterConfig",
]
MIDDLEWARE = [
    "common.middleware.durations.count_durations",
    "common.middleware.origins.choose_origin",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.preferences.apply_preferences",
    "accounts.middleware.borrowed.own_password_first",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "wepster.urls"
FILES_URLCONF = "wepster.urls_files"
PAGES_URLCONF = "wepster.urls_pages"
ASGI_APPLICATION = "wepster.asgi.application"
WSGI_APPLICATION = "wepster.wsgi.application"
FORM_RENDERER = "common.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "projects.context.shell",
            ],
            "builtins": ["common.templatetags.ui", "django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]


def _database(url: str) -> dict[str, object]:
    try:
        parsed = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except Exception:
        raise ConfigurationError("DATABASE_URL is not an address like postgres://user@host/name.") from None
    parsed.setdefault("OPTIONS", {})
    parsed["OPTIONS"].setdefault("connect_timeout", 5)
    return dict(parsed)


_migrating = sys.argv[1:2] == ["migrate"]
_url = configuration.database_url or "postgres://localhost/wepster"
if _migrating and configuration.database_owner_url:
    _url = configuration.database_owner_url
DATABASES = {"default": _database(_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = configuration.redis_url or "redis://localhost:6379/0"
CACHES = {
    "default": {
        "BACKEND": "common.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "wepster",
    },
}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL], "prefix": "wepster"},
    }
}

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
_https = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_NAME = "__Host-session" if _https else "wepster_session"
CSRF_COOKIE_NAME = "__Host-csrf" if _https else "wepster_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "wepster.views.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


_ws = "wss://" if _https else "ws://"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:", FILES_URL],
        "media-src": ["'self'", "blob:", FILES_URL],
        "font-src": ["'self'"],
        "connect-src": ["'self'", _ws + urlsplit(PUBLIC_URL).netloc],
        "frame-src": ["'none'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        # A form that sends a person to sign in at a messenger is redirected there.
        "form-action": [
            "'self'",
            *sorted({_origin(configuration.vk_oauth_url), _origin(configuration.facebook_oauth_url)}),
        ],
        "frame-ancestors": ["'none'"],
    }
}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["accounts.backends.EmailBackend"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "projects:list"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.password_rules.UnlikeTheOwner", "OPTIONS": {"user_attributes": ("name", "email")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", _("Russian")), ("en", _("English"))]
LOCALE_PATHS = [BASE / "locale"]
LANGUAGE_COOKIE_NAME = "wepster_language"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE / "static"]
MEDIA_STORAGE = configuration.media_storage or f"file:{DATA_DIR / 'media'}"


def _media_backend(address: str) -> dict[str, object]:
    if address.startswith("file:"):
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": address.removeprefix("file:"), "base_url": None},
        }
    if address.startswith("s3:"):
        return {
            "BACKEND": "storages.backends.s3.S3Storage",
            # What is opened lies in memory up to so much, then on disk; without the number it would all be in memory.
            "OPTIONS": {
                "bucket_name": address.removeprefix("s3:").strip("/"),
                "default_acl": None,
                "max_memory_size": 1024 * 1024,
            },
        }
    raise ConfigurationError("MEDIA_STORAGE begins with file: (a folder) or s3: (a bucket).")


STORAGES = {
    "default": _media_backend(MEDIA_STORAGE),
    "staticfiles": {"BACKEND": "common.static_storage.ManifestStorage"},
}
WHITENOISE_MANIFEST_STRICT = False
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024


def _mail(address: str) -> dict[str, object]:
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps", "smtp+tls"} or not parts.hostname:
        raise ConfigurationError(
            "EMAIL_URL looks like smtp://user:password@host:25, smtps:// or smtp+tls://."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": parts.username or "",
        "EMAIL_HOST_PASSWORD": parts.password or "",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
    }


globals().update(_mail(configuration.email_url))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = f"Wepster <no-reply@{_public_host}>"

PROVIDER_URLS = {
    "telegram": configuration.telegram_api_url,
    "viber": configuration.viber_api_url,
    "vk": configuration.vk_api_url,
    "facebook": configuration.facebook_graph_url,
    "webchat": configuration.webchat_url,
}
OAUTH_URLS = {"vk": configuration.vk_oauth_url, "facebook": configuration.facebook_oauth_url}
APPS = {
    "vk": {"id": configuration.vk_app_id, "secret": configuration.vk_app_secret, "verify": ""},
    "facebook": {
        "id": configuration.facebook_app_id,
        "secret": configuration.facebook_app_secret,
        "verify": configuration.facebook_verify_token,
    },
}
SANDBOX_URL = configuration.wepster_sandbox_url
TRIAL_DAYS = 14
METRICS_TOKEN = configuration.metrics_token

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"redact": {"()": "common.redaction.Redact"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["redact"]}},
    "root": {"handlers": ["out"], "level": "INFO"},
    "loggers": {
        "celery.app.trace": {"level": "WARNING"},  # a line per tick says nothing
        "celery.beat": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
        "telegram": {"level": "WARNING"},  # below it, addresses with tokens and messages with their words
        "django.request": {"level": "ERROR"},
        "viber.bot.api": {"level": "CRITICAL"},
    },
}
