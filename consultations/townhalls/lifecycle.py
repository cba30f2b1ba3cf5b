"""The states of a town hall, and of what is said in it."""

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.townhalls.enums import LOOKS, TAKES_WORDS, UNDECIDED, ContributionKind, PollKind
from consultations.townhalls.enums import ContributionState as C
from consultations.townhalls.enums import PollState as P
from consultations.townhalls.enums import TownHallState as T
from consultations.townhalls.models import Contribution, Poll, TownHallPage
from consultations.townhalls.queries import hall_of
from consultations.townhalls.rules import may_host, may_moderate
from core.lifecycle import Lifecycle, Move, State, lifecycle


def every_question_has_an_end(hall: TownHallPage) -> str | None:
    """Whoever asked is owed one, and the record would be left with loose ends."""
    left = Contribution.objects.filter(
        thread__page=hall.page_ptr, state__in=UNDECIDED, kind=ContributionKind.QUESTION
    ).count()
    if not left:
        return None
    return _("%(count)d questions have no end yet: answer, merge, carry over or decline each first.") % {"count": left}


TOWN_HALL = lifecycle(
    "townhalls.TownHallPage",
    Lifecycle(
        noun="town_hall",
        field="state",
        states={
            T.ANNOUNCED: State(gettext_lazy("Announced"), gettext_lazy("Announced"), "blue"),
            T.OPEN: State(gettext_lazy("Open for questions"), gettext_lazy("Open for questions"), "green"),
            T.LIVE: State(gettext_lazy("Live"), gettext_lazy("Live now"), "red"),
            T.CLOSED: State(gettext_lazy("Closed"), gettext_lazy("Closed"), "grey"),
            T.ARCHIVED: State(gettext_lazy("Archived"), gettext_lazy("Archived"), "grey"),
        },
        moves=(
            Move("open", (T.ANNOUNCED, T.CLOSED), T.OPEN, gettext_lazy("Open for questions"), may_moderate),
            Move("go_live", (T.ANNOUNCED, T.OPEN, T.CLOSED), T.LIVE, gettext_lazy("Go live"), may_moderate),
            Move(
                "close",
                (T.OPEN, T.LIVE),
                T.CLOSED,
                gettext_lazy("Close"),
                may_moderate,
                gettext_lazy("Nobody can ask, reply or vote any more. Questions can still be answered in writing."),
            ),
            Move(
                "archive",
                (T.CLOSED,),
                T.ARCHIVED,
                gettext_lazy("Archive"),
                may_moderate,
                gettext_lazy("The record is complete."),
                (every_question_has_an_end,),
            ),
            Move(
                "reopen",
                (T.ARCHIVED,),
                T.CLOSED,
                gettext_lazy("Take out of the archive"),
                may_moderate,
                gettext_lazy("For a record that is to be mended."),
                needs_reason=True,
            ),
        ),
    ),
)

ANSWERED = (C.ANSWERED_LIVE, C.ANSWERED_IN_WRITING)

DECISIONS = (
    Move("publish", (C.WAITING, C.NOT_PUBLISHED), C.PUBLISHED, gettext_lazy("Publish"), may_moderate),
    Move(
        "decline",
        (C.WAITING, C.PUBLISHED, *ANSWERED, C.CARRIED_OVER),
        C.NOT_PUBLISHED,
        gettext_lazy("Do not publish"),
        may_moderate,
        gettext_lazy("Its author sees it still, with the reason. Replies under it are hidden with it."),
    ),
    Move("answer_live", (C.PUBLISHED,), C.ANSWERED_LIVE, gettext_lazy("Answered live"), may_host),
    Move(
        "answer_in_writing",
        (C.PUBLISHED, *ANSWERED),
        C.ANSWERED_IN_WRITING,
        gettext_lazy("Publish the answer"),
        may_host,
    ),
    Move("take_up_again", (*ANSWERED, C.CARRIED_OVER), C.PUBLISHED, gettext_lazy("Open again"), may_host),
    Move("merge", (C.PUBLISHED, C.WAITING), C.MERGED, gettext_lazy("Merge"), may_moderate),
    Move("unmerge", (C.MERGED,), C.PUBLISHED, gettext_lazy("Undo the merge"), may_moderate),
    Move("carry_over", (C.PUBLISHED,), C.CARRIED_OVER, gettext_lazy("Carry over"), may_moderate),
)


def _ways_back(moves: tuple[Move, ...]) -> tuple[Move, ...]:
    """Return what takes a contribution back to each state that a move leads away from. `domain.acts` alone makes these.

    Whoever may host is asked for, since what is undone is what the same person was allowed to do a moment before.
    """
    ways = []
    for state in C:
        reached = tuple(dict.fromkeys(one.target for one in moves if state in one.sources and one.target != state))
        if reached:
            label = format_lazy(gettext_lazy("Undo: {state}"), state=state.label)
            ways.append(Move(f"back_to_{state}", reached, state, label, may_host))
    return tuple(ways)


CONTRIBUTION = lifecycle(
    "townhalls.Contribution",
    Lifecycle(
        noun="contribution",
        field="state",
        states={state: State(state.label, *LOOKS[state]) for state in C},
        moves=(*DECISIONS, *_ways_back(DECISIONS)),
    ),
)


def its_town_hall_takes_votes(poll: Poll) -> str | None:
    """An open poll in which nobody can vote would only puzzle people."""
    if hall_of(poll.thread).state in TAKES_WORDS:
        return None
    return _("Open the town hall first: nobody can vote now.")


def there_is_something_to_choose(poll: Poll) -> str | None:
    if poll.kind == PollKind.WORDS or poll.choices.count() > 1:
        return None
    return _("It needs at least two choices.")


POLL = lifecycle(
    "townhalls.Poll",
    Lifecycle(
        noun="poll",
        field="state",
        states={
            P.DRAFT: State(gettext_lazy("Draft"), gettext_lazy("Draft"), "grey"),
            P.OPEN: State(gettext_lazy("Open"), gettext_lazy("Open"), "green"),
            P.CLOSED: State(gettext_lazy("Closed"), gettext_lazy("Closed"), "grey"),
        },
        moves=(
            Move(
                "open",
                (P.DRAFT,),
                P.OPEN,
                gettext_lazy("Open the poll"),
                may_host,
                gettext_lazy("Everybody sees it at once. What it asks can't be changed any more."),
                (its_town_hall_takes_votes, there_is_something_to_choose),
            ),
            Move(
                "close",
                (P.OPEN,),
                P.CLOSED,
                gettext_lazy("Close the poll"),
                may_host,
                gettext_lazy("Nobody can vote any more, and who voted how is forgotten. It can't be opened again."),
            ),
        ),
    ),
)
