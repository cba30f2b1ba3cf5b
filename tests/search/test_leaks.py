"""Words that were never published are nowhere in the index: not by query, facet, passage, likeness or stored value."""

import pytest
from haystack.query import SearchQuerySet

from consultations.calls.domain.opening import publish_outcome, take_back_outcome
from consultations.calls.enums import CallStatus
from consultations.calls.models import CallPage
from evidence.publication.models import Edition
from evidence.submissions.enums import SubmissionState
from search.asked import FACETS, Asked
from search.domain.apply import apply_changes
from search.domain.notes import note
from search.domain.rebuild import rebuild
from search.queries.find import find
from search.queries.suggest import completions, named_like
from tests.factories import (
    AnswerFactory,
    AttachmentFactory,
    CallPageFactory,
    QuestionFactory,
    RedactionFactory,
    SubmissionFactory,
    UserFactory,
    publish_submission,
    published,
    send,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_index")]
SECRETS = {
    "confidential": "quixotic",
    "redacted": "zanzibar",
    "anonymous name": "wolfenstein",
    "anonymous body": "ptarmigan",
    "withheld file": "umbrage",
    "redacted in a file": "kumquat",
    "not published": "xylophone",
    "withdrawn": "marzipan",
}


@pytest.fixture
def edition() -> Edition:
    """A published anonymous submission with everything to hide, beside two that aren't public."""
    submission = SubmissionFactory(
        anonymous=True, for_organisation=True, name="Anna Wolfenstein", organisation__name="Ptarmigan Trust"
    )
    AnswerFactory(submission=submission, text="zanzibar is where the heather grows.")
    AnswerFactory(submission=submission, text="A quixotic secret.", confidential=True)
    send(submission)
    first = submission.current.answers.get(text__startswith="zanzibar")
    RedactionFactory(answer_version=first, start=0, end=8, checked=True)
    AttachmentFactory(submission=submission, content=b"umbrage within", withheld=True)
    marked = AttachmentFactory(submission=submission, content=b"kumquat and heather")
    RedactionFactory(attachment=marked, start=0, end=7, checked=True)
    submission.state = SubmissionState.READY
    submission.save()
    SubmissionFactory(state=SubmissionState.READY, texts=["xylophone heather"])
    SubmissionFactory(state=SubmissionState.WITHDRAWN, texts=["marzipan heather"])
    return publish_submission(submission=submission, by=UserFactory(secretariat=True))


@pytest.mark.parametrize("way", [apply_changes, rebuild])
def test_a_planted_secret_is_found_nowhere(edition, way):
    way()
    assert find(Asked("heather")).total == 2
    every = [result.get_additional_fields() for result in SearchQuerySet().load_all()]
    stored = str(every).lower()
    for name, secret in SECRETS.items():
        assert secret not in stored, name
        for lookup in (
            "content",
            "content__fuzzy",
            "content__startswith",
            "content__contains",
            "title",
            "title__contains",
        ):
            assert SearchQuerySet().filter(**{lookup: secret}).count() == 0, (name, lookup)
        assert find(Asked(secret)).total == 0, name
    counts = str(find(Asked()).counts).lower()
    assert not [secret for secret in SECRETS.values() if secret in counts]


@pytest.mark.parametrize("way", [apply_changes, rebuild])
def test_no_secret_is_spelt_out_or_suggested(edition, way):
    way()
    for name, secret in SECRETS.items():
        slip = secret[:-2] + secret[-1] + secret[-2]
        assert find(Asked(slip)).better == find(Asked(f"heather {slip}")).better == "", name
        assert completions(secret[:4]) == completions(f"heather {secret[:4]}") == [], name
        assert named_like(secret[:4]) == [], name
    assert find(Asked("haether")).better == "heather", "what is public is spelt out and suggested"
    assert completions("heat") == ["heather"]


def test_what_identifies_an_anonymous_body_is_no_facet(edition):
    apply_changes()
    counts = find(Asked("heather")).counts
    edition.refresh_from_db()
    assert counts["region"] == ([(edition.region, 2)] if edition.region else [])
    assert set(counts) == set(FACETS)


def test_likeness_leads_to_nothing_that_is_not_public(edition):
    other = published(texts=["Where the heather grows, zanzibar or not."])
    apply_changes()
    alike = SearchQuerySet().more_like_this(other)
    assert {result.reference for result in alike} <= {edition.reference}


class TestACall:
    """What its page does not show yet is found nowhere."""

    @pytest.mark.parametrize("way", [apply_changes, rebuild])
    def test_its_questions_are_found_from_the_day_it_is_cleared(self, client, way):
        call = CallPageFactory(status=CallStatus.PREPARING, title="Heather call")
        QuestionFactory(section__call=call, version__wording="What of the quixotic?")
        note(call)
        way()
        assert [match.row for match in find(Asked("heather")).matches] == [call]
        assert client.get(f"{call.url}questions/").status_code == 404
        assert (find(Asked("quixotic")).total, completions("quix"), find(Asked("quixotik")).better) == (0, [], "")
        CallPage.objects.filter(pk=call.pk).update(status=CallStatus.CLEARED)
        note(call)
        way()
        assert find(Asked("quixotic")).total == 1

    @pytest.mark.parametrize("way", [apply_changes, rebuild])
    def test_its_outcome_is_found_while_it_is_published(self, client, secretariat, way):
        call = CallPageFactory(closed=True, title="Heather call", outcome="<p>We will build a gazebo.</p>")
        note(call)
        way()
        assert "gazebo" not in client.get(call.url).text
        assert (find(Asked("gazebo")).total, completions("gaze")) == (0, [])
        publish_outcome(call=call, actor=secretariat)
        way()
        assert "gazebo" in client.get(call.url).text
        assert find(Asked("gazebo")).total == 1
        take_back_outcome(call=call, reason="A slip.", actor=secretariat)
        assert (find(Asked("gazebo")).total, completions("gaze")) == (0, []), "before any index was told"
        way()
        assert find(Asked("gazebo")).total == 0
        assert find(Asked("heather")).total == 1
