"""The states of a finding: written, read by a second peer, signed by the manager; and the gate that it stands in."""

from typing import Any

import rules
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.lifecycle import Lifecycle, Move, State, lifecycle
from peer_review.findings.enums import FindingState as S
from peer_review.findings.models import Finding
from peer_review.findings.queries.findings import in_order
from peer_review.findings.queries.sources import bases_of, basis_of, unanswered
from peer_review.notes.queries.people import why_not_named
from peer_review.reviews.disclosure import reader_for
from peer_review.reviews.enums import Thing
from peer_review.reviews.lifecycle import offer_gate
from peer_review.reviews.models import Review
from peer_review.reviews.rules import may_run


@rules.predicate(name="writes findings")
def writes(actor: Any, finding: Finding) -> bool:
    return reader_for(actor, finding.review).may(finding.review, Thing.WRITE_FINDINGS)


def it_cites_two_items(finding: Finding) -> str | None:
    basis = basis_of(finding)
    if basis.rests_on_two:
        return None
    if basis.gone:
        return _("Evidence that it cites was withdrawn, so it rests on fewer than two items. Cite something else.")
    return _("It rests on fewer than two items of evidence. Cite another, or leave it in draft.")


def it_names_nobody(finding: Finding) -> str | None:
    return why_not_named(finding.review, finding.title, finding.text, finding.because) or None


def its_second_peer_is_another(finding: Finding) -> str | None:
    second = finding.second
    if second is None or (second.pk != finding.written_by_id and second.peer.user_id != finding.saved_by_id):
        return None
    return _("Somebody else than its writer has to read it.")


def its_manager_is_a_third(finding: Finding) -> str | None:
    wrote = {one.peer.user_id for one in (finding.written_by, finding.second) if one}
    return (
        _("You wrote or seconded it as a peer, so another manager has to sign it.")
        if finding.signed_by_id in wrote
        else None
    )


def its_warnings_are_answered(finding: Finding) -> str | None:
    if not unanswered(finding, basis_of(finding)):
        return None
    return _("Say first why it stands in spite of the warnings.")


FINDING = lifecycle(
    "peer_findings.Finding",
    Lifecycle(
        noun="finding",
        field="state",
        states={
            S.DRAFT: State(gettext_lazy("Draft"), gettext_lazy("Draft"), "grey"),
            S.SECOND: State(gettext_lazy("With a second peer"), gettext_lazy("With a second peer"), "violet"),
            S.MANAGER: State(gettext_lazy("With the manager"), gettext_lazy("With the manager"), "amber"),
            S.SIGNED: State(gettext_lazy("Signed off"), gettext_lazy("Signed off"), "green"),
            S.WITHDRAWN: State(gettext_lazy("Withdrawn"), gettext_lazy("Withdrawn"), "grey"),
        },
        moves=(
            Move(
                "hand_in",
                (S.DRAFT,),
                S.SECOND,
                gettext_lazy("Ask a second peer to read it"),
                writes,
                guards=(it_cites_two_items, it_names_nobody),
            ),
            Move(
                "second",
                (S.SECOND,),
                S.MANAGER,
                gettext_lazy("Agree, and pass it to the manager"),
                writes,
                guards=(it_cites_two_items, its_second_peer_is_another),
            ),
            Move("send_back", (S.SECOND, S.MANAGER), S.DRAFT, gettext_lazy("Send it back"), writes),
            Move(
                "sign",
                (S.MANAGER,),
                S.SIGNED,
                gettext_lazy("Sign it off"),
                may_run,
                guards=(it_cites_two_items, it_names_nobody, its_warnings_are_answered, its_manager_is_a_third),
            ),
            Move("change", (S.SECOND, S.MANAGER, S.SIGNED), S.DRAFT, gettext_lazy("Change it"), writes),
            Move("ask_another", (S.MANAGER,), S.SECOND, gettext_lazy("Ask another second peer"), writes),
            Move(
                "withdraw",
                (S.DRAFT, S.SECOND, S.MANAGER, S.SIGNED),
                S.WITHDRAWN,
                gettext_lazy("Withdraw it"),
                writes,
                gettext_lazy("It stays in the list of the team, as withdrawn, and can be taken up again."),
                is_grave=True,
            ),
            Move("take_up", (S.WITHDRAWN,), S.DRAFT, gettext_lazy("Take it up again"), writes),
        ),
    ),
)


def every_finding_is_signed(review: Review) -> str | None:
    """The draft leaves the team with findings that are signed, and that still hold."""
    rows = list(in_order(Finding.objects.filter(review=review).exclude(state=S.WITHDRAWN)))
    titles = ", ".join(f"“{one.title}”" for one in rows if one.state != S.SIGNED)
    if titles:
        return _("These findings are not signed off: %(titles)s. Sign them, or withdraw them.") % {"titles": titles}
    if not rows:
        return _("Sign one finding off at least.")
    bases = bases_of(review, rows)
    shaken = [str(one) for one in rows if not bases[one.pk].rests_on_two or unanswered(one, bases[one.pk])]
    if not shaken:
        return None
    return _("What these findings rest on changed since they were signed: %(labels)s. Look at them again.") % {
        "labels": ", ".join(shaken)
    }


def stand_in_the_gate() -> None:
    offer_gate("check_facts", every_finding_is_signed, page="peer_findings:list")
