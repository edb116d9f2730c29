"""The app at Facebook that this installation speaks as, and the two signatures made with its secret (PROTOCOLS §4.2)."""

import hashlib
import hmac
from dataclasses import dataclass, field

from channels_hub import addresses

VERSION = "v25.0"


@dataclass(frozen=True)
class Application:
    """From the settings, which are trusted; all empty when nobody registered an app."""

    id: str
    secret: str = field(repr=False)
    verify: str = field(repr=False)
    oauth: str = ""

    @property
    def token(self) -> str:
        """What the app itself is asked with: {id}|{secret}."""
        return f"{self.id}|{self.secret}"


def application() -> Application:
    """The app of FACEBOOK_APP_ID, FACEBOOK_APP_SECRET, FACEBOOK_VERIFY_TOKEN and FACEBOOK_OAUTH_URL."""
    app = addresses.app("facebook")
    return Application(app["id"], app["secret"], app["verify"], addresses.oauth("facebook"))


def signature(secret: str, body: bytes) -> str:
    """Hex HMAC-SHA256 of the raw bytes of `body`."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def versioned(base: str) -> str:
    """`base` with the API's version, unless the settings name one."""
    last = base.rpartition("/")[2]
    return base if last[:1] == "v" and last[1:].replace(".", "").isdigit() else f"{base}/{VERSION}"
