"""Why a command does not go on."""


class Refusal(Exception):
    """Stops a command; the text is one sentence that a person can act on."""
