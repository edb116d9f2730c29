"""Parts of addresses that more than one app uses."""


class PictureName:
    """The stored name of a picture that we drew: random and unguessable."""

    regex = r"[0-9a-f]{32}\.webp"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
