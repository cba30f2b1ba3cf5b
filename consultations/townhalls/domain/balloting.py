"""Voting in a poll."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from consultations.townhalls.banned import holds_banned_words
from consultations.townhalls.domain.polls import folded, tallied
from consultations.townhalls.domain.speaking import why_closed
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.enums import PollKind, PollState
from consultations.townhalls.models import Ballot, Participant, Poll, PollChoice
from consultations.townhalls.queries import hall_of
from core.errors import Refused
from core.html import holds_link


def cast(*, poll: Poll, by: Participant, chosen: Collection[int] = (), words: Collection[str] = ()) -> Ballot:
    """Take somebody's ballot, or another one in its place; sent twice, it is one.

    `chosen` are keys of choices, `words` what was entered where a poll asks for words: those with a link or a word that is
    read first are held back from the results. A ballot is a row and no event: followers get the results as they stand.

    Raises Refused for who may not vote, for a poll that takes no votes now, and for too many or no choices.
    """
    if not by.may_vote:
        raise Refused(_("Sign in or confirm your email address to vote."))
    with transaction.atomic():
        fresh = Poll.objects.select_for_update(of=("self",)).select_related("thread__page").get(pk=poll.pk)
        if why := why_not(fresh):
            raise Refused(why)
        choices = _entered(fresh, words) if fresh.kind == PollKind.WORDS else _chosen(fresh, chosen)
        if not 0 < len(choices) <= fresh.most:
            raise Refused(_("Choose at least one, and no more than the poll says."))
        ballot, is_new = Ballot.objects.get_or_create(poll=fresh, by=by)
        before = set() if is_new else set(ballot.choices.all())
        ballot.choices.set(choices)
        _drop_unsaid(fresh, before.difference(choices))
        tallied(fresh)
        return ballot


def take_over(other: Participant, *, by: Participant) -> None:
    """Have the ballots of `other` be of `by`; where both voted, that of `by` stands. Call it in a transaction."""
    polls = Poll.objects.filter(pk__in=Ballot.objects.filter(by=other).values("poll")).order_by("pk")
    for poll in polls.select_for_update(of=("self",), no_key=True).select_related("thread__page"):
        ballot = Ballot.objects.get(poll=poll, by=other)
        if Ballot.objects.filter(poll=poll, by=by).exists():
            said = set(ballot.choices.all())
            ballot.delete()
            _drop_unsaid(poll, said)
        else:
            ballot.by = by
            ballot.save(update_fields=["by"])
        tallied(poll)


def _drop_unsaid(poll: Poll, said: Collection[PollChoice]) -> None:
    """Forget words that nobody says any more."""
    if poll.kind == PollKind.WORDS and said:
        PollChoice.objects.filter(pk__in={one.pk for one in said}, ballots=None).delete()


def why_not(poll: Poll) -> str | None:
    """Return why nobody can vote in a poll now, or None."""
    if poll.state != PollState.OPEN:
        return _("This poll is closed.")
    return why_closed(hall_of(poll.thread), thread_of(poll.thread.page))


def _chosen(poll: Poll, chosen: Collection[int]) -> list[PollChoice]:
    found = list(poll.choices.filter(pk__in=chosen))
    if len(found) != len(set(chosen)):
        raise Refused(_("Choose from what the poll offers."))
    return found


def _entered(poll: Poll, words: Iterable[str]) -> list[PollChoice]:
    once: dict[str, str] = {}
    for text in words:
        once.setdefault(folded(text), text)
    once.pop("", None)
    return [
        PollChoice.objects.get_or_create(
            poll=poll,
            folded=key,
            defaults={"text": text, "is_held": holds_banned_words(text) or holds_link(text)},
        )[0]
        for key, text in once.items()
    ]
