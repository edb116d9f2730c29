"""How acts in the inbox say no: with a human sentence."""

from projects.domain.refusals import Refused as ProjectRefused
from projects.models import Member


class Refused(ProjectRefused):
    """The act is not possible now; nothing was changed. `sentence` is for the person, `code` for tests and scripts.

    `by` is the member who was faster or who holds the chat, when there is one (INB-7).
    """

    def __init__(self, sentence: str, code: str, by: Member | None = None) -> None:
        super().__init__(sentence, code)
        self.by = by
