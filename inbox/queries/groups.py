"""Groups as other pages name them (INB-8)."""

from typing import Any

from inbox.models import Group, GroupMember


def names_of(members: list[Any]) -> dict[int, list[str]]:
    """{member id: names of the groups the member is in by name}, in the active project.

    Groups of everybody (the general one too) are no mark of a person and are left out.
    """
    named = dict(Group.objects.filter(everybody=False).values_list("id", "name"))
    found: dict[int, list[str]] = {}
    rows = GroupMember.objects.filter(group_id__in=named, member_id__in=[member.pk for member in members])
    for member, group in rows.values_list("member_id", "group_id"):
        found.setdefault(member, []).append(named[group])
    return {member: sorted(names) for member, names in found.items()}
