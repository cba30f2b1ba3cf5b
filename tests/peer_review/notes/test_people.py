"""Nobody who was heard is named in what outlives the notes."""

import pytest

from core.errors import Refused
from peer_review.findings.domain.writing import write_finding
from peer_review.notes.queries.people import named_in
from tests.peer_review.assessments.team import Team, team
from tests.peer_review.findings.here import begun, words
from tests.peer_review.notes.factories import NoteFactory, NoteSourceFactory
from tests.peer_review.visits.factories import AttendeeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db) -> Team:
    one = team()
    AttendeeFactory(review=one.review, name="Zoë  Quillfeather")
    AttendeeFactory(review=one.review, name="Aoife O'Neill-Sample")
    NoteSourceFactory(note=NoteFactory(review=one.review, member=one.peers[0]), name="Ned Sample")
    return one


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("As Zoë Quillfeather said.", ["Zoë Quillfeather"]),
        ("as zoe\nQUILLFEATHER said", ["zoe\nQUILLFEATHER"]),
        ("Dr Quillfeather and Ned Sample", ["Dr Quillfeather", "Ned Sample"]),
        (
            "Aoife O\u2019Neill\u2011Sample, and Ms O\u2019Neill-Sample",
            ["Aoife O\u2019Neill\u2011Sample", "Ms O\u2019Neill-Sample"],
        ),
        ("Zoe\u0308 Quill\u00adfeather", ["Zoe\u0308 Quill\u00adfeather"]),
        ("A quillfeather, a sample, a Zoë and Ned Samples", []),
    ],
)
def test_names_are_found_whole(here, text, found):
    assert named_in(here.review, text) == found


def test_of_another_review_nobody_is_looked_for(here):
    assert named_in(team().review, "Zoë Quillfeather") == []


@pytest.mark.parametrize("field", ["title", "text", "because"])
def test_a_name_is_refused_wherever_it_stands(here, field):
    row = begun(here)
    with pytest.raises(Refused) as refused:
        write_finding(finding=row, words=words(here, **{field: "So says Ned Sample."}), read=1, by=here.user(0))
    assert refused.value.reasons == ["Nobody who was heard is named here. Take out: Ned Sample."]
    row.refresh_from_db()
    assert row.revision == 1
