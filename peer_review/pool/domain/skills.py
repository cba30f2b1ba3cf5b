"""The list of skills, kept by managers."""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core import audit
from core.actors import Actor
from core.errors import Refused
from peer_review.pool.domain.peers import demand_manager
from peer_review.pool.models import Skill


def add_skill(*, name: str, by: Actor) -> Skill:
    """Put a skill on the list, or one that was retired back on it. Logged. Raises Refused for one that is on it."""
    demand_manager(by)
    with transaction.atomic():
        row = Skill.objects.select_for_update(no_key=True).filter(name__iexact=name).first()
        if row is not None and not row.is_retired:
            raise Refused(_("The list has a skill of that name."))
        if row is None:
            row = Skill(name=name, slug=_free_slug(name))
        row.is_retired = False
        row.save()
        audit.record("skill.add", actor=by, subject=row)
        return row


def retire_skill(*, skill: Skill, by: Actor) -> Skill:
    """Offer a skill to nobody else. Whoever has it keeps it. Logged. Done twice, it changes nothing."""
    demand_manager(by)
    with transaction.atomic():
        row = Skill.objects.select_for_update(no_key=True).get(pk=skill.pk)
        if not row.is_retired:
            row.is_retired = True
            row.save(update_fields=["is_retired"])
            audit.record("skill.retire", actor=by, subject=row)
        return row


def _free_slug(name: str) -> str:
    """Return an address for a name; of two names that make the same, the later gets a number."""
    base = slugify(name)[:50] or "skill"
    taken = set(Skill.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(one for one in numbered if one not in taken)
