import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from evidence.publication.domain.publish import unpublish
from evidence.submissions.enums import SubmissionState
from organisations.models import OrganisationType, Region
from search.domain.apply import apply_changes
from tests.factories import (
    AttachmentFactory,
    CallPageFactory,
    RedactionFactory,
    SubmissionFactory,
    UserFactory,
    WorkstreamPageFactory,
    published,
)

pytestmark = pytest.mark.django_db
REGISTER = "/evidence/"


@pytest.fixture
def editions():
    call = CallPageFactory(title="First call")
    return [
        published(call=call, name="Ada Example", texts=["Words of Ada"]),
        published(
            call=call,
            for_organisation=True,
            organisation__name="Hull Council",
            organisation__type=OrganisationType.COUNCIL,
            organisation__region=Region.NORTH_EAST_YORKSHIRE,
        ),
        published(call=CallPageFactory(title="Second call"), anonymous=True, region=Region.LONDON),
    ]


def references(response):
    return [edition.reference for edition in response.context["editions"]]


def test_the_register_lists_what_is_published_newest_first(client, editions):
    SubmissionFactory(state=SubmissionState.READY, texts=["Not yet"])
    response = client.get(REGISTER)
    assert references(response) == [edition.reference for edition in reversed(editions)]
    assert "<strong>3</strong> submissions" in response.text


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("kind=organisation", [1]),
        ("kind=individual&kind=organisation", [2, 1, 0]),
        ("type=council&region=Y63", [1]),
        ("region=Y56", [2]),
        ("region=nowhere", [2, 1, 0]),
        ("kind=individual&type=council", []),
        ("sort=oldest", [0, 1, 2]),
        ("sort=sideways", [2, 1, 0]),
    ],
)
def test_filters_narrow_the_register(client, editions, query, places):
    response = client.get(f"{REGISTER}?{query}")
    assert references(response) == [editions[place].reference for place in places]


def test_each_choice_says_how_many_it_would_leave(client, editions):
    code = editions[0].call.code
    facets = {facet.name: facet for facet in client.get(f"{REGISTER}?call={code}").context["facets"]}
    assert [(one.label, one.count) for one in facets["kind"].options] == [("An individual", 1), ("An organisation", 1)]
    assert [(one.label, one.count, one.is_chosen) for one in facets["call"].options] == [
        ("First call", 2, True),
        ("Second call", 1, False),
    ]


def test_a_chosen_filter_can_be_taken_away(client, editions):
    response = client.get(f"{REGISTER}?kind=individual&region=Y56&page=1")
    assert [one.url_without for one in response.context["chosen"]] == ["?region=Y56", "?kind=individual"]


def test_a_page_past_the_end_leads_to_the_first(client, editions):
    response = client.get(f"{REGISTER}?kind=individual&page=9")
    assert (response.status_code, response["Location"]) == (302, "/evidence/?kind=individual")


def test_an_empty_register_says_how_things_get_here(client, db):
    assert "Nothing is published yet" in client.get(REGISTER).text


def test_the_register_asks_as_much_for_three_as_for_one(client, django_assert_num_queries):
    call = CallPageFactory()
    published(call=call)
    with django_assert_num_queries(8):
        client.get(REGISTER)
    published(call=call)
    published(call=call)
    with django_assert_num_queries(8):
        client.get(REGISTER)


def test_the_page_of_a_submission_shows_gaps_with_their_reason(client, secretariat):
    submission = SubmissionFactory(state=SubmissionState.READY, texts=["Call Dr Grey\n\ntoday <b>"], name="Ada Example")
    RedactionFactory(answer_version=submission.current.answers.get(), start=5, end=12, checked=True)
    edition = _publish(submission, secretariat)

    page = client.get(edition.get_absolute_url()).text

    assert "Ada Example" in page
    assert "Dr Grey" not in page
    assert (
        '<p>Call <span class="mh-redaction"><span class="nhsuk-u-visually-hidden">Redacted: </span>Personal data'
        in page
    )
    assert "<p>today &lt;b&gt;</p>" in page


@pytest.mark.usefixtures("public_index")
def test_the_page_asks_as_much_for_three_answers_as_for_one(client, django_assert_num_queries):
    few, many = published(texts=["One heather"]), published(texts=["One heather", "Two heather", "Three"])
    published(texts=["Another heather"])
    apply_changes()
    for edition in (few, many):
        assert "Submissions that speak of the same" in client.get(edition.get_absolute_url()).text
        with django_assert_num_queries(11):
            client.get(edition.get_absolute_url())


def test_an_unknown_reference_is_not_found(client, db):
    submission = SubmissionFactory(state=SubmissionState.READY)
    assert client.get("/evidence/CFE9-0001/").status_code == 404
    assert client.get(f"/evidence/{submission.reference}/").status_code == 404


def test_what_was_taken_back_is_gone_everywhere_and_its_address_says_so(client, secretariat):
    workstream = WorkstreamPageFactory()
    call = CallPageFactory(parent=workstream.get_parent())
    call.workstreams.add(workstream)
    call.save()
    submission = SubmissionFactory(call=call, state=SubmissionState.READY, name="Ada Example", texts=["Words of Ada"])
    AttachmentFactory(submission=submission, content=b"Its bytes", cleared=True)
    edition = _publish(submission, secretariat)
    url = edition.get_absolute_url()
    places = [
        "/",
        call.get_url(),
        workstream.get_url(),
        "/evidence/",
        "/evidence/feed/",
        "/evidence/export.csv",
        "/evidence/export.json",
        reverse("sitemap-section", args=["evidence"]),
    ]
    assert client.get(url)["Cache-Control"] == "no-cache"
    assert body_of(client.get(f"{url}attachments/1/")) == b"Its bytes"
    told = [place for place in places if edition.reference.encode() in body_of(client.get(place))]
    assert told == places  # each could leak, since each told of it
    assert edition.reference in sheet_of(client)
    unpublish(submission=edition.submission, by=secretariat, reason="A slip")

    gone = client.get(url)

    assert gone.status_code == 410
    assert edition.reference not in gone.text.replace(url, "")
    for place in places:
        body = body_of(client.get(place))
        assert edition.reference.encode() not in body, place
        assert b"Ada" not in body, place
    assert edition.reference not in sheet_of(client)
    assert client.get(f"{url}citation.ris").status_code == 410
    assert client.get(f"{url}attachments/1/").status_code in {404, 410}


def body_of(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def sheet_of(client):
    sheet = load_workbook(io.BytesIO(exported(client, "xlsx")))["Published evidence"]
    return " ".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row)


def test_a_cleared_file_comes_as_a_download_and_no_other_does(client, secretariat):
    submission = SubmissionFactory(state=SubmissionState.READY)
    AttachmentFactory(submission=submission, content=b"Its bytes", name="Our paper.txt", cleared=True)
    AttachmentFactory(submission=submission, content=b"Sealed", name="Other.txt")
    url = _publish(submission, secretariat).get_absolute_url()

    response = client.get(f"{url}attachments/1/")

    assert b"".join(response.streaming_content) == b"Its bytes"
    assert response["Content-Disposition"] == 'attachment; filename="Our paper.txt"'
    assert client.get(f"{url}attachments/2/").status_code == 404


def test_the_citation_names_whom_the_public_may_know(client):
    edition = published(anonymous=True, name="Ada Example")
    ris = client.get(f"{edition.get_absolute_url()}citation.ris").text
    assert "AU  - An individual\r\n" in ris
    assert ris.endswith("ER  - \r\n")
    assert client.get(f"{edition.get_absolute_url()}citation.bib").text.startswith(f"@misc{{{edition.reference},\n")


def test_the_feed_tells_what_was_published_lately(client, editions):
    feed = ET.fromstring(client.get("/evidence/feed/").content)  # noqa: S314 - our own words
    titles = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert titles[1:] == [f"{one.reference}: {one.respondent}" for one in reversed(editions)]


def test_each_call_has_its_own_feed(client, editions):
    code = editions[2].call.code
    feed = client.get(f"/evidence/feed/{code}/")
    assert editions[2].reference in feed.text
    assert editions[0].reference not in feed.text
    assert client.get("/evidence/feed/CFE99/").status_code == 404


DANGEROUS = ["=1+1", "@SUM(A1)", "+44 20", "-2", "\t=1+1", " =cmd|' /C calc'!A0", "|x"]


def exported(client, suffix, query=""):
    return b"".join(client.get(f"/evidence/export.{suffix}?{query}").streaming_content)


def test_a_spreadsheet_runs_nothing_that_somebody_wrote(client):
    published(texts=DANGEROUS, name="=HYPERLINK(1)")
    rows = list(csv.DictReader(io.StringIO(exported(client, "csv").decode("utf-8-sig"))))
    assert [row["Answer"][0] for row in rows] == ["'", "'", "'", "-", "'", "'", "'"]
    assert {row["Respondent"] for row in rows} == {"'=HYPERLINK(1)"}

    sheet = load_workbook(io.BytesIO(exported(client, "xlsx")))["Published evidence"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "=1+1" in {cell.value for cell in cells}


def test_what_somebody_pasted_unseen_breaks_no_feed_and_no_export(client):
    """An answer may be older than the form that drops what is no character."""
    edition = published(texts=["Tea\x08ms wo\ufffe\x1brk"], name="An\x0bn")
    for address in ("/evidence/feed/", f"/evidence/feed/{edition.call.code}/"):
        assert "An\nn" in "".join(ET.fromstring(client.get(address).content).itertext())  # noqa: S314 - our own words
    sheet = load_workbook(io.BytesIO(exported(client, "xlsx")))["Published evidence"]
    assert "Teams work" in {cell.value for row in sheet.iter_rows() for cell in row}
    assert "Teams work" in exported(client, "csv").decode()


def test_exports_show_gaps_and_the_licence(client, secretariat):
    submission = SubmissionFactory(state=SubmissionState.READY, texts=["Call Dr Grey today"])
    RedactionFactory(answer_version=submission.current.answers.get(), start=5, end=12, checked=True)
    _publish(submission, secretariat)

    (row,) = csv.DictReader(io.StringIO(exported(client, "csv").decode("utf-8-sig")))
    assert row["Answer"] == "Call [redacted: personal data] today"
    assert row["Licence"] == "Open Government Licence v3.0"
    data = json.loads(exported(client, "json"))
    assert data["licence"] == "Open Government Licence v3.0"
    assert data["submissions"][0]["answers"][0]["pieces"] == [
        {"text": "Call "},
        {"redacted": "personal"},
        {"text": " today"},
    ]
    about = load_workbook(io.BytesIO(exported(client, "xlsx")))["About"]
    assert about["B1"].value == "Open Government Licence v3.0"


def test_a_text_that_is_too_long_for_a_cell_goes_on_in_the_next_row(client):
    text = "word " * 8_000 + "end"
    edition = published(texts=[text])
    sheet = load_workbook(io.BytesIO(exported(client, "xlsx")))["Published evidence"]
    rows = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] == edition.reference]
    column = [cell.value for cell in sheet[1]].index("Answer")
    assert "".join(row[column] for row in rows) == text
    assert len(rows) == 2


def test_exports_obey_the_filters(client, editions):
    data = json.loads(exported(client, "json", "kind=organisation"))
    assert [one["reference"] for one in data["submissions"]] == [editions[1].reference]


def test_the_sitemap_tells_of_each_submission(client, editions):
    page = client.get(reverse("sitemap-section", args=["evidence"])).text
    assert page.count("<loc>") == 3


def _publish(submission, by):
    from evidence.publication.domain.publish import publish_submission

    return publish_submission(submission=submission, by=by)


def test_staff_see_the_same_register_as_everybody(signed_in, editions):
    page = signed_in(UserFactory(secretariat=True)).get(REGISTER)
    assert len(references(page)) == 3


def test_a_gap_is_seen_in_a_list_and_says_nothing(client, secretariat):
    submission = SubmissionFactory(state=SubmissionState.READY, texts=["Ring me on 01632 960 123 for more"])
    RedactionFactory(answer_version=submission.current.answers.get(), start=11, end=24, checked=True)
    edition = _publish(submission, secretariat)
    assert edition.first_lines == "Ring me on […] for more"
    assert edition.answers.get().text == "Ring me on […] for more"
