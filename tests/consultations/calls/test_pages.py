"""What the public sees of a call, before, while and after it is open."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from docx import Document
from wagtail.documents import get_document_model

from consultations.calls.domain.extensions import extend
from consultations.calls.enums import CallStatus
from consultations.calls.models import CallDocument, CallPage
from consultations.workstreams.models import WorkstreamPerson
from pages.models import ContentPage
from tests.consultations.calls.questionnaires import block, publish, section
from tests.factories import CallPageFactory, ReviewPageFactory, UserFactory, WorkstreamPageFactory, home_page

pytestmark = pytest.mark.django_db

CONTACT = {
    "contact_email": "team@review.example",
    "contact_telephone": "020 7946 0000",
    "postal_address": "1 Example Street\nLondon",
}


def text_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_an_open_call_says_what_is_asked_and_leads_to_the_form(client):
    call = CallPageFactory(wording_note="Reconstructed from public summaries.", **CONTACT)
    page = text_of(client, call.url)
    assert "What should change?" in page
    assert "21 days left" in page
    assert "about 30 minutes" in page
    assert f'href="/respond/{call.code}/"' in page
    assert page.count("Start now") == 1
    assert "Reconstructed from public summaries." in page
    assert all(word in page for word in ("team@review.example", "020 7946 0000", "1 Example Street"))


def test_a_closed_call_has_no_contact_and_no_start_and_says_when_the_outcome_is_due(client):
    call = CallPageFactory(closed=True, **CONTACT)
    page = text_of(client, call.url)
    assert "Start now" not in page
    assert not any(word in page for word in ("team@review.example", "020 7946 0000", "1 Example Street"))
    assert "twelve weeks after closing" in page


def test_a_late_outcome_says_why_and_when(client):
    long_ago = timezone.now() - timedelta(days=200)
    call = CallPageFactory(
        opens_at=long_ago,
        late_outcome_reason="More answers came than planned.",
        late_outcome_expected=timezone.localdate() + timedelta(days=20),
    )
    page = text_of(client, call.url)
    assert "It is now expected on" in page
    assert "More answers came than planned." in page


def test_the_outcome_shows_only_once_it_is_published(client):
    call = CallPageFactory(closed=True, outcome="<p>We heard you.</p>")
    assert "We heard you." not in text_of(client, call.url)
    CallPage.objects.filter(pk=call.pk).update(status=CallStatus.OUTCOME, outcome_at=timezone.now())
    assert "We heard you." in text_of(client, call.url)


def test_an_extension_for_a_format_is_public_and_one_for_a_person_is_not(client):
    call = CallPageFactory(closed=True)
    officer, later = UserFactory(secretariat=True), timezone.now() + timedelta(days=9)
    extend(call=call, until=later, reason="Late film.", format="bsl", actor=officer)
    extend(call=call, until=later, reason="Illness.", email="planted@example.org", actor=officer)
    page = text_of(client, call.url)
    assert "British Sign Language:" in page
    assert "planted@example.org" not in page
    link = re.search(rf'href="(/respond/{call.code}/\?format=[a-z_]+)"', page)[1]
    details = f"{link}&kind=individual"
    key = client.get(details).context["form"].initial["key"]
    data = {"name": "Ada", "email": "ada@example.org", "format": "bsl", "key": key}
    assert "Your answers" in client.post(details, data, follow=True).content.decode()


def test_all_questions_on_a_page_and_in_a_document(client):
    likert = block("likert", "3", options="It is clear", scale="Agree\nDisagree")
    call = publish(
        CallPageFactory(),
        [
            section(
                block("radios", "1", required=True),
                block("long_text", "2", word_limit=250, after="1", answers="Large", help="Be brief."),
                likert,
                intro="<p>Say <b>what works</b>.</p>",
            )
        ],
    )
    page = text_of(client, f"{call.url}questions/")
    expected = ["1. What of 1?", "Up to 250 words.", "Be brief.", "It is clear", "An answer is required."]
    assert [one for one in expected if one not in page] == []
    assert "Answer this only if you answered “Large” to question 1." in page
    response = client.get(f"{call.url}questions/document/")
    assert response["Content-Disposition"] == f'attachment; filename="{call.code} questions.docx"'
    document = Document(BytesIO(response.content))
    headings = [(one.style.name, one.text) for one in document.paragraphs if one.style.name != "Normal"]
    assert headings == [
        ("Title", call.title),
        ("Heading 1", "Local leaders"),
        ("Heading 2", "1. What of 1?"),
        ("Heading 2", "2. What of 2?"),
        ("Heading 2", "3. What of 3?"),
    ]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Statement", "Agree", "Disagree"],
        ["It is clear", "\u2610", "\u2610"],
    ]
    assert "Say what works." in [one.text for one in document.paragraphs]


def test_questions_are_not_shown_before_the_call_is_cleared(client):
    call = publish(CallPageFactory(preparing=True), [section(block("radios", "1"))])
    assert client.get(f"{call.url}questions/").status_code == 404
    assert client.get(f"{call.url}questions/document/").status_code == 404
    assert "questions/" not in text_of(client, call.url)


def test_a_review_shows_its_timeline_workstreams_and_calls(client):
    review = ReviewPageFactory(begins_on=timezone.localdate() - timedelta(days=60))
    stream = WorkstreamPageFactory(parent=review, title="Data and transparency")
    call = CallPageFactory(parent=review, title="Tell us")
    page = text_of(client, review.url)
    assert page.index("The review begins") < page.index("Call for evidence: Tell us")
    assert 'aria-current="step"' in page
    assert stream.url in page
    assert call.url in page


def test_a_quiet_review_marks_today_by_itself(client):
    review = ReviewPageFactory(begins_on=timezone.localdate() - timedelta(days=9))
    assert "Today" in text_of(client, review.url)


def test_a_workstream_shows_its_people_and_its_calls(client):
    stream = WorkstreamPageFactory()
    WorkstreamPerson.objects.create(workstream=stream, part="co-chair", name="Ada Example", title="Chair, Example ICB")
    WorkstreamPerson.objects.create(workstream=stream, part="member", name="Ben Example")
    mine, other = CallPageFactory(title="Mine"), CallPageFactory(title="Another")
    mine.workstreams.add(stream)
    mine.save()
    page = text_of(client, stream.url)
    assert page.index("Ada Example") < page.index("Members") < page.index("Ben Example")
    assert mine.url in page
    assert other.url not in page


def test_each_format_of_a_document_has_its_own_day_and_welsh_is_marked_as_such(client):
    call = CallPageFactory()
    for title, format_, day in (
        ("The questions", "standard", date(2022, 12, 6)),
        ("The questions in pictures", "easy_read", date(2022, 12, 12)),
        ("Y cwestiynau", "welsh", date(2022, 12, 20)),
    ):
        CallDocument.objects.create(
            call=call, title=title, format=format_, link="https://formats.example/paper", published_on=day
        )
    page = text_of(client, call.url)
    words = " ".join(strip_tags(page).split())
    expected = [
        "Standard, published on 6 December 2022",
        "Easy Read, published on 12 December 2022",
        "Cymraeg (Welsh), published on 20 December 2022",
    ]
    assert [line for line in expected if line not in words] == []
    assert 'lang="cy" hreflang="cy">Y cwestiynau</a>' in page
    assert '<span lang="cy">Cymraeg</span> (Welsh), published on' in page


def served(client, document):
    """Whether a file is given out. Reads it to its end, so that it is closed."""
    response = client.get(document.url)
    return response.status_code == 200 and bool(response.getvalue())


def test_a_paper_is_announced_and_not_served_before_its_day(client, signed_in, secretariat):
    call = CallPageFactory()
    film = get_document_model().objects.create(title="Ffilm", file=ContentFile(b"later", name="later.txt"))
    day = timezone.localdate() + timedelta(days=30)
    CallDocument.objects.create(call=call, title="Y ffilm", format="welsh", document=film, published_on=day)
    page = text_of(client, call.url)
    words = " ".join(strip_tags(page).split())
    assert f"Y ffilm Cymraeg (Welsh), coming on {date_format(day, 'j F Y')}" in words
    assert film.url not in page
    assert '<span lang="cy">Y ffilm</span>' in page
    assert client.get(film.url).status_code == 404
    assert served(signed_in(secretariat), film)
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        assert f'href="{film.url}"' in text_of(client, call.url)
        assert served(client, film)


def test_a_paper_that_is_out_in_another_call_or_in_none_is_served(client):
    call = CallPageFactory()
    paper, other = (
        get_document_model().objects.create(title=name, file=ContentFile(b"x", name=f"{name}.txt")) for name in "ab"
    )
    for days in (-3, 30):
        day = timezone.localdate() + timedelta(days=days)
        CallDocument.objects.create(call=call, title="The paper", document=paper, published_on=day)
    assert served(client, paper)
    assert served(client, other)


@pytest.mark.parametrize(("closed", "until"), [(False, "Answers are taken until"), (True, "Answers were taken until")])
def test_where_to_send_answers_leaves_the_papers_when_the_call_closes(client, closed, until):
    call = publish(CallPageFactory(closed=closed, **CONTACT), [section(block("radios", "1"))])
    assert until in text_of(client, f"{call.url}questions/")
    document = Document(BytesIO(client.get(f"{call.url}questions/document/").content))
    printed = "\n".join(one.text for one in document.paragraphs)
    assert until in printed
    there = [one for one in ("Where to send", "1 Example Street", "team@review.example") if one in printed]
    assert len(there) == (0 if closed else 3)


def test_an_email_address_is_printed_without_a_postal_one(client):
    call = publish(CallPageFactory(contact_email="team@review.example"), [section(block("radios", "1"))])
    document = Document(BytesIO(client.get(f"{call.url}questions/document/").content))
    assert "team@review.example" in [one.text for one in document.paragraphs]


def test_the_welsh_word_is_marked_where_it_stands_on_the_way_to_an_answer(client, secretariat):
    call = CallPageFactory(closed=True)
    later = timezone.now() + timedelta(days=9)
    for format_ in ("welsh", "bsl"):
        extend(call=call, until=later, reason="Late.", format=format_, actor=secretariat)
    start = f"/respond/{call.code}/"
    for address in (call.url, start, f"{start}?format=welsh", f"{start}?format=welsh&kind=individual"):
        page = text_of(client, address)
        assert '<span lang="cy">Cymraeg</span> (Welsh)' in page
        assert page.count("Cymraeg") == page.count('<span lang="cy">Cymraeg</span>')


def test_a_call_leads_to_what_stands_around_it(client):
    notice = home_page().add_child(
        instance=ContentPage(title="Privacy", slug="privacy-of-this", body="<p>Kept safe.</p>")
    )
    call = CallPageFactory(privacy_notice=notice)
    stream = WorkstreamPageFactory(parent=call.get_parent(), title="Data and transparency")
    unseen = WorkstreamPageFactory(parent=call.get_parent(), title="Not ready", live=False)
    call.workstreams.add(stream, unseen)
    call.save()
    context = client.get(call.url).context
    review = call.get_parent()
    assert context["breadcrumbs"] == [("Home", "/"), (review.title, review.url)]
    assert context["workstreams"] == [("Data and transparency", stream.url)]
    assert context["privacy_url"] == notice.url


def list_of(number):
    return [CallPageFactory() for _ in range(number)]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_list_are_flat(client, django_assert_num_queries, number):
    list_of(number)
    client.get("/calls/")
    with django_assert_num_queries(5):
        client.get("/calls/")


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_a_call_are_flat_in_its_questions(client, django_assert_num_queries, number):
    call = publish(CallPageFactory(), [section(*(block("radios", str(one)) for one in range(number)))])
    client.get(call.url)
    with django_assert_num_queries(13):
        client.get(call.url)
    with django_assert_num_queries(9):
        client.get(f"{call.url}questions/")


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_a_review_and_a_workstream_are_flat(client, django_assert_num_queries, number):
    review = ReviewPageFactory()
    streams = [WorkstreamPageFactory(parent=review) for _ in range(number)]
    for call in (CallPageFactory(parent=review) for _ in range(number)):
        call.workstreams.add(*streams)
        call.save()
    client.get(review.url)
    with django_assert_num_queries(23):
        client.get(review.url)
    with django_assert_num_queries(19):
        client.get(streams[0].url)
