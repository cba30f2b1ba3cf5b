"""Who comes in, and the framework that an address names."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from accounts.gates import only_for
from peer_review.frameworks.models import Framework, FrameworkVersion
from peer_review.frameworks.queries import versions_of
from peer_review.frameworks.rules import may_keep_frameworks

for_keepers = only_for(may_keep_frameworks, _("Only peer review managers may come in here."))


def framework_or_404(slug: str) -> Framework:
    """Return a framework as its desk has it, also one that nobody else sees."""
    found: Framework = get_object_or_404(Framework.objects.select_related("base__framework"), slug=slug)
    return found


def version_or_404(framework: Framework, number: int) -> FrameworkVersion:
    found: FrameworkVersion = get_object_or_404(versions_of(framework), number=number)
    return found
