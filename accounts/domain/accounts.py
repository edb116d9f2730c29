"""The account a person owns, and who belongs to it (TAR-1, TEAM-5)."""

import datetime

from django.conf import settings
from django.db import transaction

from accounts.models import Account, Membership, Person
from common import clock


def account_of(owner: Person) -> Account:
    """The account that `owner` pays for; it is made, with its trial, at the first need."""
    with transaction.atomic():
        account, made = Account.objects.get_or_create(
            owner=owner, defaults={"trial_until": clock.now() + datetime.timedelta(days=settings.TRIAL_DAYS)}
        )
        if made:
            belong(account, owner)
    return account


def belong(account: Account, person: Person) -> Membership:
    """Make the person one of the account's; again is the same."""
    return Membership.objects.get_or_create(account=account, person=person)[0]
