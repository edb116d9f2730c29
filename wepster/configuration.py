"""The one module that reads the environment (INTERFACES.md, Settings).

Every value comes from the process environment or from the file that ENV_FILE names (the environment wins).
A malformed value, or an unknown name in the file, stops the start with a sentence.
"""

import os
import sys
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

BASE = Path(__file__).resolve().parent.parent


class ConfigurationError(SystemExit):
    """Stops the start; the message says which setting is wrong and what it should look like."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"Wepster cannot start: {sentence}")


@dataclass(frozen=True)
class Configuration:
    """Settings as typed values; the names are those of INTERFACES.md in lower case."""

    secret_key: str = ""
    debug: bool = False
    allowed_hosts: tuple[str, ...] = ()
    public_url: str = "http://localhost:8000"
    pages_url: str = ""
    files_url: str = ""
    database_url: str = ""
    database_owner_url: str = ""
    redis_url: str = ""
    media_storage: str = ""
    email_url: str = ""
    field_keys: tuple[str, ...] = ()
    sentry_dsn: str = ""
    telegram_api_url: str = "https://api.telegram.org"
    viber_api_url: str = "https://chatapi.viber.com"
    vk_api_url: str = "https://api.vk.ru"
    vk_oauth_url: str = "https://oauth.vk.com"
    facebook_graph_url: str = "https://graph.facebook.com"
    facebook_oauth_url: str = "https://www.facebook.com"
    webchat_url: str = ""
    facebook_app_id: str = ""
    facebook_app_secret: str = ""
    facebook_verify_token: str = ""
    vk_app_id: str = ""
    vk_app_secret: str = ""
    system_telegram_token: str = ""
    system_viber_token: str = ""
    system_vk_token: str = ""
    system_facebook_token: str = ""
    stripe_secret_key: str = ""
    stripe_webhook_secret: str = ""
    stripe_api_url: str = "https://api.stripe.com"
    vapid_private_key: str = ""
    metrics_token: str = ""
    wepster_data: str = "var"
    wepster_sandbox_url: str = ""


# Read by the launchers and by this module, not settings of the application.
LAUNCHER = {"WEPSTER_DATA", "WEPSTER_WEB_THREADS"}


def file_values(path: str) -> dict[str, str]:
    known = {f.name.upper() for f in fields(Configuration)} | LAUNCHER
    values: dict[str, str] = {}
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ConfigurationError(f"ENV_FILE names {path}, which cannot be read ({error.strerror}).") from None
    for number, line in enumerate(lines, 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, separator, value = line.partition("=")
        name = name.removeprefix("export ").strip()
        if not separator:
            raise ConfigurationError(f"line {number} of {path} is not NAME=value.")
        if name not in known:
            raise ConfigurationError(f"line {number} of {path} sets {name}, which is not a setting.")
        values[name] = value.strip().strip("'\"")
    return values


def _boolean(name: str, text: str) -> bool:
    lowered = text.lower()
    if lowered in {"1", "true", "yes", "on"}:
        return True
    if lowered in {"0", "false", "no", "off", ""}:
        return False
    raise ConfigurationError(f"{name} is {text!r}; write 1 or 0.")


def _address(name: str, text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigurationError(f"{name} is {text!r}; write a whole address like https://example.org.")
    return text.rstrip("/")


def read() -> Configuration:
    """Read all settings once.

    Raises ConfigurationError (a SystemExit) with a sentence for anything unknown or malformed.
    """
    values = file_values(os.environ["ENV_FILE"]) if os.environ.get("ENV_FILE") else {}
    given: dict[str, object] = {}
    for field in fields(Configuration):
        name = field.name.upper()
        text = os.environ.get(name, values.get(name))
        if text is None or (text == "" and field.default):
            continue
        if field.type is bool or field.name == "debug":
            given[field.name] = _boolean(name, text)
        elif field.name in {"allowed_hosts", "field_keys"}:
            given[field.name] = tuple(part.strip() for part in text.split(",") if part.strip())
        elif field.name.endswith(("_url",)) and field.name not in {
            "database_url",
            "database_owner_url",
            "redis_url",
            "email_url",
        }:
            given[field.name] = _address(name, text)
        else:
            given[field.name] = text
    configuration = Configuration(**given)  # type: ignore[arg-type]
    public = urlsplit(configuration.public_url)
    suffix = f"{public.hostname}{f':{public.port}' if public.port else ''}"
    if not configuration.pages_url:
        object.__setattr__(configuration, "pages_url", f"{public.scheme}://pages.{suffix}")
    if not configuration.files_url:
        object.__setattr__(configuration, "files_url", f"{public.scheme}://files.{suffix}")
    if not configuration.webchat_url:
        object.__setattr__(configuration, "webchat_url", f"{configuration.public_url}/wc")
    return configuration


def keys(configuration: Configuration) -> tuple[str, tuple[str, ...]]:
    """SECRET_KEY and FIELD_KEYS, or a stop that says how to make them.

    `build`-time commands (collectstatic, makemigrations, compilemessages) run without.
    """
    if configuration.secret_key and configuration.field_keys:
        return configuration.secret_key, configuration.field_keys
    if set(sys.argv[1:2]) & {
        "collectstatic",
        "makemigrations",
        "compilemessages",
        "makemessages",
        "check",
    } or (configuration.debug):
        return configuration.secret_key or "build-only", configuration.field_keys or ("build-only",)
    missing = "SECRET_KEY" if not configuration.secret_key else "FIELD_KEYS"
    raise ConfigurationError(
        f"{missing} is not set. bin/up makes it; elsewhere put a long random value there."
    )


configuration = read()
