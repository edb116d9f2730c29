"""What may stand in a card's field (CARD-5): each value is cleaned or refused with a sentence."""

from collections.abc import Callable

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from audience.enums import Sex
from common.text import storable

LENGTHS = {
    "first_name": 128,
    "last_name": 128,
    "email": 254,
    "country": 80,
    "city": 120,
    "address": 300,
    "about": 5000,
}


class Unfit(ValueError):
    """The value cannot stand there; `sentence` says why and what would."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def _line(name: str) -> Callable[[str, str], str]:
    def clean(text: str, region: str) -> str:
        value = storable(text).strip() if name == "about" else " ".join(storable(text).split())
        if len(value) > LENGTHS[name]:
            raise Unfit(_("Too long: at most %(n)d characters.") % {"n": LENGTHS[name]})
        return value

    return clean


def _email(text: str, region: str) -> str:
    value = storable(text).strip()
    if not value:
        return ""
    try:
        validate_email(value)
    except ValidationError:
        raise Unfit(_("This is not an email address. It looks like name@example.com.")) from None
    if len(value) > LENGTHS["email"]:
        raise Unfit(_("Too long: at most %(n)d characters.") % {"n": LENGTHS["email"]})
    return value


def phone(text: str, region: str) -> str:
    """The number as E.164 ("+79120000000"); a number without country code is read as one of `region` ("RU")."""
    value = storable(text).strip()
    if not value:
        return ""
    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Unfit(_("This is not a phone number. Write it with the country code, like +7 912 000-00-00."))
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _sex(text: str, region: str) -> str:
    if text not in Sex.values:
        raise Unfit(_("Choose one of the list."))
    return text


CLEAN: dict[str, Callable[[str, str], str]] = {
    "first_name": _line("first_name"),
    "last_name": _line("last_name"),
    "email": _email,
    "phone": phone,
    "sex": _sex,
    "country": _line("country"),
    "city": _line("city"),
    "address": _line("address"),
    "about": _line("about"),
}


def clean(field: str, text: str, region: str = "RU") -> str:
    """`text` as it is stored in `field`; raises Unfit with a sentence, KeyError for a field that is not editable."""
    return CLEAN[field](text, region)


def shown_phone(number: str) -> str:
    """ "+79120000000" as people write it; other text stays as it is."""
    try:
        return str(
            phonenumbers.format_number(
                phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL
            )
        )
    except phonenumbers.NumberParseException:
        return number
