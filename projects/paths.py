"""Parts of the addresses of projects."""

from projects.enums import Right


class RightName:
    """The value of a right, as "inbox.new"."""

    regex = "|".join(value.replace(".", r"\.") for value in Right.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)
