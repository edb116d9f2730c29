from accounts.models.account import Account, Membership
from accounts.models.attempt import Attempt
from accounts.models.mail import Mail
from accounts.models.person import Person

__all__ = ["Account", "Attempt", "Mail", "Membership", "Person"]
