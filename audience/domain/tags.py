"""The project's tags as a list: rename, recolour, merge (CARD-3)."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audience.domain.tagging import LONGEST
from audience.models import ContactTag, Tag
from common.presenting.people import HUES
from common.text import storable
from projects.domain.auditing import audited
from projects.domain.refusals import Refused
from projects.models import Member


def rename_tag(member: Member, tag_id: int, name: str) -> Tag:
    """Give the tag another name; raises Refused when it is empty, too long or another tag's (merge them instead)."""
    name = " ".join(storable(name).split())
    if not name or len(name) > LONGEST:
        raise Refused(_("A tag has 1 to %(n)d characters.") % {"n": LONGEST}, "name")
    try:
        with transaction.atomic():
            tag: Tag = Tag.objects.select_for_update(of=("self",)).get(pk=tag_id)
            tag.name = name
            tag.save(update_fields=["name"])
            audited("tag.renamed", member.person, tag=tag.pk)
            return tag
    except IntegrityError:
        raise Refused(
            _("There is a tag “%(name)s” already. Merge the two instead.") % {"name": name}, "taken"
        ) from None


def recolour_tag(member: Member, tag_id: int, hue: int) -> Tag:
    """Give the tag one of the ten hues; raises Refused for another number."""
    if not 1 <= hue <= HUES:
        raise Refused(_("Choose one of the colours."), "hue")
    with transaction.atomic():
        tag: Tag = Tag.objects.select_for_update(of=("self",)).get(pk=tag_id)
        tag.hue = hue
        tag.save(update_fields=["hue"])
        audited("tag.recoloured", member.person, tag=tag.pk)
        return tag


def merge_tags(member: Member, tag_id: int, into_id: int) -> Tag:
    """Everybody with the first tag gets the second, the first goes; raises Refused for one and the same."""
    if tag_id == into_id:
        raise Refused(_("Choose another tag to merge into."), "same")
    with transaction.atomic():
        rows = {
            tag.pk: tag
            for tag in Tag.objects.select_for_update(of=("self",))
            .filter(pk__in=[tag_id, into_id])
            .order_by("pk")
        }
        if len(rows) != 2:
            raise Tag.DoesNotExist
        into: Tag = rows[into_id]
        contacts = ContactTag.objects.filter(tag_id=tag_id).values_list("contact_id", flat=True)
        ContactTag.objects.bulk_create(
            [ContactTag(project_id=into.project_id, contact_id=contact, tag=into) for contact in contacts],
            ignore_conflicts=True,
            batch_size=1000,
        )
        ContactTag.objects.filter(tag_id=tag_id).delete()
        rows[tag_id].delete()
        audited("tag.merged", member.person, tag=tag_id, into=into_id)
        return into


def delete_tag(member: Member, tag_id: int) -> None:
    """Take the tag off every card and away; raises Tag.DoesNotExist."""
    with transaction.atomic():
        tag: Tag = Tag.objects.select_for_update(of=("self",)).get(pk=tag_id)
        ContactTag.objects.filter(tag=tag).delete()
        tag.delete()
        audited("tag.deleted", member.person, tag=tag_id)
