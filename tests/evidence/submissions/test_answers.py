"""Nobody writes over anybody."""

import pytest

from core.errors import NotAllowed, Refused
from evidence.submissions.domain.answers import Writing, save_answer, save_answers
from evidence.submissions.domain.conflicts import Choice, settle_conflict
from evidence.submissions.enums import SubmissionState
from evidence.submissions.models import Answer, AnswerVersion
from tests.factories import ContributorFactory, QuestionFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission():
    return SubmissionFactory()


@pytest.fixture
def ada(submission):
    return submission.contributors.get()


@pytest.fixture
def ben(submission):
    return ContributorFactory(submission=submission, name="Ben")


@pytest.fixture
def version(submission):
    return QuestionFactory(section__call=submission.call).current


def put(submission, version, text, who, base=0, **more):
    return save_answer(
        submission=submission, writing=Writing(version=version, value=text, base_revision=base, **more), actor=who
    )


def kept(**filters):
    return list(AnswerVersion.objects.filter(**filters).values_list("text", flat=True))


def test_a_first_save_makes_revision_one(submission, version, ada):
    saved = put(submission, version, "One", ada)
    answer = Answer.objects.get()
    assert (answer.value, answer.text, answer.revision, answer.saved_by) == ("One", "One", 1, ada)
    assert saved.changed
    assert saved.set_aside is None


def test_the_same_text_again_changes_nothing(submission, version, ada):
    put(submission, version, "One", ada)
    assert not put(submission, version, "One", ada, base=1).changed
    assert Answer.objects.get().revision == 1


def test_an_empty_answer_to_a_new_question_makes_no_row(submission, version, ada):
    put(submission, version, "", ada)
    assert Answer.objects.count() == 0


def test_ones_own_former_text_is_not_kept(submission, version, ada):
    put(submission, version, "One", ada)
    put(submission, version, "Two", ada, base=1)
    assert Answer.objects.get().text == "Two"
    assert kept() == []


def test_a_colleagues_former_text_is_kept(submission, version, ada, ben):
    put(submission, version, "One", ada)
    put(submission, version, "Two", ben, base=1)
    assert kept() == ["One"]


def test_a_stale_save_with_other_words_is_set_aside_and_overwrites_nothing(submission, version, ada, ben):
    put(submission, version, "Ada's", ada)
    saved = put(submission, version, "Ben's", ben, base=0)
    answer = Answer.objects.get()
    assert (answer.text, answer.revision, answer.saved_by) == ("Ada's", 1, ada)
    assert saved.set_aside is not None
    assert kept(set_aside=True) == ["Ben's"]


def test_a_stale_save_with_the_same_words_is_no_conflict(submission, version, ada, ben):
    put(submission, version, "The same", ada)
    assert put(submission, version, "The same", ben, base=0).set_aside is None
    assert kept() == []


def test_two_who_differ_only_on_secrecy_get_the_careful_one(submission, version, ada, ben):
    put(submission, version, "The same", ada)
    put(submission, version, "The same", ben, base=0, confidential=True, confidential_reason="A patient")
    answer = Answer.objects.get()
    assert (answer.confidential, answer.confidential_reason) == (True, "A patient")
    put(submission, version, "The same", ada, base=1)
    assert Answer.objects.get().confidential is True


def test_a_page_may_follow_its_own_save_whose_answer_was_lost(submission, version, ada):
    put(submission, version, "One", ada, page="p", sequence=1)
    saved = put(submission, version, "One two", ada, base=0, page="p", sequence=2)
    assert saved.set_aside is None
    assert Answer.objects.get().text == "One two"


def test_an_earlier_save_of_a_page_that_comes_late_changes_nothing(submission, version, ada):
    put(submission, version, "One two", ada, page="p", sequence=2)
    saved = put(submission, version, "One", ada, base=0, page="p", sequence=1)
    assert (saved.changed, saved.set_aside) == (False, None)
    assert Answer.objects.get().text == "One two"


def test_the_same_person_in_another_window_is_a_conflict(submission, version, ada):
    put(submission, version, "Here", ada, page="p", sequence=1)
    assert put(submission, version, "There", ada, base=0, page="q", sequence=1).set_aside is not None


def test_somebody_else_with_the_name_of_a_page_is_a_conflict(submission, version, ada, ben):
    put(submission, version, "Ada's", ada, page="p", sequence=1)
    assert put(submission, version, "Ben's", ben, base=0, page="p", sequence=2).set_aside is not None


def test_a_page_that_goes_on_after_a_conflict_keeps_one_late_text(submission, version, ada, ben):
    put(submission, version, "Ada's", ada)
    for number, text in enumerate(["Ben", "Ben's", "Ben's text"], start=1):
        put(submission, version, text, ben, base=0, page="b", sequence=number)
    assert kept(set_aside=True) == ["Ben's text"]


def test_a_change_ends_a_sign_off(submission, version, ada):
    submission.signed_off_by, submission.signed_off_at = ada, submission.started_at
    submission.save()
    put(submission, version, "One", ada)
    submission.refresh_from_db()
    assert (submission.signed_off_by, submission.signed_off_at) == (None, None)


def test_saving_nothing_new_does_not_end_a_sign_off(submission, version, ada):
    put(submission, version, "One", ada)
    submission.signed_off_by, submission.signed_off_at = ada, submission.started_at
    submission.save()
    put(submission, version, "One", ada, base=1)
    submission.refresh_from_db()
    assert submission.signed_off_by == ada


def test_a_stranger_saves_nothing(submission, version):
    stranger = ContributorFactory()
    with pytest.raises(NotAllowed):
        put(submission, version, "Mine now", stranger)
    assert Answer.objects.count() == 0


def test_somebody_who_was_removed_saves_nothing(submission, version, ben):
    ben.ended_at = submission.started_at
    ben.save()
    with pytest.raises(NotAllowed):
        put(submission, version, "Still here", ben)


def test_a_published_submission_takes_no_words(version):
    published = SubmissionFactory(state=SubmissionState.PUBLISHED)
    with pytest.raises(Refused, match="published"):
        put(published, version, "Late", published.contributors.get())


def test_the_reason_goes_with_the_tick(submission, version, ada):
    put(submission, version, "One", ada, confidential=True, confidential_reason="Names a patient")
    put(submission, version, "One", ada, base=1, confidential=False, confidential_reason="Names a patient")
    answer = Answer.objects.get()
    assert (answer.confidential, answer.confidential_reason) == (False, "")


def test_a_section_is_saved_in_the_same_number_of_queries_and_one_more_a_new_answer(
    submission, ada, django_assert_num_queries
):
    versions = [QuestionFactory(section__call=submission.call).current for _ in range(3)]
    for count in (1, 3):
        writings = [Writing(version=version, value=f"Text {count}") for version in versions[:count]]
        Answer.objects.all().delete()
        with django_assert_num_queries(5 + count):
            save_answers(submission=submission, writings=writings, actor=ada)


class TestSettling:
    @pytest.fixture
    def late(self, submission, version, ada, ben):
        put(submission, version, "Ada's", ada)
        return put(submission, version, "Ben's", ben, base=0).set_aside

    def test_mine_takes_the_place_of_theirs_which_is_kept(self, late, ben):
        settle_conflict(set_aside=late, choice=Choice.MINE, seen_revision=1, actor=ben)
        answer = Answer.objects.get()
        assert (answer.text, answer.revision, answer.saved_by) == ("Ben's", 2, ben)
        assert kept(set_aside=False) == ["Ada's"]

    def test_theirs_stays_and_mine_is_still_in_the_history(self, late, ben):
        settle_conflict(set_aside=late, choice=Choice.THEIRS, seen_revision=1, actor=ben)
        assert Answer.objects.get().text == "Ada's"
        assert kept(set_aside=True, settled_at__isnull=False) == ["Ben's"]

    def test_together_takes_new_words_and_keeps_both(self, late, ben):
        settle_conflict(set_aside=late, choice=Choice.TOGETHER, seen_revision=1, actor=ben, value="Ours")
        assert Answer.objects.get().text == "Ours"
        assert sorted(kept()) == ["Ada's", "Ben's"]

    def test_what_changed_meanwhile_is_looked_at_again(self, submission, version, late, ada, ben):
        put(submission, version, "Ada's newer", ada, base=1)
        with pytest.raises(Refused, match="changed again"):
            settle_conflict(set_aside=late, choice=Choice.MINE, seen_revision=1, actor=ben)
        assert Answer.objects.get().text == "Ada's newer"

    def test_it_is_settled_once(self, late, ada, ben):
        settle_conflict(set_aside=late, choice=Choice.THEIRS, seen_revision=1, actor=ben)
        with pytest.raises(Refused, match="settled"):
            settle_conflict(set_aside=late, choice=Choice.MINE, seen_revision=1, actor=ada)
