"""What rows of this room are called beside their keys in the audit log. Nobody is named, and no words are told."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from peer_review.reports.models import Action, FactComment, Progress, Report


def names_of_reports(keys: Collection[int]) -> Mapping[int, str]:
    rows = Report.objects.filter(pk__in=keys).values_list("pk", "review__reference")
    return {pk: _("report of %(reference)s") % {"reference": reference} for pk, reference in rows}


def names_of_comments(keys: Collection[int]) -> Mapping[int, str]:
    rows = FactComment.objects.filter(pk__in=keys)
    named = rows.values_list("pk", "sentence__passage__edition__report__review__reference")
    return {pk: _("comment on the facts of %(reference)s") % {"reference": reference} for pk, reference in named}


def names_of_actions(keys: Collection[int]) -> Mapping[int, str]:
    rows = Action.objects.filter(pk__in=keys).values_list("pk", "finding__review__reference", "finding__number")
    return {pk: _("action for %(reference)s R%(number)d") % {"reference": one, "number": n} for pk, one, n in rows}


def names_of_progress(keys: Collection[int]) -> Mapping[int, str]:
    rows = Progress.objects.filter(pk__in=keys).values_list("pk", "finding__review__reference", "finding__number")
    return {pk: _("progress of %(reference)s R%(number)d") % {"reference": one, "number": n} for pk, one, n in rows}
