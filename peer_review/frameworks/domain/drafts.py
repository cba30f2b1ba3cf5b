"""What the verbs share: who may write, the draft that is written in, and one version copied into another."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand
from core.errors import Refused
from peer_review.frameworks.enums import VersionState
from peer_review.frameworks.models import Framework, FrameworkVersion, Line, Prompt, Theme
from peer_review.frameworks.queries import themes_of
from peer_review.frameworks.rules import may_keep_frameworks


def demand_keeper(by: User) -> None:
    demand(may_keep_frameworks, by, _("Only peer review managers may do this."))


def locked(framework: Framework, by: User) -> Framework:
    demand_keeper(by)
    return Framework.objects.select_for_update(no_key=True).get(pk=framework.pk)


def locked_draft(version: FrameworkVersion, by: User) -> FrameworkVersion:
    """Return a draft, locked with its framework until the transaction ends. Raises NotAllowed, and Refused for what is no draft."""
    locked(version.framework, by)
    row = FrameworkVersion.objects.select_related("framework").filter(pk=version.pk, state=VersionState.DRAFT).first()
    if row is None:
        raise Refused(_("This draft is there no more: it was put in force or discarded. Begin a new version first."))
    return row


def made(*, name: str, purpose: str, base: FrameworkVersion | None = None) -> Framework:
    """Make a framework. Raises Refused when another has its name."""
    name = name.strip()
    try:
        with transaction.atomic():
            return Framework.objects.create(
                name=name, slug=_free_slug(name), purpose=purpose.strip(), base=base, is_public=base is None
            )
    except IntegrityError:
        raise Refused(_("Another framework has this name.")) from None


def next_draft(framework: Framework, source: FrameworkVersion | None) -> FrameworkVersion:
    """Make a draft that holds what `source` does. Raises Refused where there is a draft already."""
    if framework.versions.filter(state=VersionState.DRAFT).exists():
        raise Refused(_("There is a draft already. Write in that one."))
    last = framework.versions.aggregate(last=Max("number"))["last"] or 0
    draft = FrameworkVersion.objects.create(framework=framework, number=last + 1)
    if source is not None:
        _copy(source, draft)
    return draft


def _copy(source: FrameworkVersion, draft: FrameworkVersion) -> None:
    """Copy themes, lines and prompts, each with its key, in one statement a kind."""
    themes, lines, prompts = [], [], []
    for theme in themes_of(source):
        theirs = Theme(
            version=draft,
            key=theme.key,
            position=theme.position,
            title=theme.title,
            about=theme.about,
            is_core=theme.is_core,
        )
        themes.append(theirs)
        for line in theme.lines.all():
            copied = Line(
                theme=theirs,
                key=line.key,
                position=line.position,
                title=line.title,
                question=line.question,
                good=line.good,
                is_core=line.is_core,
            )
            lines.append(copied)
            prompts += [Prompt(line=copied, position=one.position, text=one.text) for one in line.prompts.all()]
    Theme.objects.bulk_create(themes)
    Line.objects.bulk_create(lines)
    Prompt.objects.bulk_create(prompts)


def _free_slug(name: str) -> str:
    slug = slugify(name)[:70].strip("-") or "framework"
    taken = set(Framework.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(one for one in (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3))) if one not in taken)
