"""What a plan allows (TAR-2): every act asks here, even while the answer is always yes (ARCHITECTURE §2)."""

from dataclasses import dataclass

from accounts.models import Account


@dataclass(frozen=True)
class Verdict:
    """`allowed`, and when not, `limit`: the sentence that says which limit and who can lift it."""

    allowed: bool
    limit: str = ""

    def __bool__(self) -> bool:
        return self.allowed


def allow(account: Account | int, what: str) -> Verdict:
    """May the account have one more of `what` ("project", "member", "channel", "contact")?"""
    return Verdict(True)


def feature(account: Account | int, name: str) -> bool:
    """Does the account's plan include the feature `name` ("crm", "dialog_copy", "project_deletion")?"""
    return True
