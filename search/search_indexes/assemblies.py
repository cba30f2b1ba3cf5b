"""Standing bodies: their pages and members, sessions with the items of their agendas, papers, minutes, and advice with its replies.

Only what everybody may read: a paper once it is published and until it is withdrawn, and of minutes the last version. How
members voted is not laid down while a vote is open.

What follows a thing without being one (an outcome, a reply, a correction, terms of reference) is counted as news of it.
"""

from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, F, OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone
from haystack import indexes
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from consultations.assemblies.enums import SessionState
from consultations.assemblies.models import (
    Advice,
    AgendaItem,
    Ballot,
    BodyPage,
    Interest,
    Member,
    Minutes,
    Paper,
    SessionPage,
    Term,
    TermsOfReference,
)
from consultations.assemblies.queries.advice import advice_shown
from consultations.assemblies.queries.bodies import shown
from consultations.assemblies.queries.published import items_shown, minutes_shown, papers_shown
from consultations.assemblies.queries.seats import members_shown
from core.disclosure import PUBLIC, disclose
from search.enums import Kind
from search.models import group_of
from search.search_indexes.public import Document, PageIndex, body_above, review_above, session_above
from search.subjects import ADVICE, ITEM, MEMBER, MINUTES, PAPER


class BodyIndex(PageIndex, indexes.Indexable):
    model, what = BodyPage, Kind.BODY

    def index_queryset(self, using: str | None = None) -> QuerySet[Page]:
        last = TermsOfReference.objects.filter(body=OuterRef("pk")).order_by("-number").values("text")[:1]
        pages = super().index_queryset(using)
        return pages.annotate(versions=Count("terms_of_reference"), terms=Subquery(last))

    def news(self, obj: Any) -> int:
        return int(obj.versions)

    def words(self, obj: BodyPage) -> list[str]:
        return [
            obj.purpose,
            get_text_for_indexing(obj.remit),
            get_text_for_indexing(getattr(obj, "terms", None) or ""),
            obj.secretariat,
        ]


class MemberIndex(Document, indexes.Indexable):
    """Of the body that they sit on, or sat on last; who sits on two is found under one."""

    model, what = Member, Kind.MEMBER
    subject, subject_path = MEMBER, "pk"

    def index_queryset(self, using: str | None = None) -> QuerySet[Member]:
        terms = Term.objects.filter(member=OuterRef("pk"), seat__category__body__in=shown()).order_by(
            "-begins_on", "-pk"
        )
        rows: QuerySet[Member] = members_shown().annotate(
            body_pk=Subquery(terms.values("seat__category__body")[:1]),
            body_path=Subquery(terms.values("seat__category__body__path")[:1]),
        )
        entries = Interest.objects.filter(ended_on=None).select_related("member")
        return rows.annotate(review_pk=review_above("body_path")).prefetch_related(
            Prefetch("interests", entries, to_attr="entries")
        )

    def facts(self, obj: Any) -> dict[str, Any]:
        known = disclose(obj, PUBLIC)
        words = [known.post, known.biography, *(disclose(one, PUBLIC).what for one in obj.entries)]
        return {"title": known.name, "text": "\n".join(filter(None, words)), "group": group_of(MEMBER, obj.pk)}


class SessionIndex(PageIndex, indexes.Indexable):
    model, what = SessionPage, Kind.SESSION

    def index_queryset(self, using: str | None = None) -> QuerySet[Page]:
        return super().index_queryset(using).annotate(announced=Count("announcements"))

    def words(self, obj: SessionPage) -> list[str]:
        return [obj.summary, get_text_for_indexing(obj.body_text), obj.place]

    def dated(self, obj: SessionPage) -> datetime:
        return obj.starts_at

    def news(self, obj: Any) -> int:
        """That it was moved, each time, and that it was cancelled."""
        return max(0, obj.announced - 1) + int(obj.state == SessionState.CANCELLED)


class OfSession(Document):
    """What hangs on a session, whose page is the way to it."""

    def placed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.annotate(
            review_pk=review_above("session__path"), body_pk=body_above("session__path"), session_pk=F("session")
        )


class ItemIndex(OfSession, indexes.Indexable):
    model, what = AgendaItem, Kind.ITEM
    subject, subject_path = ITEM, "pk"

    def index_queryset(self, using: str | None = None) -> QuerySet[AgendaItem]:
        closed = Ballot.objects.filter(closed_at__isnull=False)
        return self.placed(items_shown()).prefetch_related(Prefetch("ballots", closed))

    def facts(self, obj: AgendaItem) -> dict[str, Any]:
        words = [obj.text, obj.outcome_text, *(ballot.question for ballot in obj.ballots.all())]
        return {
            "title": obj.title,
            "text": "\n".join(filter(None, words)),
            "date": obj.session.starts_at,
            "group": group_of(ITEM, obj.pk),
        }

    def news(self, obj: AgendaItem) -> int:
        return int(bool(obj.outcome))


class PaperIndex(OfSession, indexes.Indexable):
    model, what = Paper, Kind.PAPER
    subject, subject_path = PAPER, "pk"

    def index_queryset(self, using: str | None = None) -> QuerySet[Paper]:
        return self.placed(papers_shown())

    def facts(self, obj: Paper) -> dict[str, Any]:
        known = disclose(obj, PUBLIC)
        return {
            "title": known.title,
            "text": get_text_for_indexing(known.text),
            "date": known.published_at,
            "group": group_of(PAPER, obj.pk),
        }


class MinutesIndex(OfSession, indexes.Indexable):
    """A later version stands in the place of the one before, so a session is what they go by."""

    model, what = Minutes, Kind.MINUTES
    subject, subject_path = MINUTES, "session_id"

    def index_queryset(self, using: str | None = None) -> QuerySet[Minutes]:
        return self.placed(minutes_shown())

    def facts(self, obj: Minutes) -> dict[str, Any]:
        return {
            "title": obj.session.title,
            "text": get_text_for_indexing(obj.text),
            "date": obj.published_at,
            "group": group_of(MINUTES, obj.session_id),
        }

    def news(self, obj: Minutes) -> int:
        return obj.number + int(obj.agreed_on is not None)


class AdviceIndex(Document, indexes.Indexable):
    model, what = Advice, Kind.ADVICE
    subject, subject_path = ADVICE, "pk"

    def index_queryset(self, using: str | None = None) -> QuerySet[Page]:
        rows: Any = advice_shown().prefetch_related("replies", "due_moves")
        return rows.annotate(
            review_pk=review_above("body__path"), body_pk=F("body"), session_pk=session_above("item__session__path")
        )

    def facts(self, obj: Advice) -> dict[str, Any]:
        replies = [part for row in obj.replies.all() for part in (row.by, row.text)]
        words = [obj.text, obj.asked, *replies, obj.outcome, obj.withdrawn_because]
        return {
            "title": obj.title,
            "reference": obj.reference,
            "text": "\n".join(filter(None, words)),
            "date": _moment(obj.given_on),
            "group": group_of(ADVICE, obj.pk),
        }

    def news(self, obj: Advice) -> int:
        ended = bool(obj.outcome) + bool(obj.withdrawn_because)
        return len(obj.replies.all()) + len(obj.due_moves.all()) + ended


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
