"""What is too large is answered in words by the real server, and never with a broken connection."""

import http.client
import socket
from contextlib import closing
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.test import override_settings

LIMIT = 200_000
BOUNDARY = "x" * 20


@pytest.fixture
def address(site):
    with override_settings(BODY_LIMITS={"/": LIMIT}):
        yield urlsplit(site)


@pytest.fixture
def connection(address):
    with closing(http.client.HTTPConnection(address.hostname, address.port, timeout=20)) as connection:
        yield connection


def multipart(size):
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    return head.encode() + b"a" * size + f"\r\n--{BOUNDARY}--\r\n".encode()


def post(connection, path, body, headers=None, *, chunked=False):
    """Send a whole request before reading a byte of the answer, as browsers do. Return its status, headers and words."""
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", **(headers or {})}
    connection.request("POST", path, iter([body]) if chunked else body, headers, encode_chunked=chunked)
    response = connection.getresponse()
    return response.status, response.headers, response.read().decode()


@pytest.mark.parametrize("chunked", [False, True])
def test_an_upload_page_is_shown_again_to_say_so(connection, chunked):
    path = f"/respond/s/{uuid4()}/files/"
    status, headers, _ = post(connection, path, multipart(20 * LIMIT - 1000), chunked=chunked)
    assert (status, headers["Location"]) == (303, f"{path}?problem=too_big")
    connection.request("GET", "/-/liveness")  # the connection goes on
    assert connection.getresponse().read() == b'{"status": "alive"}'


@pytest.mark.parametrize("chunked", [False, True])
def test_any_other_page_says_so_in_words(connection, chunked):
    status, _, words = post(connection, "/accounts/login/", multipart(3 * LIMIT), chunked=chunked)
    assert status == 413
    assert "<h1>What you sent is too large</h1>" in words


def test_a_script_is_not_sent_elsewhere(connection):
    path = f"/respond/s/{uuid4()}/files/"
    status, _, _ = post(connection, path, multipart(2 * LIMIT), {"Accept": "application/json"})
    assert status == 413


def test_what_is_within_the_limit_reaches_the_page(connection):
    status, _, _ = post(connection, f"/respond/s/{uuid4()}/files/", multipart(LIMIT - 1000))
    assert status == 403  # no CSRF token: Django has read it


def test_what_never_ends_is_cut_off(address):
    head = f"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: {10**12}\r\n\r\n".encode()
    sent = 0
    with socket.create_connection((address.hostname, address.port), timeout=20) as sender:
        sender.sendall(head)
        with pytest.raises(OSError, match=r"reset|pipe"):
            while sent < 200 * LIMIT:
                sent += sender.send(b"a" * 65536)
    assert sent >= 20 * LIMIT
