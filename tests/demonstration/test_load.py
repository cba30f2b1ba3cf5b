"""The demonstration: whole, labelled, and left alone by a second load."""

from collections import Counter

import pytest
from django.core.management import call_command

from consultations.calls.enums import Phase
from consultations.calls.models import CallPage
from consultations.reviews.models import ReviewPage
from consultations.townhalls.enums import PollKind, PollState
from consultations.townhalls.models import Poll
from consultations.workstreams.models import WorkstreamPage
from core.audit import first_broken_link
from core.citations import cited_in
from demonstration.content.voices import LABEL, VOICES
from demonstration.load import evidence_call, load_demonstration
from demonstration.submissions import PERSONAL
from evidence.publication.models import Edition, EditionAnswer, EditionAttachment
from evidence.submissions.enums import Channel
from evidence.submissions.models import Contributor, Submission


@pytest.fixture
def loaded(transactional_db):
    load_demonstration(say=lambda line: None)


@pytest.mark.slow
def test_the_whole_demonstration(loaded):
    # Every voice stands where it should, brought there by the verbs.
    assert Counter(Submission.objects.values_list("state", flat=True)) == Counter(voice.state for voice in VOICES)
    assert first_broken_link() is None
    # The review has its five workstreams, and its calls are open, closed with outcome, and forthcoming.
    assert WorkstreamPage.objects.child_of(ReviewPage.objects.get()).count() == 5
    assert {call.phase for call in CallPage.objects.all()} == {Phase.OPEN, Phase.OUTCOME, Phase.FORTHCOMING}
    assert evidence_call().sections.count() == 5
    assert evidence_call().questions.filter(current__type="long_text").count() == 13
    # Whoever is named says that nobody speaks here.
    assert set(Submission.objects.values_list("is_illustration", flat=True)) == {True}
    assert set(Edition.objects.values_list("is_illustration", flat=True)) == {True}
    assert all(LABEL in name for name in Submission.objects.values_list("name", flat=True))
    assert all(email.endswith("@moothall.example") for email in Contributor.objects.values_list("email", flat=True))
    # A town hall shaped a principle, and each leads to the other.
    assert [one.url for one in cited_in(["Q-8"])["Q-8"]] == ["/principles/5/"]
    # They came by every road.
    assert set(Submission.objects.values_list("channel", flat=True)) >= {
        Channel.ONLINE,
        Channel.PAPER,
        Channel.TELEPHONE,
    }
    # Some are long, some have files that were read, and what was marked is sealed.
    assert Edition.objects.filter(word_count__gte=3000).exists()
    assert EditionAttachment.objects.count() == 3
    assert all("illustration" in one.text for one in EditionAttachment.objects.all())
    public = [str(pieces) for pieces in EditionAnswer.objects.values_list("pieces", flat=True)]
    assert not [text for text in public for words in PERSONAL if words in text]
    assert len([text for text in public if "'redacted': 'personal'" in text]) == 3
    # The live town hall has a poll of each kind to vote in, a closed one and a draft.
    assert set(Poll.objects.filter(state=PollState.OPEN).values_list("kind", flat=True)) == set(PollKind)
    assert set(Poll.objects.values_list("state", flat=True)) == set(PollState)
    assert all(question.startswith("Illustration") for question in Poll.objects.values_list("question", flat=True))

    # A second load changes nothing.
    before = Submission.objects.count(), Edition.objects.count(), CallPage.objects.count()
    assert load_demonstration(say=lambda line: None) is False
    assert (Submission.objects.count(), Edition.objects.count(), CallPage.objects.count()) == before

    # Filled for scale, the rows are as the verbs would have left them.
    call_command("demonstration", submissions=30, no_index=True, verbosity=0)
    assert Submission.objects.count() == len(VOICES) + 30
    assert Edition.objects.count() == Submission.objects.filter(state="published").count()
    references = sorted(Submission.objects.exclude(reference=None).values_list("reference", flat=True))
    assert references == [f"CFE1-{number:04}" for number in range(1, len(references) + 1)]
    assert first_broken_link() is None
