"""Who may send what in a peer review; and no address or form of one review takes or tells a row of another.

Every address is sent to by everybody who stands near a review, at the stages at which its forms are open.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from peer_review.assessments.models import AssessmentCitation
from peer_review.reports.domain import checking
from peer_review.reports.models import Action, Sentence
from peer_review.reviews.enums import DutyKind
from peer_review.reviews.enums import ReviewState as S
from peer_review.reviews.models import Review
from peer_review.teams.enums import MemberState, Seat
from tests.factories import UserFactory
from tests.peer_review.assessments.factories import AssessmentFactory, JudgementFactory
from tests.peer_review.findings.factories import FindingFactory
from tests.peer_review.frameworks.factories import LineFactory, drafted
from tests.peer_review.notes.factories import NoteFactory
from tests.peer_review.pool.factories import AvailabilityFactory, DeclarationFactory, SkillFactory, TrainingFactory
from tests.peer_review.reports.factories import STEPS, a_review_at
from tests.peer_review.reviews.factories import DutyFactory, HostPersonFactory, PositionPartFactory
from tests.peer_review.room.factories import ItemFactory, TagFactory
from tests.peer_review.teams.factories import MemberFactory
from tests.peer_review.test_addresses import WHATS, pages
from tests.peer_review.test_words_come_back import everything_typed
from tests.peer_review.visits.factories import AttendeeFactory, MeetingFactory, RoomFactory, SlotFactory

pytestmark = pytest.mark.django_db


def furnished(word: str) -> SimpleNamespace:
    """Return a review in progress that has a row of every kind, each marked with `word`, and its people."""
    one = a_review_at(S.FACT_CHECK, programme__scoring=True)
    review, host, member = one.review, one.person.host, one.findings[0].written_by
    sentence = Sentence.objects.filter(is_judgement=False, passage__edition__report__review=review).first()
    facts = {"error": word, "instead": word, "proof": word, "key": uuid4()}
    comment = checking.comment(review=review, sentence=sentence, by=one.host, **facts)
    checking.refuse(comment=comment, because=word, by=one.manager)
    for step in ("finish", "publish", "publish_plan", "review_progress"):
        STEPS[step](one)
        review.refresh_from_db()
    member.peer.name = word
    member.peer.save()
    people = {
        name: HostPersonFactory(host=host, name=word, user=UserFactory(), is_observer=name == "observer")
        for name in ("colleague", "observer")
    }
    DutyFactory(review=review, kind=DutyKind.ACTION_PLAN, due_on=timezone.localdate() - timedelta(days=2))
    meeting = MeetingFactory(review=review, title=word, room=RoomFactory(review=review, name=word))
    line = LineFactory(theme__version=review.framework_version, title=word)
    item = ItemFactory(review=review, title=word)
    assessment = AssessmentFactory(submitted=True, member=member, line=line)
    JudgementFactory(review=review, line=line, text=word)
    aside = assessment.versions.create(revision=1, values={"strong": word}, set_aside=True)
    note = NoteFactory(member=member, meeting=meeting, line=line, text=word)
    recommendation = one.findings[2]
    users = {
        "manager": one.manager,
        "peer": one.peer,
        "shadow": MemberFactory(review=review, seat=Seat.SHADOW).peer.user,
        "lead": one.host,
        **{name: person.user for name, person in people.items()},
        "stepped out": MemberFactory(review=review, state=MemberState.STEPPED_OUT).peer.user,
        "nobody": None,
    }
    rows = {
        "line": line.pk,
        "finding": recommendation.pk,
        "host": host.pk,
        "person": people["colleague"].pk,
        "slot": SlotFactory(meeting=meeting, attendee=AttendeeFactory(review=review, name=word)).pk,
        "tag": TagFactory(item=item, line=line).pk,
        "late": aside.pk,
        "peer_room number": item.number,
        "peer_notes number": note.number,
        "peer_teams pk": member.pk,
        "peer_timetable pk": meeting.pk,
        "room": meeting.room.pk,
        "peer_reviews pk": PositionPartFactory(statement__review=review, title=word, owner=people["colleague"]).pk,
        "comment": sentence.pk,
        "decision": comment.pk,
        "action": Action.objects.filter(finding=recommendation).first().pk,
    }
    return SimpleNamespace(review=review, users=users, rows=rows, item=item, line=line, note=note, member=member)


# What `pk` and `number` mean, where they do not mean the same on all addresses of a room.
MEANT = {
    "peer_timetable:room": "room",
    "peer_timetable:remove_room": "room",
    "peer_reports:comment": "comment",
    "peer_reports:accept": "decision",
    "peer_reports:refuse": "decision",
    "peer_reports:change_action": "action",
    "peer_reports:stand": "action",
    "peer_reports:remove_action": "action",
}
# What is no row of a review: every review has its own of these.
WORDS = {"kind": "action_plan", "verb": "withdraw"}


def row_of(name: str, key: str) -> str:
    """Return which of the `rows` of a review a key of an address names."""
    return (MEANT.get(name) or f"{name.partition(':')[0]} {key}") if key in ("pk", "number") else key


def addresses(own: SimpleNamespace, other: SimpleNamespace) -> Iterator[tuple[str, str, list[str]]]:
    """Yield each address of one review by name, and the same with one key after another of the other review."""
    for name, keys in pages():
        if "reference" not in keys or name == "peer_reports:file":  # every report numbers its editions from 1
            continue
        rows = {key: row_of(name, key) for key in keys if row_of(name, key) in own.rows}
        given = {key: own.rows[row] for key, row in rows.items()}
        given |= {"reference": own.review.reference} | {key: word for key, word in WORDS.items() if key in keys}
        for what in WHATS if "what" in keys else [""]:
            more = {"what": what} if what else {}
            try:
                here = reverse(name, kwargs={**given, **more})
            except NoReverseMatch:  # not a word of this address
                continue
            strange = [reverse(name, kwargs={**given, **more, key: other.rows[row]}) for key, row in rows.items()]
            yield f"{name} {what}".strip(), here, strange


class Watch:
    """What was written since it was last asked, leaving out that a session was."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if re.match(r"\s*(INSERT|UPDATE|DELETE)", sql) and "django_session" not in sql:
            self.written.append(sql[:60])
        return execute(sql, params, many, context)

    def ask(self, browser: Client, verb: str, address: str, typed: Any = None) -> tuple[Any, list[str]]:
        """Return the answer and what was written for it, and undo that."""
        self.written.clear()
        with transaction.atomic():
            answer = getattr(browser, verb)(address, typed)
            transaction.set_rollback(True)
        return answer, list(self.written)


def came_in(answer: Any) -> bool:
    """Whether somebody was let in, to be told by a page, to a script, or above the next page what became of it."""
    if answer.status_code == 302:
        return not answer.url.startswith("/accounts/")
    return answer.status_code == 200 or answer["Content-Type"] == "application/json"


OUTSIDE = ("nobody", "stepped out", "of another")
# At which stages the forms of a room are open. Of those outside it is asked once: no stage lets them in.
REPORTED = (S.DRAFTING, S.FACT_CHECK, S.PUBLISHED, S.PROGRESS)
LATER = dict.fromkeys(("peer_board", "peer_findings"), (S.DRAFTING,))
STAGES = {"peer_reports": REPORTED, "peer_teams": (S.DRAFTING, S.PUBLISHED), **LATER}
# Who is let in to send something. What becomes of it is the form's to say, and its verb's.
INSIDERS = "colleague, lead, manager, observer, peer, shadow"
LET_IN = {
    "colleague, lead": """
        peer_reports:add_action peer_reports:change_action peer_reports:comment peer_reports:hosts_tell
        peer_reports:remove_action peer_reports:stand peer_reviews:part
    """,
    "lead": "peer_reports:checked peer_reviews:freeze_statement peer_reviews:give_part peer_reviews:duty+late peer_teams:feedback_of_host",
    "lead, manager": """
        peer_reviews:host+invite peer_reviews:host+lead peer_reviews:invite_again peer_reviews:write_scoping
        peer_timetable:add_attendee peer_timetable:cancel_meeting peer_timetable:change_meeting
        peer_timetable:drop_attendee peer_timetable:new_meeting peer_timetable:new_room peer_timetable:remove_room
        peer_timetable:room peer_timetable:table peer_timetable:tell
    """,
    "colleague, lead, manager": "peer_reviews:leave",  # the colleague whose own row it is
    "colleague, lead, manager, peer, shadow": """
        peer_room:act+change peer_room:act+copy peer_room:act+give peer_room:ask_for
        peer_room:point peer_room:put_in peer_room:tag
    """,
    "manager": """
        peer_board:stand peer_findings:send-back peer_reports:accept peer_reports:finish peer_reports:refuse
        peer_reports:send peer_reports:take_back peer_reviews:add_host peer_reviews:add_part
        peer_reviews:agree_scoping peer_reviews:change_part peer_reviews:days peer_reviews:duty+day
        peer_reviews:freeze_framework peer_reviews:host+remove peer_reviews:move
        peer_reviews:remove_part peer_reviews:reopen_statement peer_room:act+withdraw peer_room:hand_out
        peer_teams:act peer_teams:add
        peer_teams:exchange peer_teams:invite_all peer_teams:need peer_teams:propose peer_teams:release
    """,
    "manager, peer": """
        peer_board:write peer_findings:act peer_findings:answer peer_findings:evidence peer_findings:withdraw
        peer_findings:write peer_reports:team_tells peer_reports:write peer_room:move
    """,
    "peer": """
        peer_assessments:autosave peer_assessments:one peer_assessments:take_back peer_assessments:texts
        peer_board:agree peer_board:challenge peer_findings:new peer_notes:change peer_scores:score
        peer_teams:feedback
    """,
    "peer, shadow": "peer_notes:write peer_teams:step_out",
    INSIDERS: "peer_reviews:autosave_part",  # a script reads why it is not saved
}
OF_ONESELF = {
    f"pool:{name}" for name in ("change", "availability", "take_back", "declare", "withdraw", "renew", "state")
}
# A peer may be asked into several teams, and a manager chooses among all.
OF_THE_POOL = {"peer_teams:add", "peer_teams:exchange"}


def test_who_may_send_what_and_no_row_of_another_review_comes_in(signed_in):
    own, other = furnished("zqown"), furnished("zqother")
    typed = {**everything_typed(), "after": "0", "sequence": "0", "read": "0", "do": "hand_in", "then": "cite:item-1"}
    browsers = {who: signed_in(user) if user else Client() for who, user in own.users.items()}
    browsers["of another"] = signed_in(other.users["peer"])
    every, watch, read_only = list(addresses(own, other)), Watch(), set()
    let_in, opened, wrong = defaultdict(set), set(), []
    with connection.execute_wrapper(watch):
        for state, who in product((S.PREPARING, *REPORTED), browsers):
            Review.objects.filter(pk__in=[own.review.pk, other.review.pk]).update(state=state)
            for name, here, strange in every:
                stages = STAGES.get(name.partition(":")[0], (S.PREPARING,))
                if state not in (stages[:1] if who in OUTSIDE else stages):
                    continue
                verb = "get" if name in read_only else "post"
                answer, written = watch.ask(browsers[who], verb, here, typed)
                if answer.status_code == 405:
                    read_only.add(name)
                    verb, (answer, written) = "get", watch.ask(browsers[who], "get", here)
                if not came_in(answer):
                    assert answer.status_code < 500, here
                    wrong += [(who, state, name, "wrote")] if written else []
                    continue
                if verb == "post":
                    let_in[name].add(who)
                if b"zqother" in text_of(answer) and not (who == "manager" and name in OF_THE_POOL):
                    wrong.append((who, state, name, "told"))
                opened.add(name)
                for address in strange:
                    answer, written = watch.ask(browsers[who], verb, address, typed)
                    if answer.status_code not in (403, 404) or written:
                        wrong.append((who, state, address, answer.status_code))
    assert wrong == []
    found = {name.replace(" ", "+"): ", ".join(sorted(people)) for name, people in let_in.items()}
    assert found == {name: people for people, names in LET_IN.items() for name in names.split()}
    # Of each address that names a row it was tried with another's. What has no file here is found like its item.
    assert {name for name, _here, strange in every if strange} - opened == {"peer_room:file"}


def text_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_nothing_of_another_review_is_cited_or_undertaken(signed_in):
    """What a field names by itself is looked for in the review of its page."""
    own, other = furnished("zqown"), furnished("zqother")
    reference, peer, lead = own.review.reference, signed_in(own.users["peer"]), signed_in(own.users["lead"])
    Review.objects.filter(pk=own.review.pk).update(state=S.DRAFTING)
    assess = reverse("peer_assessments:one", args=[reference, own.line.pk])
    peer.post(reverse("peer_assessments:take_back", args=[reference, own.line.pk]))
    draft = FindingFactory(written_by=own.member, review=own.review, line=own.line, number=None)
    evidence = reverse("peer_findings:evidence", args=[reference, draft.pk])
    cites = [AssessmentCitation.objects.filter(assessment__review=own.review), draft.citations.all()]
    for key in (f"item-{other.item.pk}", f"note-{other.note.pk}"):
        for address in (assess, evidence):
            peer.post(address, {"then": f"cite:{key}", "after": "0"})
        assert [rows.count() for rows in cites] == [0, 0], key
    for address in (assess, evidence):  # what is of this review is
        peer.post(address, {"then": f"cite:item-{own.item.pk}", "after": "0"})
    assert [rows.count() for rows in cites] == [1, 1]
    Review.objects.filter(pk=own.review.pk).update(state=S.PUBLISHED)
    anew = reverse("peer_reports:change_action", args=[reference, 999_999])
    assert lead.post(anew, {"finding": str(other.rows["finding"])}).status_code == 404
    assert lead.post(anew, {"finding": str(own.rows["finding"])}).status_code == 200


def test_what_is_of_no_review_is_sent_by_managers_and_by_the_peer_whose_it_is(signed_in):
    """Programmes, rights, frameworks and the pool; and a peer's own record by nobody else."""
    own = furnished("zqown")
    draft = drafted(by=own.users["manager"])
    peer = MemberFactory().peer
    records = {
        "pool:remove_training": TrainingFactory,
        "pool:take_back": AvailabilityFactory,
        "pool:withdraw": DeclarationFactory,
    }
    slugs = {"frameworks": draft.framework.slug, "pool": SkillFactory().slug}
    typed, watch, let_in = {**everything_typed(), "do": "up", "at": "1"}, Watch(), defaultdict(set)
    browsers = {who: signed_in(user) if user else Client() for who, user in own.users.items()}
    browsers["themselves"] = signed_in(peer.user)
    with connection.execute_wrapper(watch):
        for name, keys in pages():
            if keys & {"reference", "token"} or name.startswith("peer_slots"):  # a link of one's own is the right
                continue
            line = draft.themes.first().lines.first()
            given = {
                "pk": peer.pk,
                "record": records[name](peer=peer).pk if "record" in keys else 0,
                "slug": slugs.get(name.partition(":")[0], own.review.programme.slug),
                "key": line.theme.key if "theme" in name else line.key,
                "theme": line.theme.key,
                "number": 1,
                "state": "on_site",
                "capacity": "observer",
                "thing": "team",
            }
            address = reverse(name, kwargs={key: given[key] for key in keys})
            for who, browser in browsers.items():
                answer, written = watch.ask(browser, "post", address, typed)
                if answer.status_code == 405:
                    let_in.pop(name, None)  # some hear first that it is not theirs
                    break
                assert came_in(answer) or (answer.status_code < 500 and not written), (name, who)
                let_in[name] |= {who} if came_in(answer) else set()
    assert {name for name, people in let_in.items() if people - {"manager"}} == OF_ONESELF
    assert all(let_in[name] == {"manager", "themselves"} for name in OF_ONESELF)
    assert {name for name, people in let_in.items() if not people} == set()
