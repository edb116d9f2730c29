"""What people set about themselves (ACC-4)."""

from typing import Any

from accounts.models import Person

OWN = frozenset({"name", "gender", "language", "time_zone", "theme", "density", "letter_keys", "sound"})


def change(person: Person, facts: dict[str, Any]) -> None:
    """Set those of the person's own fields that `facts` names. Raises KeyError for any other field."""
    for field, value in facts.items():
        if field not in OWN:
            raise KeyError(field)
        setattr(person, field, value)
    person.save(update_fields=list(facts))
