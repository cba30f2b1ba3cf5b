"""What the public index holds. Of evidence, editions alone: what was never published has no road in here."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import CharField, ExpressionWrapper, F, Model, OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone
from haystack import indexes
from haystack.fields import FacetMultiValueField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from consultations.assemblies.models import BodyPage, SessionPage
from consultations.calls.enums import Phase
from consultations.calls.models import CallPage
from consultations.reviews.models import ReviewPage
from consultations.workstreams.models import WorkstreamPage
from consultations.workstreams.queries import named
from core.visibility import for_everyone
from evidence.publication.models import Edition, EditionAnswer, EditionAttachment
from evidence.submissions.models import AnswerVersion
from pages.models import ContentPage, PrivacyNoticePage
from search.enums import Kind
from search.models import group_of
from search.subjects import PAGE, SUBMISSION


def review_above(path: str) -> Subquery:
    """Return the key of the review that the page at `path` stands under, or is."""
    above = for_everyone(ReviewPage.objects.all()).annotate(
        below=ExpressionWrapper(OuterRef(path), output_field=CharField())
    )
    return Subquery(above.filter(below__startswith=F("path")).values("pk")[:1])


def body_above(path: str) -> Subquery:
    """Return the key of the standing body that the page at `path` is of, or is: the nearest, for a body may have parts."""
    above = for_everyone(BodyPage.objects.all()).annotate(
        below=ExpressionWrapper(OuterRef(path), output_field=CharField())
    )
    return Subquery(above.filter(below__startswith=F("path")).order_by("-depth").values("pk")[:1])


def session_above(path: str) -> Subquery:
    """Return the key of the session that the page at `path` is of, or is; none, where there is no such page."""
    above = for_everyone(SessionPage.objects.all()).annotate(
        below=ExpressionWrapper(OuterRef(path), output_field=CharField())
    )
    return Subquery(above.filter(below__startswith=F("path")).values("pk")[:1])


class Document(indexes.SearchIndex):
    """The fields of every document. `content` searches text, title and reference; the two weigh more."""

    text = indexes.CharField(document=True)
    title = indexes.CharField(boost=2.0)
    reference = indexes.CharField(null=True, analyzer="plain", boost=4.0)
    date = indexes.DateTimeField(null=True)
    group = indexes.FacetCharField()
    kind = indexes.FacetCharField()
    review = indexes.FacetCharField()
    call = indexes.FacetCharField()
    workstream = FacetMultiValueField()
    body = indexes.FacetCharField()
    session = indexes.FacetCharField()
    statement = indexes.FacetCharField()
    respondent = indexes.FacetCharField()
    organisation = indexes.FacetCharField()
    organisation_type = indexes.FacetCharField()
    region = indexes.FacetCharField()
    theme = FacetMultiValueField()
    year = indexes.FacetIntegerField()
    start = indexes.EdgeNgramField(stored=False)  # what suggestions begin with
    digest = indexes.CharField(indexed=False)

    model: ClassVar[type[Model]]
    what: ClassVar[Kind]
    subject: ClassVar[str]
    subject_path: ClassVar[str]
    batch: ClassVar[int] = 500  # rows that are held in memory at once

    def get_model(self) -> type[Model]:
        return self.model

    def prepare(self, obj: Any) -> dict[str, Any]:
        prepared: dict[str, Any] = super().prepare(obj)
        places = {name: _key(getattr(obj, f"{name}_pk", None)) for name in ("review", "body", "session")}
        prepared.update(kind=self.kind_of(obj).value, **places, **self.facts(obj))
        prepared["start"] = " ".join(filter(None, (prepared.get("reference"), prepared["title"])))
        if prepared.get("date"):
            prepared["year"] = timezone.localtime(prepared["date"]).year
        prepared["digest"] = digest_of(prepared)
        return prepared

    def kind_of(self, obj: Any) -> Kind:
        return self.what

    def news(self, obj: Any) -> int:
        """Return how much was told of it since it came. It only grows; each time that it does, it is new to followers."""
        return 0

    def facts(self, obj: Any) -> dict[str, Any]:
        """Return what this kind of document says in its fields."""
        raise NotImplementedError


class EditionIndex(Document, indexes.Indexable):
    model, what = Edition, Kind.SUBMISSION
    subject, subject_path = SUBMISSION, "submission_id"

    def index_queryset(self, using: str | None = None) -> QuerySet[Edition]:
        rows = Edition.objects.select_related("call").annotate(review_pk=review_above("call__path"))
        answers = EditionAnswer.objects.select_related("question_version__question__section")
        return rows.prefetch_related(Prefetch("answers", answers), "call__workstreams")

    def facts(self, obj: Edition) -> dict[str, Any]:
        return {
            "text": "\n".join(answer.text for answer in obj.answers.all()),
            "title": joined(obj.respondent, obj.organisation_name),
            "theme": themes_of(obj.answers.all()),
            **_facts_of_edition(obj),
        }


class EditionAttachmentIndex(Document, indexes.Indexable):
    model, what = EditionAttachment, Kind.ATTACHMENT
    subject, subject_path = SUBMISSION, "edition__submission_id"

    def index_queryset(self, using: str | None = None) -> QuerySet[EditionAttachment]:
        rows = EditionAttachment.objects.select_related("edition__call")
        return rows.annotate(review_pk=review_above("edition__call__path")).prefetch_related(
            "edition__call__workstreams"
        )

    def facts(self, obj: EditionAttachment) -> dict[str, Any]:
        return {
            "text": obj.text,
            "title": joined(obj.title, obj.edition.respondent),
            **_facts_of_edition(obj.edition),
        }


class PageIndex(Document):
    """Live pages that everyone may see."""

    subject, subject_path = PAGE, "pk"

    def index_queryset(self, using: str | None = None) -> QuerySet[Page]:
        rows = for_everyone(self.model.objects.all())  # type: ignore[attr-defined]
        return rows.annotate(
            review_pk=review_above("path"), body_pk=body_above("path"), session_pk=session_above("path")
        )

    def facts(self, obj: Any) -> dict[str, Any]:
        return {
            "text": "\n".join(part for part in self.words(obj) if part),
            "title": obj.title,
            "date": self.dated(obj),
            "group": group_of(PAGE, obj.pk),
        }

    def words(self, obj: Any) -> list[str]:
        return [get_text_for_indexing(obj.body)]

    def dated(self, obj: Any) -> datetime | None:
        return obj.last_published_at or obj.first_published_at


class ReviewIndex(PageIndex, indexes.Indexable):
    model, what = ReviewPage, Kind.REVIEW

    def words(self, obj: ReviewPage) -> list[str]:
        return [obj.summary, get_text_for_indexing(obj.body)]


class WorkstreamIndex(PageIndex, indexes.Indexable):
    model, what = WorkstreamPage, Kind.WORKSTREAM

    def index_queryset(self, using: str | None = None) -> QuerySet[Page]:
        return super().index_queryset(using).prefetch_related("people")

    def words(self, obj: WorkstreamPage) -> list[str]:
        people = [f"{person.name}, {person.title}" for person in named(obj)]
        return [obj.purpose, get_text_for_indexing(obj.body), *people]

    def facts(self, obj: WorkstreamPage) -> dict[str, Any]:
        return {**super().facts(obj), "workstream": [str(obj.pk)]}


class CallIndex(PageIndex, indexes.Indexable):
    model, what = CallPage, Kind.CALL

    def index_queryset(self, using: str | None = None) -> QuerySet[Page]:
        return super().index_queryset(using).prefetch_related("workstreams", "questions__current")

    def words(self, obj: CallPage) -> list[str]:
        """Return what the call's page and its questions' page show now: each is written before it may be read."""
        asked = [question.current.wording for question in obj.questions.all() if _is_asked(question)]
        outcome = get_text_for_indexing(obj.outcome) if obj.phase is Phase.OUTCOME else ""
        told = [obj.summary, obj.audience, get_text_for_indexing(obj.body), outcome]
        return told + (asked if obj.questions_are_public else [])

    def dated(self, obj: CallPage) -> datetime | None:
        return obj.opens_at

    def facts(self, obj: CallPage) -> dict[str, Any]:
        workstreams = [str(one.pk) for one in obj.workstreams.all()]
        return {**super().facts(obj), "reference": obj.code, "call": obj.code, "workstream": workstreams}


class ContentIndex(PageIndex, indexes.Indexable):
    model, what = ContentPage, Kind.PAGE


class PrivacyNoticeIndex(PageIndex, indexes.Indexable):
    model, what = PrivacyNoticePage, Kind.PAGE


def _facts_of_edition(edition: Edition) -> dict[str, Any]:
    return {
        "reference": edition.reference,
        "date": edition.published_at,
        "group": group_of(SUBMISSION, edition.submission_id),
        "call": edition.call.code,
        "workstream": [str(one.pk) for one in edition.call.workstreams.all()],
        "respondent": edition.kind,
        "organisation": edition.organisation_name or None,
        "organisation_type": edition.organisation_type or None,
        "region": edition.region or None,
    }


def themes_of(answers: Iterable[EditionAnswer | AnswerVersion]) -> list[str]:
    """A call's sections are its themes: what a respondent wrote about is where they wrote it."""
    return list(dict.fromkeys(answer.question_version.question.section.title for answer in answers))


def digest_of(prepared: dict[str, Any]) -> str:
    """Return a short mark of all that a document holds, so that it can be compared without reading it."""
    held = {
        name: sorted(map(str, value)) if isinstance(value, list) else value
        for name, value in prepared.items()
        if name != "digest"
    }
    return hashlib.sha256(json.dumps(held, sort_keys=True, default=str).encode()).hexdigest()[:32]


def _is_asked(question: Any) -> bool:
    return question.retired_at is None and question.current is not None


def joined(name: str, also: str) -> str:
    """Return two names as one title, unless the first says the second."""
    return name if not also or also in name else f"{name}, {also}"


def _key(pk: int | None) -> str | None:
    return None if pk is None else str(pk)
