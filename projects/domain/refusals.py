"""How project acts say no."""


class Refused(Exception):
    """The act is not possible now; `sentence` is for the person, `code` for tests and scripts."""

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(sentence)
        self.sentence = str(sentence)
        self.code = code
