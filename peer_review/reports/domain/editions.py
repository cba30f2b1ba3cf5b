"""A report leaves the team: to the hosts for the fact check, and final with the errors that were accepted put right."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.background import after_commit
from core.changes import announce
from core.citations import write_down_row
from core.errors import Refused
from core.templatetags.moments import plain_day
from peer_review.reports.document import Part, fingerprint_of
from peer_review.reports.domain.tasks import make_files
from peer_review.reports.domain.writing import report_of
from peer_review.reports.enums import CommentState, EditionKind
from peer_review.reports.models import Edition, FactComment, Passage, Report, Sentence
from peer_review.reports.queries.composing import composed
from peer_review.reports.queries.editions import draft_of, final_of, parts_of
from peer_review.reviews.domain.begin import begun
from peer_review.reviews.domain.letters import tell_leads
from peer_review.reviews.domain.stages import move_on
from peer_review.reviews.enums import Capacity, DutyKind, ReviewState, Thing
from peer_review.reviews.models import Review


def send_to_hosts(*, review: Review, by: User, made_at: datetime | None = None) -> Edition:
    """Pin the draft as it stands, and open the fact check of just that. Files are made afterwards. Logged.

    The leads of the hosts get mail with the way there and the day until which they may comment. `made_at` is for a report that
    is older than its row: a pinned edition, and the files that bear its day, can't be dated afterwards.

    Raises NotAllowed and Refused as `reviews.domain.stages.move_on` does; nothing is pinned then.
    """
    with transaction.atomic():
        review, _reader = begun(review, Thing.DRAFT, by)
        edition = _pinned(report_of(review), EditionKind.DRAFT, composed(review), by, made_at)
        stands = move_on(review=review, verb="check_facts", actor=by)
        duty = stands.duties.filter(kind=DutyKind.FACT_CHECK).first()
        until = plain_day(duty.due_on) if duty else ""
        page = settings.BASE_URL + reverse("peer_reports:draft", args=[stands.reference])
        tell_leads(stands, "peer_reports/fact_check", kind="peer_review.fact_check", link=page, until=until)
        return edition


def make_final(*, review: Review, by: User, made_at: datetime | None = None) -> Edition:
    """Pin the final edition: the draft that the hosts read, with the errors that were accepted put right, and no other change.

    Files are made afterwards. Logged. `made_at` as for `send_to_hosts`. Raises NotAllowed and Refused as
    `reviews.domain.stages.move_on` does, and while a comment is not decided.
    """
    with transaction.atomic():
        review, _reader = begun(review, Thing.DRAFT, by)
        draft = draft_of(review)
        if draft is None or review.state != ReviewState.FACT_CHECK or final_of(review):
            raise Refused(_("A report is made final once, after the hosts checked its facts."))
        edition = _pinned(report_of(review), EditionKind.FINAL, corrected(draft), by, made_at)
        move_on(review=review, verb="finish", actor=by)
        return edition


def take_back(*, review: Review, because: str, by: User) -> Report:
    """Take a published report back. Its page says so, with the reason; nothing else shows it from this moment. Logged.

    Search, the library and what refers to it are told in this transaction. Doing it twice changes nothing.
    Raises NotAllowed for anybody but a manager; Refused for one that is not published, and without a reason.
    """
    with transaction.atomic():
        review, reader = begun(review, Thing.DRAFT, by)
        if not reader.is_any(review, Capacity.MANAGER) or review.published_at is None:
            raise Refused(_("Only a manager takes a report back, and only one that is published."))
        if not because.strip():
            raise Refused(_("Give a reason. Everybody reads it."))
        report = report_of(review)
        if report.withdrawn_at:
            return report
        report.withdrawn_at, report.withdrawn_because = timezone.now(), because.strip()
        report.save(update_fields=["withdrawn_at", "withdrawn_because"])
        write_down_row(report)
        announce(report)
        audit.record("report.take_back", actor=by, subject=report, reason=report.withdrawn_because)
        return report


def corrected(draft: Edition) -> tuple[Part, ...]:
    """Return the parts of a draft with every accepted error put right. Of several to one sentence the last counts."""
    accepted = FactComment.objects.filter(sentence__passage__edition=draft, state=CommentState.ACCEPTED)
    right = dict(accepted.order_by("decided_at", "pk").values_list("sentence", "corrected"))
    return tuple(
        replace(part, said=tuple(replace(one, text=right.get(one.key or 0, one.text)) for one in part.said))
        for part in parts_of(draft)
    )


def _pinned(report: Report, kind: EditionKind, parts: Iterable[Part], by: User, made_at: datetime | None) -> Edition:
    some = list(parts)
    last = report.editions.aggregate(last=Max("number"))["last"] or 0
    dated = {"made_at": made_at or timezone.now()}
    edition = Edition.objects.create(report=report, number=last + 1, kind=kind, made_by=by, **dated)
    passages = Passage.objects.bulk_create(
        Passage(
            edition=edition,
            position=position,
            kind=one.kind,
            anchor=one.anchor,
            code=one.code,
            title=one.title,
            finding_id=one.finding,
        )
        for position, one in enumerate(some)
    )
    Sentence.objects.bulk_create(
        Sentence(passage=passage, position=position, text=said.text, is_judgement=said.is_judgement)
        for passage, one in zip(passages, some, strict=True)
        for position, said in enumerate(one.said)
    )
    edition.fingerprint = fingerprint_of(some)
    edition.save(update_fields=["fingerprint"])  # from here on the database refuses every change
    audit.record("report.make_edition", actor=by, subject=report, number=edition.number, kind=str(kind))
    after_commit(make_files, edition.pk)
    return edition
