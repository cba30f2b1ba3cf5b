"""Files of an edition: tagged, named, in English, and silent of people. Made once, found again where they were not."""

import sys
import zipfile
from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from organisations.models import Organisation
from peer_review.reports.checks import pdfs_can_be_made
from peer_review.reports.domain import tasks
from peer_review.reports.domain.files import make_files_of
from peer_review.reports.enums import FileKind
from peer_review.reports.formats.pdf import NoFetching, can_make_pdf, report_as_pdf, slides_as_pdf
from peer_review.reports.formats.word import report_as_docx
from peer_review.reports.models import Edition, EditionFile
from peer_review.reports.queries.editions import document_of, final_of
from peer_review.reviews.enums import ReviewState as S
from tests.peer_review.reports.factories import a_review_at
from tests.peer_review.reports.pdf_ua import faults_of, levels_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    return a_review_at(S.PUBLISHED)


def bytes_of(edition, kind):
    with edition.files.get(kind=kind).file.open("rb") as file:
        return file.read()


def address(one, edition, kind):
    return reverse("peer_reports:file", args=[one.review.reference, edition.number, kind])


class TestPDF:
    @pytest.mark.parametrize("kind", [FileKind.PDF, FileKind.SLIDES])
    def test_it_is_tagged_and_has_title_and_language_and_names_nobody(self, published, kind):
        edition = final_of(published.review)
        make_files_of(edition)
        reader = PdfReader(BytesIO(bytes_of(edition, kind)))
        root = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert "/StructTreeRoot" in root
        assert root["/Lang"] == "en-GB"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert published.review.reference in reader.metadata.title
        assert reader.metadata.author is None
        assert b"pdfuaid:part" in root["/Metadata"].get_data()

    def test_it_is_what_pdf_ua_asks_for(self, published):
        report, slides = report_as_pdf(document(published)), slides_as_pdf(document(published))
        assert (faults_of(report), faults_of(slides)) == ([], [])
        assert levels_of(report)[:2] == [1, 2]
        assert levels_of(report).count(1) == 1

    def test_a_file_that_is_not_is_found_out(self):
        from weasyprint import HTML

        page = "<title>One</title><h1>One <span style='display:block'>Two</span></h1><h3>Three</h3>"
        faults = faults_of(HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))
        assert {"has no language", "/H3 follows a heading of level 1", "/H1 stands in another heading"} <= set(faults)

    def test_it_says_what_the_page_says(self, published):
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(report_as_pdf(document(published)))).pages)
        for words in ("Share one data set", "The board met 12 times in 2025.", "Carers are heard."):
            assert words in " ".join(text.split())

    def test_nothing_is_fetched_that_somebody_wrote(self, published, monkeypatch):
        with pytest.raises(NoFetching):
            from peer_review.reports.formats import pdf

            pdf._refuse("https://elsewhere.example/a.png")
        name = "A system<img src='https://elsewhere.example/a.png'>"
        Organisation.objects.filter(pk=published.review.system_id).update(name=name)
        published.review.refresh_from_db()
        assert report_as_pdf(document(published)).startswith(b"%PDF-")


class TestDOCX:
    def test_it_has_headings_lists_and_a_language_and_names_nobody(self, published):
        data = report_as_docx(document(published))
        file = docx.Document(BytesIO(data))
        styles = {(one.style.name, one.text) for one in file.paragraphs}
        assert ("Heading 1", "Strengths") in styles
        assert ("Heading 2", "R1 Share one data set") in styles
        assert ("List Bullet", "Partners meet.") in styles
        core = zipfile.ZipFile(BytesIO(data)).read("docProps/core.xml").decode()
        assert "<dc:language>en-GB</dc:language>" in core
        assert (file.core_properties.author, file.core_properties.last_modified_by) == ("", "")


class TestMaking:
    def test_they_are_made_after_the_edition_and_once(self, committing):
        with committing():
            one = a_review_at(S.PUBLISHED)
        assert EditionFile.objects.count() == 2 * len(FileKind)
        assert make_files_of(final_of(one.review)) == 0
        folder = storages["attachments"]
        assert all(folder.exists(row.file.name) for row in EditionFile.objects.all())

    def test_the_sweep_finds_what_was_not_made(self, published):
        assert tasks.make_missing_files() == 0  # the task that came with it has its turn first
        later = timezone.now() + timedelta(minutes=5)
        assert Edition.objects.filter(made_at__lt=later, files=None).count() == 2
        for edition in Edition.objects.all():
            tasks.make_files.enqueue(edition.pk)
        assert EditionFile.objects.count() == 2 * len(FileKind)

    def test_until_then_the_page_says_so(self, published, client):
        page = client.get(reverse("peer_reports:report", args=[published.review.reference])).content.decode()
        assert "Report as PDF: it is being made." in page
        assert client.get(address(published, final_of(published.review), "pdf")).status_code == 404


class TestWithoutPango:
    """The library of the operating system that PDFs are drawn with."""

    @pytest.fixture(autouse=True)
    def without_it(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "weasyprint", None)
        can_make_pdf.cache_clear()
        yield
        can_make_pdf.cache_clear()

    def test_the_other_file_is_made_and_the_page_says_which_are_not(self, published, client):
        edition = final_of(published.review)
        assert make_files_of(edition) == 1
        assert list(EditionFile.objects.filter(edition=edition).values_list("kind", flat=True)) == [FileKind.DOCX]
        page = client.get(reverse("peer_reports:report", args=[published.review.reference])).content.decode()
        assert "Report as PDF: it can’t be made on this site at present." in page
        assert "it is being made" not in page

    def test_the_sweep_leaves_it_and_makes_it_once_the_library_is_there(self, published, monkeypatch, time_machine):
        for edition in Edition.objects.all():
            make_files_of(edition)
        time_machine.move_to(timezone.now() + timedelta(minutes=5))
        assert tasks.make_missing_files() == 0
        monkeypatch.undo()
        can_make_pdf.cache_clear()
        assert tasks.make_missing_files() == 2 * (len(FileKind) - 1)

    def test_a_check_names_what_to_install(self):
        (said,) = pdfs_can_be_made()
        assert "libpango-1.0-0" in said.hint


class TestServing:
    def test_a_safe_name_and_type_for_whoever_may_read_the_edition(self, published, client, signed_in):
        draft, final = Edition.objects.order_by("number")
        make_files_of(draft)
        make_files_of(final)
        answer = client.get(address(published, final, "pdf"))
        assert b"".join(answer).startswith(b"%PDF-")
        assert answer["Content-Disposition"] == f'attachment; filename="{published.review.reference}-report.pdf"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert client.get(address(published, draft, "pdf")).status_code == 404
        inside = signed_in(published.host).get(address(published, draft, "docx"))
        assert b"".join(inside).startswith(b"PK")
        assert inside["Content-Disposition"] == f'attachment; filename="{published.review.reference}-report-draft.docx"'
        assert "no-store" in inside["Cache-Control"]
        assert client.get(address(published, final, "exe")).status_code == 404


def document(one):
    return document_of(one.review, final_of(one.review))
