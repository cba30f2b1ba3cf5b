"""The mail of an alert, written as it leaves.

What it names is looked up in the database at that moment. So a submission that was taken back while the mail waited, for a
minute or for a night without a mail server, is in no mail. What was changed meanwhile is searched for again: its words
may have been purged, and a mail that names it for them would tell of them. When nothing is left to be told there is no mail
at all, nor when the alert was stopped meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from haystack.exceptions import SearchBackendError
from haystack.query import SQ

from core.outbox.message import Message
from core.outbox.words import Words, from_template, written_when_sent
from search.alerts.links import stop_link
from search.alerts.presenters import saved
from search.alerts.run import KIND
from search.asked import read
from search.domain.apply import KEPT
from search.enums import Alias
from search.models import IndexChange, News, group_of, subject_of
from search.presenters import results
from search.queries.find import Match, matching, still_public
from search.subjects import subjects_of

SHOWN = 20
APART = timedelta(minutes=1)  # that a change may have been on its way when the mail was written down


@dataclass(frozen=True)
class Kept:
    """A document as `still_public` wants it."""

    model_name: str
    pk: str
    kind: str
    highlighted: None = None


def register() -> None:
    """Have the outbox ask here for the words; run once when Django starts."""
    written_when_sent(KIND)(words_of)


def words_of(message: Message) -> Words | None:
    """Return what an alert says now, or None when there is nothing to say or nobody who wants it."""
    news = News.objects.select_related("alert__subscriber", "message").filter(message=message).first()
    matches = _still_found(news, still_public([Kept(*one) for one in news.documents])) if news else []
    if news is None or not matches:
        return None
    shown = results(matches[:SHOWN], None)
    stop = stop_link(news.alert)
    (search,) = saved([news.alert])
    context = {
        "lines": [(one, urljoin(settings.BASE_URL, one.url)) for one in shown],
        "total": len(matches) + news.further,
        "more": len(matches) + news.further - len(shown),
        "search": search,
        "search_url": urljoin(settings.BASE_URL, search.url),
        "stop": stop,
        "all_alerts": settings.BASE_URL + reverse("alerts:list"),
    }
    # RFC 8058: the reader's mail program may stop it with one POST, without a cookie.
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return from_template("alerts/news", context, headers)


def _still_found(news: News, matches: Sequence[Match]) -> list[Match]:
    """Leave out what was changed since and is not found by the same search now.

    Raises SearchBackendError while the index waits to be told of a change: the mail is tried again later.
    """
    groups = [
        group_of(*subject) for match in matches for alias, subject in subjects_of(match.row) if alias is Alias.PUBLIC
    ]
    changed = _changed_since(news.message.created_at - APART, set(groups))
    if not changed:
        return list(matches)
    found = matching(read(QueryDict(news.alert.search))).narrow(SQ(group__in=sorted(changed)))
    there = {(one.kind, one.pk) for one in found[: len(news.documents)]}
    return [
        match
        for match, group in zip(matches, groups, strict=True)
        if group not in changed or (match.kind, str(match.row.pk)) in there
    ]


def _changed_since(moment: datetime, groups: set[str]) -> set[str]:
    """Return which of these were changed since; all of them, where nobody remembers. Raises SearchBackendError."""
    if moment < timezone.now() - KEPT:
        return groups
    pks = [subject_of(group)[1] for group in groups]
    changes = IndexChange.objects.of(Alias.PUBLIC).not_before(moment).filter(object_pk__in=pks)
    changed = [change for change in changes if change.group in groups]
    if any(change.applied_at is None and not change.attempts for change in changed):
        raise SearchBackendError("Something was changed, and the index was not told yet.")
    return {change.group for change in changed}
