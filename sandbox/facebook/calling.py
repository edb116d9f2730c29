"""One call of the Graph API: who asks, about whom, with which fields."""

import json
from typing import TYPE_CHECKING, Any

from sandbox.facebook import errors
from sandbox.facebook.models import Page
from sandbox.forms import Upload

if TYPE_CHECKING:
    from sandbox.facebook.provider import Facebook

STRUCTURES = ("recipient", "message", "get_started", "greeting", "persistent_menu")


class Call:
    """``node`` and ``edge`` of the path ("me", "messages"); ``token`` as given; ``page`` whose it is, or None."""

    def __init__(self, facebook: "Facebook", method: str, path: str) -> None:
        self.facebook, self.method, self.path = facebook, method, path
        self.node, _, self.edge = path.partition("/")
        self.fields: dict[str, Any] = {}
        self.files: dict[str, Upload] = {}
        self.token = self.proof = ""
        self.token_in_url = False

    def take(self, fields: dict[str, Any], authorization: str) -> None:
        """Take the fields: JSON given as text is read, token, proof and the method's override are set apart."""
        given = fields.pop("access_token", "")
        self.token = authorization.removeprefix("Bearer ").strip() or str(given)
        self.proof = str(fields.pop("appsecret_proof", ""))
        if self.method == "POST" and "method" in fields:
            self.method = str(fields.pop("method")).upper()
        for name in STRUCTURES:
            if isinstance(fields.get(name), str):
                try:
                    fields[name] = json.loads(fields[name])
                except ValueError:
                    continue
        self.fields = fields

    @property
    def name(self) -> str:
        """How the log and faults call it: the edge, or the node when there is none ("me", "debug_token")."""
        return self.edge or ("me" if self.node == self.page_id else self.node)

    @property
    def page(self) -> Page | None:
        """The page of the token."""
        return self.facebook.tokens.get(self.token)

    @property
    def page_id(self) -> str:
        """The page that is asked about, "" of none."""
        page = self.page or self.facebook.pages.get(self.node)
        return page.id if page else ""

    @property
    def user(self) -> str:
        """The person written to."""
        recipient = self.fields.get("recipient")
        return str(recipient.get("id", "")) if isinstance(recipient, dict) else ""

    @property
    def attachment(self) -> str:
        """The type of the message's attachment."""
        message = self.fields.get("message")
        attachment = message.get("attachment") if isinstance(message, dict) else None
        return str(attachment.get("type", "")) if isinstance(attachment, dict) else ""

    def shown(self) -> dict[str, Any]:
        """Fields for the log: files by name, secrets not at all."""
        hidden = ("client_secret", "input_token", "fb_exchange_token")
        fields = {name: value for name, value in self.fields.items() if name not in hidden}
        fields |= {name: f"<{file.name}, {file.size} bytes>" for name, file in self.files.items()}
        return {**fields, "user_id": self.user} if self.user else fields

    def my_page(self) -> Page:
        """The page of the token, which must be good and be about itself; raises Refused."""
        page = self.page
        if not self.token:
            raise errors.NO_TOKEN
        if page is None:
            raise errors.STRANGE_TOKEN
        if page.revoked:
            raise errors.DEAD_TOKEN
        if self.node not in ("me", page.id):
            raise errors.NO_OBJECT
        return page

    def my_app(self) -> None:
        """The token must be the app's own; raises Refused."""
        app = self.facebook.app
        if self.token != f"{app.id}|{app.secret}":
            raise errors.STRANGE_TOKEN

    def grant(self) -> dict[str, Any]:
        """What the person of a user token granted; raises Refused."""
        if not self.token:
            raise errors.NO_TOKEN
        grant = self.facebook.grants.get(self.token)
        if grant is None:
            raise errors.STRANGE_TOKEN
        return grant
