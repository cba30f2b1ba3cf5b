"""The mail of an alert, written as it leaves.

What it names is looked up in the database at that moment. So a submission that was taken back while the mail waited, for a
minute or for a night without a mail server, is in no mail; and when nothing is left to be told there is no mail at all,
nor when the alert was stopped meanwhile.
"""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from core.outbox.message import Message
from core.outbox.words import Words, from_template, written_when_sent
from search.alerts.links import stop_link
from search.alerts.presenters import saved
from search.alerts.run import KIND
from search.models import News
from search.presenters import results
from search.queries.find import still_public

SHOWN = 20


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
    news = News.objects.select_related("alert__subscriber").filter(message=message).first()
    matches = still_public([Kept(*one) for one in news.documents]) if news else []
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
