import pytest

from accounts.disclosure import KnownPerson
from consultations.calls.enums import QuestionType
from core.disclosure import PUBLIC, Audience, Viewer, disclose
from core.errors import Refused
from evidence.submissions.enums import PublishingChoice, RespondentKind, SubmissionState
from evidence.submissions.models import AnswerVersion
from evidence.submissions.pieces import Piece
from organisations.models import OrganisationType
from tests.factories import (
    AnswerFactory,
    AttachmentFactory,
    ContributorFactory,
    QuestionFactory,
    RedactionFactory,
    SubmissionFactory,
    UserFactory,
    send,
)

pytestmark = pytest.mark.django_db
STAFF = Viewer(Audience.STAFF)
CONTRIBUTOR = Viewer(Audience.CONTRIBUTOR)


def received(*answers, **fields):
    """A submission that was sent with answers, each given as the fields of one."""
    submission = SubmissionFactory(**fields)
    for answer in answers:
        AnswerFactory(submission=submission, **answer)
    send(submission)
    return submission


def pieces(submission, viewer):
    return [one.pieces for one in disclose(submission, viewer).answers]


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"name": "Ada Example"}, "Ada Example"),
        ({"name": "Ada Example", "publishing": "without_name"}, "An individual"),
        ({"name": "Ada Example", "kind": RespondentKind.ON_BEHALF, "on_behalf_of": "Bo"}, "Ada Example, on behalf of another person"),
        (
            {"name": "Ada", "kind": RespondentKind.ON_BEHALF, "on_behalf_of": "Bo", "publishing": "without_name"},
            "Someone on behalf of another person",
        ),
        (
            {"name": "Ada", "kind": RespondentKind.ORGANISATION, "organisation_name": "Hull Council"},
            "Hull Council",
        ),
        (
            {
                "name": "Ada",
                "kind": RespondentKind.ORGANISATION,
                "organisation_name": "Hull Council",
                "organisation_type": OrganisationType.COUNCIL,
                "publishing": "without_name",
            },
            "An organisation (council)",
        ),
        (
            {"kind": RespondentKind.ORGANISATION, "organisation_type": OrganisationType.TRUST, "publishing": "without_name"},
            "An organisation (NHS trust or foundation trust)",
        ),
    ],
)  # fmt: skip
def test_the_public_reads_the_name_that_the_respondent_chose(fields, label):
    known = disclose(received({}, **fields), PUBLIC)
    assert (known.respondent, known.name, known.on_behalf_of) == (label, "", "")


def test_an_anonymous_body_loses_its_name_and_its_region():
    known = disclose(received({}, for_organisation=True, anonymous=True), PUBLIC)
    assert (known.organisation_name, known.region) == ("", "")


def test_an_anonymous_national_body_loses_its_type_too():
    """There are a dozen of them: the type may be the name."""
    known = disclose(received({}, for_organisation=True, anonymous=True, organisation_type="national"), PUBLIC)
    assert (known.respondent, known.organisation_type) == ("An organisation", "")


def test_an_anonymous_person_keeps_their_region():
    assert disclose(received({}, anonymous=True, region="Y60"), PUBLIC).region == "Y60"


@pytest.mark.parametrize("publishing", [PublishingChoice.NOT_AT_ALL, ""])
def test_nothing_is_public_without_consent(publishing):
    submission = received({}, publishing=publishing)
    with pytest.raises(Refused):
        disclose(submission, PUBLIC)
    assert disclose(submission.current.answers.get(), PUBLIC).pieces == (Piece(redacted="confidential"),)


@pytest.mark.parametrize("state", [SubmissionState.DRAFT, SubmissionState.WITHDRAWN])
def test_nothing_is_public_of_what_was_not_sent_or_taken_back(state):
    with pytest.raises(Refused):
        disclose(SubmissionFactory(state=state), PUBLIC)


def test_a_confidential_answer_is_one_gap_to_the_public_and_whole_to_others():
    submission = received({"text": "Open words"}, {"text": "In confidence", "confidential": True})
    assert pieces(submission, PUBLIC) == [(Piece("Open words"),), (Piece(redacted="confidential"),)]
    assert [one.confidential_reason for one in disclose(submission, PUBLIC).answers] == ["", ""]
    assert pieces(submission, CONTRIBUTOR)[1] == (Piece("In confidence"),)
    assert disclose(submission, STAFF).answers[1].pieces[0].text == "In confidence"


def test_marked_words_are_gaps_to_the_public_that_tell_only_the_reason():
    submission = received({"text": "Call Dr Grey today"})
    RedactionFactory(answer_version=submission.current.answers.get(), start=5, end=12, reason="third_party")
    assert pieces(submission, PUBLIC) == [(Piece("Call "), Piece(redacted="third_party"), Piece(" today"))]
    assert pieces(submission, CONTRIBUTOR) == [(Piece("Call Dr Grey today"),)]


@pytest.mark.parametrize(("checked", "words"), [(False, "Dr Grey"), (True, "")])
def test_staff_read_marked_words_until_a_second_person_seals_them(checked, words):
    submission = received({"text": "Call Dr Grey today"})
    mark = RedactionFactory(answer_version=submission.current.answers.get(), start=5, end=12, checked=checked)
    _before, marked, after = pieces(submission, STAFF)[0]
    assert (marked.text, marked.mark, marked.is_sealed) == (words, mark.pk, checked)
    assert (after.text, after.start, after.end) == (" today", 12, 18)


def test_an_anonymous_body_is_not_named_by_a_question_for_it():
    question = QuestionFactory(version__type=QuestionType.ORGANISATION)
    submission = SubmissionFactory(call=question.call, anonymous=True)
    AnswerFactory(submission=submission, question=question, text="Hull Council")
    send(submission)
    assert pieces(submission, PUBLIC) == [(Piece(redacted="personal"),)]


def test_the_answer_to_a_question_for_files_is_no_list_of_their_names():
    question = QuestionFactory(version__type=QuestionType.FILE)
    submission = SubmissionFactory(call=question.call)
    AnswerFactory(submission=submission, question=question, text="Ada Example CV.pdf")
    send(submission)
    assert pieces(submission, PUBLIC) == []


def test_a_file_is_given_out_only_when_it_was_cleared():
    submission = received({})
    AttachmentFactory(submission=submission, content=b"Its words", name="One.txt")
    AttachmentFactory(submission=submission, content=b"Its words", name="Two.txt", cleared=True)
    known = disclose(submission, PUBLIC).attachments
    assert [(one.title, one.file, one.pieces) for one in known] == [
        ("One.txt", False, (Piece("Its words"),)),
        ("Two.txt", True, (Piece("Its words"),)),
    ]


def test_files_of_an_anonymous_submission_lose_their_names_and_are_never_given_out():
    submission = received({}, anonymous=True)
    AttachmentFactory(submission=submission, name="Ada Example CV.txt", cleared=True)
    (known,) = disclose(submission, PUBLIC).attachments
    assert (known.title, known.file) == ("Attachment 1", False)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Our evidence.txt", "Our evidence.txt"),
        ("letter_DR-Grey.pdf", "Attachment 1"),
        ("ada@example.org.txt", "Attachment 1"),
        ("01632_960_123.txt", "Attachment 1"),
    ],
)
def test_the_name_of_a_file_does_not_give_away_what_is_redacted(name, title):
    submission = received({"text": "Call Dr Grey today"})
    RedactionFactory(answer_version=submission.current.answers.get(), start=5, end=12)
    file = AttachmentFactory(submission=submission, name=name)
    assert disclose(submission, PUBLIC).attachments[0].title == disclose(file, PUBLIC).title == title


@pytest.mark.parametrize(
    "fields", [{"is_paper_scan": True}, {"withheld": True}, {"undecided": True}, {"scan": "quarantined", "text": ""}]
)
def test_some_files_the_public_never_hears_of(fields):
    submission = received({})
    file = AttachmentFactory(submission=submission, **fields)
    assert disclose(submission, PUBLIC).attachments == ()
    assert disclose(file, PUBLIC) is None
    assert len(disclose(submission, STAFF).attachments) == 1


def test_a_file_that_answers_in_confidence_is_as_sealed_as_the_answer():
    submission = received({"text": "See the file", "confidential": True})
    question = submission.current.answers.get().question_version.question
    AttachmentFactory(submission=submission, question=question)
    assert disclose(submission, PUBLIC).attachments == ()


def test_a_file_with_a_mark_is_not_given_out():
    submission = received({})
    file = AttachmentFactory(submission=submission, cleared=True)
    RedactionFactory(attachment=file)
    assert disclose(file, PUBLIC).file is False


def test_what_was_not_sent_yet_is_not_public():
    submission = received({"text": "What was sent"})
    submission.answers.update(text="Being written")
    AttachmentFactory(submission=submission, uploaded_at=submission.current.sent_at.replace(year=2099))
    assert pieces(submission, PUBLIC) == [(Piece("What was sent"),)]
    assert disclose(submission, PUBLIC).attachments == ()
    assert disclose(submission.answers.get(), PUBLIC).pieces == (Piece(redacted="confidential"),)


def test_those_who_write_are_known_to_each_other_and_to_staff():
    submission = received({}, anonymous=True)
    writer = ContributorFactory(submission=submission, name="Ada Example", email="ada@example.org")
    assert disclose(writer, STAFF) == disclose(writer, CONTRIBUTOR) == KnownPerson("Ada Example", "ada@example.org")
    assert disclose(writer, PUBLIC) == KnownPerson("An individual")


def test_staff_are_named_to_staff_alone():
    screener = UserFactory(secretariat=True, first_name="Grace", last_name="Screener")
    assert disclose(screener, STAFF) == KnownPerson("Grace Screener", screener.email)
    assert disclose(screener, CONTRIBUTOR) == KnownPerson("The secretariat")
    assert disclose(screener, PUBLIC) == KnownPerson("Someone")


def test_a_row_without_a_rule_is_told_to_nobody():
    with pytest.raises(TypeError):
        disclose(object(), STAFF)


def test_disclosing_asks_as_much_of_the_database_for_many_answers_as_for_one(django_assert_num_queries):
    for answers in (1, 3):
        submission = received(*({} for _ in range(answers)))
        for version in AnswerVersion.objects.filter(sent_in=submission.current):
            RedactionFactory(answer_version=version)
        with django_assert_num_queries(4):
            disclose(submission, PUBLIC)
