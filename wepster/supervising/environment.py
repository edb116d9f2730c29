"""The settings that the processes are started with (INTERFACES.md, Settings)."""

import json
import os
from collections.abc import Mapping

from .arguments import Arguments
from .folder import Folder


def given_settings() -> dict[str, str]:
    """What the person set, in the environment or in the file that ENV_FILE names; these are never replaced.

    A malformed file or value stops the start with a sentence (wepster.configuration).
    """
    from wepster.configuration import file_values

    path = os.environ.get("ENV_FILE")
    return {**(file_values(path) if path else {}), **os.environ}


def compose(
    arguments: Arguments,
    folder: Folder,
    keys: Mapping[str, str],
    services: Mapping[str, str],
    given: Mapping[str, str],
) -> dict[str, str]:
    """Defaults for all that the person did not set. `services`: the addresses of PostgreSQL and Valkey started here."""
    ours = {
        **keys,
        **services,
        "WEPSTER_DATA": str(folder.root),
        "MEDIA_STORAGE": f"file:{folder.media}",
        "PUBLIC_URL": f"http://localhost:{arguments.port}",
        "PAGES_URL": f"http://pages.localhost:{arguments.port}",
        "FILES_URL": f"http://files.localhost:{arguments.port}",
        "WEBCHAT_URL": f"http://127.0.0.1:{arguments.port}/wc",
    }
    if arguments.demo:
        sandbox = f"http://127.0.0.1:{arguments.sandbox_port}"
        ours |= {
            "WEPSTER_SANDBOX_URL": sandbox,
            "TELEGRAM_API_URL": f"{sandbox}/telegram",
            "VIBER_API_URL": f"{sandbox}/viber",
            "VK_API_URL": f"{sandbox}/vk",
            "VK_OAUTH_URL": f"{sandbox}/vk",
            "FACEBOOK_GRAPH_URL": f"{sandbox}/facebook",
            "FACEBOOK_OAUTH_URL": f"{sandbox}/facebook",
            # The apps that the sandbox knows; they open nothing else.
            "FACEBOOK_APP_ID": "570000000000001",
            "FACEBOOK_APP_SECRET": "sandbox-facebook-secret",
            "FACEBOOK_VERIFY_TOKEN": "sandbox-facebook-verify",
            "VK_APP_ID": "51000001",
            "VK_APP_SECRET": "sandbox-vk-secret",
            "EMAIL_URL": f"smtp://127.0.0.1:{arguments.sandbox_port + 1}",
        }
    if given.get("PUBLIC_URL"):  # the other two follow it unless they are set (wepster.configuration)
        del ours["PAGES_URL"], ours["FILES_URL"]
    # Where this Wepster lives is this command's own to say; an inherited value may name another one.
    own = {"WEPSTER_DATA"}
    return {name: value for name, value in ours.items() if name in own or not given.get(name)}


def write_down(folder: Folder, environment: Mapping[str, str]) -> None:
    """Leave it for `bin/manage`, readable by the owner alone."""
    draft = folder.environment.with_suffix(".draft")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(dict(environment), file, indent=1)
    draft.replace(folder.environment)


def read_back(folder: Folder) -> dict[str, str]:
    """What `write_down` left; empty when nothing was started here yet."""
    try:
        return dict(json.loads(folder.environment.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}
