"""The states of a session, of its minutes, of what a member proposes, and of advice."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.assemblies.enums import AdviceState as A
from consultations.assemblies.enums import MinutesState as M
from consultations.assemblies.enums import ProposalState as P
from consultations.assemblies.enums import SessionState as S
from consultations.assemblies.models import (
    Advice,
    AgendaItem,
    Ballot,
    Minutes,
    Paper,
    Proposal,
    QuorumCount,
    SessionPage,
)
from consultations.assemblies.rules import may_run, may_take_part
from core.lifecycle import Lifecycle, Move, State, lifecycle

may_bring_on = may_run | may_take_part


def something_is_on_the_agenda(session: SessionPage) -> str | None:
    return None if session.items.exists() else _("Put something on the agenda first.")


def every_paper_is_published(session: SessionPage) -> str | None:
    left = list(
        Paper.objects.filter(session=session, published_at=None, withdrawn_at=None).values_list("title", flat=True)
    )
    return _("Publish these papers first, or take them off: %(titles)s.") % {"titles": _quoted(left)} if left else None


def its_quorum_was_counted(session: SessionPage) -> str | None:
    if QuorumCount.objects.filter(session=session).exists():
        return None
    return _("Record who is there first: without a count nobody knows whether there is a quorum.")


def every_item_has_an_outcome(session: SessionPage) -> str | None:
    left = list(AgendaItem.objects.filter(session=session, outcome="").values_list("title", flat=True))
    return _("These items have no outcome yet: %(titles)s.") % {"titles": _quoted(left)} if left else None


def every_ballot_is_closed(session: SessionPage) -> str | None:
    left = list(Ballot.objects.filter(item__session=session, closed_at=None).values_list("question", flat=True))
    return _("Close these votes first: %(questions)s.") % {"questions": _quoted(left)} if left else None


def its_minutes_are_agreed(session: SessionPage) -> str | None:
    last = Minutes.objects.filter(session=session).first()
    return None if last and last.state == M.AGREED else _("Agree the last version of the minutes first.")


def _quoted(titles: list[str]) -> str:
    return ", ".join(f"“{title}”" for title in titles)


SESSION = lifecycle(
    "assemblies.SessionPage",
    Lifecycle(
        noun="session",
        field="state",
        states={
            S.PLANNED: State(gettext_lazy("Planned"), gettext_lazy("Planned"), "blue"),
            S.PAPERS_OUT: State(gettext_lazy("Papers out"), gettext_lazy("Papers published"), "green"),
            S.LIVE: State(gettext_lazy("Live"), gettext_lazy("Live now"), "red"),
            S.MINUTES_DRAFT: State(gettext_lazy("Minutes in draft"), gettext_lazy("Held, minutes in draft"), "amber"),
            S.MINUTES_AGREED: State(gettext_lazy("Minutes agreed"), gettext_lazy("Held, minutes agreed"), "grey"),
            S.CANCELLED: State(gettext_lazy("Cancelled"), gettext_lazy("Cancelled"), "grey"),
        },
        moves=(
            Move(
                "publish_papers",
                (S.PLANNED,),
                S.PAPERS_OUT,
                gettext_lazy("Say that the papers are out"),
                may_run,
                guards=(something_is_on_the_agenda, every_paper_is_published),
            ),
            Move(
                "go_live",
                (S.PLANNED, S.PAPERS_OUT),
                S.LIVE,
                gettext_lazy("Begin the session"),
                may_run,
                guards=(something_is_on_the_agenda, its_quorum_was_counted),
            ),
            Move(
                "end",
                (S.LIVE,),
                S.MINUTES_DRAFT,
                gettext_lazy("End the session"),
                may_run,
                guards=(every_item_has_an_outcome, every_ballot_is_closed),
            ),
            Move(
                "agree",
                (S.MINUTES_DRAFT,),
                S.MINUTES_AGREED,
                gettext_lazy("The minutes are agreed"),
                may_run,
                guards=(its_minutes_are_agreed,),
            ),
            Move(
                "cancel",
                (S.PLANNED, S.PAPERS_OUT),
                S.CANCELLED,
                gettext_lazy("Cancel the session"),
                may_run,
                gettext_lazy("It stays on the page of its body, as cancelled, with the reason."),
                needs_reason=True,
                is_grave=True,
            ),
        ),
    ),
)

MINUTES = lifecycle(
    "assemblies.Minutes",
    Lifecycle(
        noun="minutes",
        field="state",
        states={
            M.DRAFT: State(gettext_lazy("Draft"), gettext_lazy("Draft, not agreed yet"), "amber"),
            M.AGREED: State(gettext_lazy("Agreed"), gettext_lazy("Agreed"), "green"),
        },
        moves=(Move("agree", (M.DRAFT,), M.AGREED, gettext_lazy("Record that these were agreed"), may_run),),
    ),
)


def somebody_seconded_it(proposal: Proposal) -> str | None:
    return None if proposal.seconded_by_id else _("It takes a second member first.")


PROPOSAL = lifecycle(
    "assemblies.Proposal",
    Lifecycle(
        noun="proposal",
        field="state",
        states={
            P.PROPOSED: State(gettext_lazy("Proposed"), gettext_lazy("Proposed"), "blue"),
            P.SECONDED: State(gettext_lazy("Seconded"), gettext_lazy("Seconded"), "green"),
            P.SCHEDULED: State(gettext_lazy("On an agenda"), gettext_lazy("On an agenda"), "green"),
            P.CONCLUDED: State(gettext_lazy("Concluded"), gettext_lazy("Concluded"), "grey"),
            P.WITHDRAWN: State(gettext_lazy("Withdrawn"), gettext_lazy("Withdrawn"), "grey"),
        },
        moves=(
            Move("second", (P.PROPOSED,), P.SECONDED, gettext_lazy("Second it"), may_take_part),
            Move(
                "schedule",
                (P.SECONDED,),
                P.SCHEDULED,
                gettext_lazy("Put it on an agenda"),
                may_run,
                guards=(somebody_seconded_it,),
            ),
            Move("conclude", (P.SCHEDULED,), P.CONCLUDED, gettext_lazy("Record its outcome"), may_run),
            Move("defer", (P.SCHEDULED,), P.SECONDED, gettext_lazy("Defer it"), may_run),
            Move(
                "withdraw",
                (P.PROPOSED, P.SECONDED),
                P.WITHDRAWN,
                gettext_lazy("Withdraw it"),
                may_bring_on,
                is_grave=True,
            ),
        ),
    ),
)


def it_has_a_reply(advice: Advice) -> str | None:
    return None if advice.replies.exists() else _("Record the reply first.")


ADVICE = lifecycle(
    "assemblies.Advice",
    Lifecycle(
        noun="advice",
        field="state",
        states={
            A.AWAITING: State(gettext_lazy("Awaiting a reply"), gettext_lazy("Awaiting a reply"), "blue"),
            A.REPLIED: State(gettext_lazy("Replied to"), gettext_lazy("Replied to"), "green"),
            A.CONCLUDED: State(gettext_lazy("Concluded"), gettext_lazy("Concluded"), "grey"),
            A.WITHDRAWN: State(gettext_lazy("Withdrawn"), gettext_lazy("Withdrawn"), "grey"),
        },
        moves=(
            Move(
                "reply",
                (A.AWAITING, A.REPLIED),
                A.REPLIED,
                gettext_lazy("Publish the reply"),
                may_run,
                guards=(it_has_a_reply,),
            ),
            Move(
                "conclude",
                (A.AWAITING, A.REPLIED),
                A.CONCLUDED,
                gettext_lazy("Record the outcome"),
                may_run,
                gettext_lazy("The register shows what came of it, and that no more is awaited."),
            ),
            Move(
                "withdraw",
                (A.AWAITING, A.REPLIED),
                A.WITHDRAWN,
                gettext_lazy("Withdraw it"),
                may_run,
                gettext_lazy("It stays in the register, as withdrawn, with the reason."),
                needs_reason=True,
                is_grave=True,
            ),
        ),
    ),
)
