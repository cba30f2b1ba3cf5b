"""Rows for tests, as the verbs would have left them. `Factory(trait=True)` names the state."""

import hashlib
from collections.abc import Sequence as Several
from datetime import timedelta
from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from factory import Faker, LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory, Trait, post_generation
from factory.django import DjangoModelFactory
from wagtail.models import Page, Site

from accounts.enums import Role
from accounts.models import User
from consultations.calls.enums import CallStatus, QuestionType
from consultations.calls.models import CallPage, Question, QuestionVersion, Section
from consultations.reviews.models import ReviewPage
from consultations.townhalls.domain.polls import folded
from consultations.townhalls.enums import (
    ContributionKind,
    ContributionState,
    Moderation,
    PollKind,
    PollState,
    TownHallState,
)
from consultations.townhalls.models import Contribution, Participant, Poll, PollChoice, Thread, TownHallPage
from consultations.workstreams.models import WorkstreamPage
from core.references import reference
from evidence.publication.domain.publish import publish_submission
from evidence.publication.models import Edition
from evidence.submissions.enums import (
    Part,
    PublishingChoice,
    ReadingState,
    RedactionReason,
    Release,
    RespondentKind,
    ScanState,
    SubmissionState,
)
from evidence.submissions.models import (
    Answer,
    AnswerVersion,
    Attachment,
    Contributor,
    Redaction,
    Submission,
    SubmissionVersion,
)
from organisations.models import Organisation, OrganisationType, Region
from pages.models import HomePage

PASSWORD = "a long password for tests"

# Everybody has a name that pages write in another way than it is kept, so that no test forgets it on most days.
AWKWARD = "O'Neill"


class UserFactory(DjangoModelFactory):
    """A person with a verified address. A role of staff brings a second factor, without which they get nowhere."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        secretariat = Trait(holds=[Role.SECRETARIAT])
        co_chair = Trait(holds=[Role.CO_CHAIR])
        moderator = Trait(holds=[Role.MODERATOR])
        auditor = Trait(holds=[Role.AUDITOR])

    email = Sequence(lambda number: f"person{number}@example.org")
    first_name = Faker("first_name", locale="en_GB")
    last_name = AWKWARD

    holds = ()

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, holds: Several[Role], **fields: Any) -> User:
        user = model_class.objects.create_user(**{"password": PASSWORD, **fields})
        user.groups.set(Group.objects.filter(name__in=holds))
        if user.is_on_staff:
            TOTP.activate(user, generate_totp_secret())
        return user

    @post_generation
    def verified(self, create: bool, verified: bool | None, **_: Any) -> None:
        EmailAddress.objects.create(user=self, email=self.email, primary=True, verified=verified is not False)


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = Sequence(lambda number: f"NHS Test Shire {number} Integrated Care Board")
    type = OrganisationType.ICB
    region = Region.MIDLANDS


def home_page() -> HomePage:
    """Return the site's home page, made on the first call where no migration made it."""
    home = HomePage.objects.first()
    if home is None:
        home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Home", slug="moothall"))
        Site.objects.update_or_create(
            is_default_site=True, defaults={"root_page": home, "hostname": "localhost", "port": 80}
        )
    return home


class PageFactory(DjangoModelFactory):
    """A live page under `parent`."""

    class Meta:
        abstract = True

    slug = LazyAttribute(lambda page: f"page-{uuid4().hex[:8]}")

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, parent: Page, **fields: Any) -> Page:
        return parent.add_child(instance=model_class(**fields))


class ReviewPageFactory(PageFactory):
    class Meta:
        model = ReviewPage

    parent = LazyFunction(home_page)
    title = Sequence(lambda number: f"Review {number}")
    summary = "How places can work better together."


class WorkstreamPageFactory(PageFactory):
    class Meta:
        model = WorkstreamPage

    parent = SubFactory(ReviewPageFactory)
    title = Sequence(lambda number: f"Workstream {number}")
    purpose = "What this workstream is to find out."


class CallPageFactory(PageFactory):
    """A call that is open now; `forthcoming`, `closed` or `preparing` for the others."""

    class Meta:
        model = CallPage

    class Params:
        preparing = Trait(status=CallStatus.PREPARING)
        forthcoming = Trait(opens_at=LazyFunction(lambda: timezone.now() + timedelta(days=7)))
        closed = Trait(
            opens_at=LazyFunction(lambda: timezone.now() - timedelta(days=60)),
            closes_at=LazyFunction(lambda: timezone.now() - timedelta(days=1)),
        )

    parent = SubFactory(ReviewPageFactory)
    title = Sequence(lambda number: f"Call for evidence {number}")
    summary = "What should change?"
    audience = "Anyone who works in or uses health and care."
    status = CallStatus.CLEARED
    opens_at = LazyFunction(lambda: timezone.now() - timedelta(days=7))
    closes_at = LazyAttribute(lambda call: call.opens_at + timedelta(days=28))


class TownHallPageFactory(PageFactory):
    """A town hall that takes questions, each read before it is published. `at_once=True` publishes first."""

    class Meta:
        model = TownHallPage

    class Params:
        at_once = Trait(moderation=Moderation.AFTER)

    parent = SubFactory(ReviewPageFactory)
    title = Sequence(lambda number: f"Town hall {number}")
    summary = "What stands in the way of prevention?"
    starts_at = LazyFunction(lambda: timezone.now() - timedelta(minutes=10))
    ends_at = LazyAttribute(lambda page: page.starts_at + timedelta(hours=1))
    state = TownHallState.LIVE


class ThreadFactory(DjangoModelFactory):
    class Meta:
        model = Thread

    page = SubFactory(TownHallPageFactory)


class ParticipantFactory(DjangoModelFactory):
    """A guest whose address is confirmed. `browser=True` has none."""

    class Meta:
        model = Participant

    class Params:
        browser = Trait(email=None, confirmed_at=None)

    email = Sequence(lambda number: f"guest{number}@example.org")
    confirmed_at = LazyFunction(timezone.now)


class ContributionFactory(DjangoModelFactory):
    """A published question, without an event in the log: the verbs write those."""

    class Meta:
        model = Contribution

    thread = SubFactory(ThreadFactory)
    kind = ContributionKind.QUESTION
    by = SubFactory(ParticipantFactory)
    name = AWKWARD
    text = Sequence(lambda number: f"Who pays for prevention, for the {number}th time?")
    as_sent = SelfAttribute("text")
    state = ContributionState.PUBLISHED
    sent_at = LazyFunction(timezone.now)
    published_at = LazyAttribute(lambda one: None if one.state == ContributionState.WAITING else one.sent_at)


class PollFactory(DjangoModelFactory):
    """An open poll with choices, without an event in the log. `offers=[]` for one that asks for words."""

    class Meta:
        model = Poll
        skip_postgeneration_save = True

    thread = SubFactory(ThreadFactory)
    kind = PollKind.SINGLE
    question = Sequence(lambda number: f"What comes first, {number}?")
    state = PollState.OPEN
    opened_at = LazyAttribute(lambda one: None if one.state == PollState.DRAFT else timezone.now())
    closed_at = LazyAttribute(lambda one: timezone.now() if one.state == PollState.CLOSED else None)

    @post_generation
    def offers(self: Poll, create: bool, texts: list[str] | None, **_: Any) -> None:
        for position, text in enumerate(["Prevention", "Targets", "Money"] if texts is None else texts, start=1):
            PollChoice.objects.create(poll=self, position=position, text=text, folded=folded(text))


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = Section

    call = SubFactory(CallPageFactory)
    key = LazyFunction(uuid4)
    position = Sequence(int)
    title = Sequence(lambda number: f"Section {number}")


class QuestionFactory(DjangoModelFactory):
    """A question with its first wording; `version__…` sets what it asks: `QuestionFactory(version__type=…)`."""

    class Meta:
        model = Question
        skip_postgeneration_save = True

    section = SubFactory(SectionFactory)
    call = SelfAttribute("section.call")
    key = LazyFunction(uuid4)
    position = Sequence(int)

    @post_generation
    def version(self, create: bool, extracted: None, **asks: Any) -> None:
        self.current = QuestionVersionFactory(question=self, **asks)
        self.save(update_fields=["current"])


class QuestionVersionFactory(DjangoModelFactory):
    class Meta:
        model = QuestionVersion

    question = SubFactory(QuestionFactory)
    number = LazyAttribute(lambda version: version.question.versions.count() + 1)
    type = QuestionType.LONG_TEXT
    code = LazyAttribute(lambda version: str(version.question.position))
    wording = Sequence(lambda number: f"What would help most, in matter {number}?")


class SubmissionFactory(DjangoModelFactory):
    """One person's submission, a draft unless `state` says otherwise; then it has been sent, reference and all.

    `SubmissionFactory(state=SubmissionState.READY, texts=["First answer", "Second"])` answers one question for each text.
    """

    class Meta:
        model = Submission
        skip_postgeneration_save = True

    class Params:
        for_organisation = Trait(
            kind=RespondentKind.ORGANISATION,
            organisation=SubFactory(OrganisationFactory),
            organisation_name=SelfAttribute("organisation.name"),
            organisation_type=SelfAttribute("organisation.type"),
            region=SelfAttribute("organisation.region"),
        )
        anonymous = Trait(publishing=PublishingChoice.WITHOUT_NAME)

    call = SubFactory(CallPageFactory)
    call_title = SelfAttribute("call.title")
    state = SubmissionState.DRAFT
    kind = RespondentKind.INDIVIDUAL
    name = Sequence(lambda number: f"Chris {AWKWARD} {number}")
    publishing = PublishingChoice.FULL

    @classmethod
    def _create(cls, model_class: type[Submission], *args: Any, **fields: Any) -> Submission:
        """Insert a draft and let what follows carry it to its state, because the database asks that much of a state."""
        state = fields.pop("state")
        submission = super()._create(model_class, *args, **fields)
        submission.wanted_state = state
        return submission

    @post_generation
    def texts(self, create: bool, texts: list[str] | None, **_: Any) -> None:
        ContributorFactory(submission=self, part=Part.LEAD)
        for text in texts or []:
            AnswerFactory(submission=self, text=text)

    @post_generation
    def arrival(self, create: bool, extracted: None, **_: Any) -> None:
        """Take it where it was wanted. Runs after `texts`, so that what was sent holds them."""
        state = self.__dict__.pop("wanted_state")
        if state == SubmissionState.DRAFT:
            return
        send(self)
        self.state = state
        if state == SubmissionState.NOT_PUBLISHED:
            self.not_published_reason = "Outside the scope of the call."
        self.save()


def send(submission: Submission) -> SubmissionVersion:
    """Lay down what stands in the working copy as sent, with a reference, and leave the submission received."""
    version = SubmissionVersion.objects.create(
        submission=submission, number=submission.versions.count() + 1, sent_by="system"
    )
    for answer in submission.answers.all():
        kept = {name: getattr(answer, name) for name in KEPT_OF_AN_ANSWER}
        # What did not change since it was sent before is the same text.
        row, _made = AnswerVersion.objects.get_or_create(
            answer=answer, revision=kept.pop("revision"), set_aside=False, defaults=kept
        )
        version.answers.add(row)
    if submission.reference is None:
        submission.reference = reference(submission.call.code)
    submission.state = SubmissionState.RECEIVED
    submission.submitted_at, submission.current = version.sent_at, version
    submission.save()
    return version


KEPT_OF_AN_ANSWER = (
    "question_version",
    "value",
    "text",
    "confidential",
    "confidential_reason",
    "revision",
    "saved_by",
    "saved_at",
)


class ContributorFactory(DjangoModelFactory):
    class Meta:
        model = Contributor

    submission = SubFactory(SubmissionFactory)
    email = Sequence(lambda number: f"writer{number}@example.org")
    name = Sequence(lambda number: f"Chris {AWKWARD} {number}")


class AnswerFactory(DjangoModelFactory):
    """An answer in words to a long-text question of the submission's call; `confidential=True` brings its reason."""

    class Meta:
        model = Answer

    submission = SubFactory(SubmissionFactory)
    question = SubFactory(QuestionFactory, section__call=SelfAttribute("...submission.call"))
    question_version = SelfAttribute("question.current")
    text = "Neighbourhood teams that meet each week."
    value = SelfAttribute("text")
    revision = 1
    confidential_reason = LazyAttribute(lambda answer: "It names our partners." if answer.confidential else "")
    confidential = False


class AttachmentFactory(DjangoModelFactory):
    """A clean text file whose text a screener released. `scan=ScanState.QUARANTINED` for one that was not scanned yet;
    `undecided`, `withheld` or `cleared` for what was said of a clean one.
    """

    class Meta:
        model = Attachment

    class Params:
        content = b"What the paper says."
        undecided = Trait(release=Release.UNDECIDED)
        withheld = Trait(release=Release.NOTHING)
        cleared = Trait(release=Release.FILE)

    submission = SubFactory(SubmissionFactory)
    file = LazyAttribute(lambda attachment: ContentFile(attachment.content, name="paper"))
    name = "Our evidence.txt"
    content_type = "text/plain"
    size = LazyAttribute(lambda attachment: len(attachment.content))
    sha256 = LazyAttribute(lambda attachment: hashlib.sha256(attachment.content).hexdigest())
    # It came with what was sent, also when the test makes it later.
    uploaded_at = LazyAttribute(lambda attachment: attachment.submission.submitted_at or timezone.now())
    scan = ScanState.CLEAN
    scanned_at = LazyFunction(timezone.now)
    release = LazyAttribute(
        lambda attachment: Release.TEXT if attachment.scan == ScanState.CLEAN else Release.UNDECIDED
    )
    text = LazyAttribute(
        lambda attachment: attachment.content.decode(errors="replace") if attachment.scan == ScanState.CLEAN else ""
    )
    reading = LazyAttribute(lambda attachment: ReadingState.READ if attachment.text else ReadingState.WAITING)
    text_at = LazyAttribute(lambda attachment: attachment.scanned_at if attachment.text else None)


class RedactionFactory(DjangoModelFactory):
    """The first five characters of an answer that was sent; `checked=True` when a second person has looked."""

    class Meta:
        model = Redaction

    class Params:
        checked = Trait(
            checked_by=SubFactory(UserFactory, holds=[Role.SECRETARIAT]), checked_at=LazyFunction(timezone.now)
        )

    start, end = 0, 5
    reason = RedactionReason.PERSONAL
    made_by = SubFactory(UserFactory, holds=[Role.SECRETARIAT])


def published(**fields: Any) -> Edition:
    """Return the edition of a submission made of `fields` (see SubmissionFactory) and published by its verb."""
    submission = SubmissionFactory(state=SubmissionState.READY, **fields)
    return publish_submission(submission=submission, by=UserFactory(secretariat=True))
