"""The fact check: a host says that a sentence is wrong in fact, with proof; a manager accepts or refuses it with a reason."""

import re
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import audit
from core.errors import NotAllowed, Refused
from core.lifecycle import move
from core.outbox.domain import post
from core.stamps import demand_the_same
from peer_review.findings.domain.correcting import correct
from peer_review.notes.domain.naming import demand_no_names
from peer_review.reports.lifecycle import COMMENT
from peer_review.reports.models import FactComment, FactsChecked, Sentence
from peer_review.reports.queries.checking import led_in, not_checked_by, sentence_as_corrected
from peer_review.reports.queries.editions import draft_of
from peer_review.reviews.domain.begin import begun
from peer_review.reviews.domain.duties import fulfil
from peer_review.reviews.enums import DutyKind, ReviewState, Thing
from peer_review.reviews.models import Host, Review
from peer_review.reviews.queries.hosts import speaker_of

A_JUDGEMENT = gettext_lazy("This sentence is a judgement of the team. Hosts do not edit judgements.")
A_LEAD_SAYS_SO = gettext_lazy("The lead of a host says that it has checked the facts.")


def comment(
    *, review: Review, sentence: Sentence, error: str, instead: str, proof: str, key: UUID, by: User
) -> FactComment:
    """Say that a sentence of the draft has a factual error. Logged, without its words. One `key`, one comment.

    Where its host had said that it has no more, that is taken back. Raises NotAllowed for whoever does not speak for a host, or
    not now; Refused for a sentence of another edition, for a judgement of the team, and without proof.
    """
    with transaction.atomic():
        review, _reader = begun(review, Thing.CHECK_FACTS, by)
        person = speaker_of(by, review)
        if person is None:
            raise NotAllowed(_("Only those who speak for a host comment on the facts."))
        if (sent := FactComment.objects.filter(key=key).first()) is not None:
            said = (sent.person_id, sent.sentence_id, sent.error, sent.instead, sent.proof)
            demand_the_same(said, (person.pk, sentence.pk, error, instead, proof))
            return sent
        draft = draft_of(review)
        if draft is None or sentence.passage.edition_id != draft.pk:
            raise Refused(_("This sentence is not of the draft that is checked now."))
        if sentence.is_judgement:
            raise Refused(str(A_JUDGEMENT))
        if not proof.strip() or not error.strip():
            raise Refused(_("Say what is wrong, and what proves it."))
        made = FactComment.objects.create(
            sentence=sentence, person=person, error=error, instead=instead, proof=proof, key=key
        )
        audit.record("fact_comment.make", actor=by, subject=made, sentence=sentence.pk)
        _take_back(review, person.host, by)
        return made


def say_checked(*, review: Review, by: User) -> list[FactsChecked]:
    """Say, for each host that somebody leads, that it has checked the draft and has no more comments. Logged; the manager gets mail.

    Once every host has said so, the hosts' duty is done. Said again it changes nothing.
    Raises NotAllowed for whoever leads no host, and where the facts are not checked now.
    """
    with transaction.atomic():
        review, _reader = begun(review, Thing.CHECK_FACTS, by)
        led = led_in(review, by)
        if not led:
            raise NotAllowed(str(A_LEAD_SAYS_SO))
        said = [
            FactsChecked.objects.create(host=host, person=host.people.get(user=by, is_lead=True, left_at=None))
            for host in led
            if not hasattr(host, "facts_checked")
        ]
        for one in said:
            audit.record("fact_check.say_checked", actor=by, subject=review, host=one.host_id)
        if said:
            _tell_manager(review, [str(one.host.organisation) for one in said])
        return said


def _tell_manager(review: Review, hosts: list[str]) -> None:
    left = not_checked_by(review)
    if not left:
        fulfil(review, [DutyKind.FACT_CHECK])
    page = settings.BASE_URL + reverse("peer_reports:log", args=[review.reference])
    told = {"review": review, "hosts": ", ".join(hosts), "left": ", ".join(left), "page": page}
    to, kind = review.manager.email, "peer_review.facts_checked"
    post(to=to, template="peer_reports/facts_checked", context=told, kind=kind, about=review)


def _take_back(review: Review, host: Host, by: User) -> None:
    taken, _rows = FactsChecked.objects.filter(host=host).delete()
    if taken:
        review.duties.filter(kind=DutyKind.FACT_CHECK).update(done_on=None)
        audit.record("fact_check.take_back", actor=by, subject=review, host=host.pk)


def accept(*, comment: FactComment, because: str, corrected: str, by: User) -> FactComment:
    """Accept a factual error, and write the sentence as it shall stand from the next edition on. Logged.

    Where it is of a finding, the finding is corrected with it (`findings.domain.correcting`).
    Raises NotAllowed and Refused as `core.lifecycle.move` does, once the fact check is over, and for words that name somebody
    who was heard.
    """
    right = " ".join(corrected.split())
    with transaction.atomic():
        review = _locked(comment, by)
        demand_no_names(review, right, because)
        stood = sentence_as_corrected(comment.sentence)
        row = _decided(comment, "accept", by, decided_because=because, corrected=right)
        _correct_its_finding(comment.sentence, stood, right, by)
        return row


def refuse(*, comment: FactComment, because: str, by: User) -> FactComment:
    """Refuse a comment with a reason that the hosts read. Logged.

    Raises NotAllowed and Refused as `accept` does.
    """
    with transaction.atomic():
        demand_no_names(_locked(comment, by), because)
        return _decided(comment, "refuse", by, decided_because=because)


def _locked(comment: FactComment, by: User) -> Review:
    """Return the review of a comment, as `begun` does. Raises Refused once its facts are not checked any more."""
    review, _reader = begun(comment.sentence.passage.edition.report.review, Thing.DRAFT, by)
    if review.state != ReviewState.FACT_CHECK:
        raise Refused(_("Comments are decided while the facts are checked."))
    return review


def _decided(comment: FactComment, verb: str, by: User, **changes: object) -> FactComment:
    return move(COMMENT, comment, verb, actor=by, changes={**changes, "decided_by": by, "decided_at": timezone.now()})


def _correct_its_finding(sentence: Sentence, stood: str, right: str, by: User) -> None:
    """Put the same right in what the finding rests on. A sentence is one line there as here, whatever its blanks were."""
    finding = sentence.passage.finding
    if finding is None:
        return
    there = re.search(r"\s+".join(re.escape(word) for word in stood.split()), finding.because)
    if there:
        because = finding.because[: there.start()] + right + finding.because[there.end() :]
        correct(finding=finding, because=because, by=by)
