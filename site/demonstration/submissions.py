"""The forty illustrative submissions, each brought to where it stands by the verbs that people use."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from consultations.calls.models import CallPage, QuestionVersion
from core.actors import Actor
from demonstration.content import review as facts
from demonstration.content import words
from demonstration.content.voices import LABEL, VOICES, WHY_NOT_PUBLISHED, Voice
from demonstration.files import MAKERS
from evidence.publication.domain.files import release_attachment
from evidence.publication.domain.publish import publish_submission
from evidence.publication.domain.redact import check_redactions, redact_words
from evidence.publication.domain.screen import ask_respondent, decide, refuse, start_screening
from evidence.publication.models import Edition
from evidence.submissions.disclosure import is_anonymous
from evidence.submissions.domain.answers import Writing, save_answers
from evidence.submissions.domain.attachments import attach
from evidence.submissions.domain.colleagues import invite_colleague
from evidence.submissions.domain.details import choose_publishing
from evidence.submissions.domain.paper import enter_reply
from evidence.submissions.domain.start import Respondent, start_submission
from evidence.submissions.domain.submit import submit_submission
from evidence.submissions.domain.withdraw import withdraw_submission
from evidence.submissions.enums import Channel, PublishingChoice, RedactionReason, Release, SubmissionState
from evidence.submissions.files.inspection import inspect
from evidence.submissions.models import Submission
from evidence.submissions.queries import attachments_to_disclose, unchecked_redactions

S = SubmissionState
Asked = dict[str, list[QuestionVersion]]
# Telephone numbers that Ofcom keeps for drama, and a domain that nobody can own.
PERSONAL = ("sample.person@example.org", "01632 960 123")
SPREAD_DAYS = 22
READING_TIME = timedelta(days=2)


@dataclass(frozen=True)
class Staff:
    """Who screens, and who checks what they marked."""

    first: User
    second: User


def missing_voices() -> list[tuple[int, Voice]]:
    """Return the voices, numbered, that have no submission yet. A voice is known for life by its submission's key."""
    keys = [_key(number) for number in range(len(VOICES))]
    there = set(Submission.objects.filter(key__in=keys).values_list("key", flat=True))
    return [(number, voice) for number, voice in enumerate(VOICES) if _key(number) not in there]


def load_submissions(call: CallPage, voices: Iterable[tuple[int, Voice]], *, staff: Staff, leader: User) -> None:
    """Bring each voice to its state. `leader` holds the draft of a joint reply.

    Not one transaction: a file is scanned and read only after the commit, and publishing waits for that.
    """
    questions = _questions_by_category(call)
    for number, voice in voices:
        chance = random.Random(number)  # noqa: S311 - the same words on every machine
        submission, actor = _begin(call, voice, number, staff, leader)
        _answer(submission, voice, questions, chance, actor)
        _bring_on(submission, voice, staff, actor)
        _give_it_an_age(submission, chance)


def _key(number: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"illustration {number}")


def _questions_by_category(call: CallPage) -> Asked:
    """Return the text questions of each category of content.review, by the order of its sections."""
    asked = QuestionVersion.objects.filter(question__call=call, question__retired_at=None, type="long_text")
    current = asked.filter(question__current=F("pk")).select_related("question__section")
    return {
        category: [one for one in current if one.question.section.title == title]
        for title, category, _questions in facts.EVIDENCE_SECTIONS
    }


def _begin(call: CallPage, voice: Voice, number: int, staff: Staff, leader: User) -> tuple[Submission, Actor]:
    email = f"illustration-{number:02}@moothall.example"
    respondent = Respondent(
        kind=voice.kind,
        name=voice.person(),
        on_behalf_of=f"Another person {LABEL}" if voice.kind == "on_behalf" else "",
        organisation_name=voice.body(),
    )
    actor: Actor
    if voice.channel == Channel.ONLINE:
        joint = voice.state == S.DRAFT and voice.type == "icb"
        lead = start_submission(
            call=call,
            respondent=respondent,
            email=leader.email if joint else email,
            user=leader if joint else None,
            key=_key(number),
        )
        if joint:
            invite_colleague(submission=lead.submission, by=lead, email=email, name=f"A colleague {LABEL}")
        submission, actor = lead.submission, lead
        choose_publishing(submission=submission, publishing=voice.publishing, actor=actor)
    else:
        actor = staff.second
        submission = enter_reply(
            call=call,
            channel=voice.channel,
            received_on=timezone.localdate(),
            respondent=respondent,
            publishing=voice.publishing,
            actor=staff.second,
            email=email,
            key=_key(number),
        )
    # Illustrative bodies stand in no register, so what a register would have given is written here.
    Submission.objects.filter(pk=submission.pk).update(
        is_illustration=True, organisation_type=voice.type, region=voice.region
    )
    submission.refresh_from_db()
    return submission, actor


def _answer(submission: Submission, voice: Voice, questions: Asked, chance: random.Random, actor: Actor) -> None:
    chosen = [
        (category, version)
        for category, versions in questions.items()
        for version in versions
        if not voice.answers or category in voice.answers or version.required
    ]
    writings = []
    for place, (category, version) in enumerate(chosen):
        text = words.answer(category, voice.words, chance)
        if voice.redacted and place == 0:
            text += f"\n\nIf you want to know more, write to {PERSONAL[0]} or ring {PERSONAL[1]}."
        sealed = voice.confidential and place == len(chosen) - 1
        writings.append(
            Writing(
                version=version,
                value=text,
                confidential=sealed,
                confidential_reason="It describes a colleague who has not agreed to be described." if sealed else "",
            )
        )
    save_answers(submission=submission, writings=writings, actor=actor)
    if voice.attachment:
        body = words.answer("more", 400, chance)
        content = MAKERS[voice.attachment](f"Supporting paper {LABEL}", body)
        upload = SimpleUploadedFile(f"supporting-paper.{voice.attachment}", content)
        question = submission.call.questions.filter(current__type="file").first() if submission.call else None
        attach(submission=submission, inspected=inspect(upload), actor=actor, question=question)


@transaction.atomic
def _bring_on(submission: Submission, voice: Voice, staff: Staff, actor: Actor) -> None:
    """Walk the same road as a real submission, as far as this one has come: in one step, so that search is told once.

    Its files were scanned and read by now.
    """
    if voice.state == S.DRAFT:
        return
    submission = submit_submission(submission=submission, actor=actor, declared=True)
    if voice.state == S.RECEIVED:
        return
    if voice.state == S.WITHDRAWN:
        withdraw_submission(submission=submission, actor=actor)
        return
    submission = start_screening(submission=submission, by=staff.first)
    _release_files(submission, staff)
    if voice.redacted:
        _redact(submission, staff, checked=voice.state == S.PUBLISHED)
    if voice.state == S.CLARIFICATION:
        ask_respondent(submission=submission, by=staff.first, question="Which town does your second example come from?")
    elif voice.state == S.NOT_PUBLISHED:
        reason = WHY_NOT_PUBLISHED[PublishingChoice(voice.publishing)]
        refuse(submission=submission, by=staff.first, reason=reason)
    elif voice.state in (S.READY, S.PUBLISHED):
        submission = decide(submission=submission, verb="make_ready", by=staff.first)
        if voice.state == S.PUBLISHED:
            publish_submission(submission=submission, by=staff.first)


def _release_files(submission: Submission, staff: Staff) -> None:
    release = Release.TEXT if is_anonymous(submission) else Release.FILE
    for file in attachments_to_disclose(submission):
        if not file.is_paper_scan:
            release_attachment(attachment=file, submission=submission, release=release, by=staff.first)


def _redact(submission: Submission, staff: Staff, *, checked: bool) -> None:
    version = submission.current
    target = next(one for one in version.answers.all() if PERSONAL[0] in one.text) if version else None
    if target is None:
        return
    for text in PERSONAL:
        redact_words(target=target, words=text, reason=RedactionReason.PERSONAL, by=staff.first, submission=submission)
    if checked:
        check_redactions(redactions=unchecked_redactions(submission), submission=submission, by=staff.second)


def _give_it_an_age(submission: Submission, chance: random.Random) -> None:
    """Spread the submissions over the days the call has been open, so that the desk has something to sort."""
    sent = timezone.now() - timedelta(days=chance.randrange(1, SPREAD_DAYS), minutes=chance.randrange(600))
    Submission.objects.filter(pk=submission.pk, submitted_at__isnull=False).update(submitted_at=sent)
    Edition.objects.filter(submission=submission).update(
        received_on=timezone.localdate(sent), published_at=min(sent + READING_TIME, timezone.now())
    )
