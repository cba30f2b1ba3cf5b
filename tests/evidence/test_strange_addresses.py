"""Addresses that nobody types by accident: null characters and numbers past every column. None may break a page.

PostgreSQL refuses a null character, and both databases refuse a number that is too large for its column.
"""

import pytest
from django.test import Client

from tests.factories import UserFactory, published

pytestmark = pytest.mark.django_db

HUGE = "9" * 30
PAST_PYTHON = "9" * 5000  # int() reads no more than 4,300 digits
PUBLIC = [
    "/a%00b/",
    "/respond/a%00b/",
    "/respond/open/a%00b/",
    "/respond/link/?next=%00",
    "/organisations/?q=%00",
    "/evidence/?call=%00&region=%00&page=%00",
    f"/evidence/?page={PAST_PYTHON}",
    "/evidence/feed/none/",
    f"/evidence/CFE1-{HUGE}/",
    f"/evidence/export.json?call=%00&kind={HUGE}",
    "/search/?q=%00a",
    "/search/?call=%00&who=%00&kind=%00&type=%00&region=%00",
    f"/search/?review={HUGE}&workstream={HUGE}",
    "/search/?review=%D9%A3&year=%D9%A3",
    f"/search/?page={HUGE}",
    f"/search/?q={HUGE}",
    "/accounts/login/?next=%00",
    "/accounts/login/?next=https://elsewhere.example/",
    "/accounts/password/reset/key/a-%00/",
    "/documents/1/a%00b",
    f"/documents/{HUGE}/a",
]
AT_THE_DESK = [
    "/desk/?call=%00&with=%00&page=%00",
    f"/desk/?page={PAST_PYTHON}",
    f"/desk/{{reference}}/changes/{HUGE}/",
    f"/desk/{{reference}}/changes/{PAST_PYTHON}/",
    f"/desk/{{reference}}/marks/words/answer-{HUGE}/",
    f"/desk/{{reference}}/marks/words/file-{PAST_PYTHON}/",
    f"/desk/{{reference}}/marks/{HUGE}/open/",
    f"/desk/{{reference}}/marks/{PAST_PYTHON}/open/",
]


@pytest.fixture(autouse=True)
def _said_rather_than_raised(client):
    client.raise_request_exception = False


@pytest.mark.parametrize("address", PUBLIC)
def test_a_strange_address_breaks_no_public_page(client: Client, address: str) -> None:
    published(texts=["Words."])
    assert client.get(address).status_code < 500


@pytest.mark.parametrize("address", AT_THE_DESK)
def test_a_strange_address_breaks_no_page_of_the_desk(signed_in, address: str) -> None:
    reference = published(texts=["Words."]).reference
    browser = signed_in(UserFactory(secretariat=True))
    browser.raise_request_exception = False
    assert browser.get(address.format(reference=reference)).status_code < 500
