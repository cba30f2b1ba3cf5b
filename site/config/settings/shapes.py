"""What a value must look like, where a pattern would be unreadable. Each raises ValueError, and lets an empty value be."""

import re
from email.utils import parseaddr
from urllib.parse import SplitResult, urlsplit

import dj_database_url
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

# What Django takes as the name of a host.
HOST = re.compile(r"[a-z0-9.-]+", re.IGNORECASE)
INDEX = re.compile(r"/[a-z0-9][a-z0-9_-]{0,60}/?")


def site_address(value: str) -> str:
    """http or https, a host and perhaps a port; nothing after it."""
    address = _split(value, "http", "https")
    if not HOST.fullmatch(address.hostname or "") or "@" in address.netloc:
        raise ValueError("no host")
    if address.path or address.query or address.fragment:
        raise ValueError("more than a host and a port")
    return value


def database_address(value: str) -> str:
    """SQLite or PostgreSQL, with the name of the database."""
    if value:
        address = _split(value, "sqlite", "postgres", "postgresql")
        if not address.path.strip("/"):
            raise ValueError("no name")
        dj_database_url.parse(value)
    return value


def search_address(value: str) -> str:
    """Tantivy and a whole path, or the host of Elasticsearch and what the names of its indices begin with."""
    if value.startswith("tantivy:"):
        if not re.match(r"tantivy:///[^/]", value):
            raise ValueError("no whole path")
    elif value:
        address = _split(value, "http", "https")
        if not HOST.fullmatch(address.hostname or "") or address.password is not None:
            raise ValueError("no host, or a password")
        if not INDEX.fullmatch(address.path) or address.query or address.fragment:
            raise ValueError("no name that an index may have")
    return value


def redis_address(value: str) -> str:
    """redis or rediss, and a host."""
    if value and not _split(value, "redis", "rediss").hostname:
        raise ValueError("no host")
    return value


def scanner_address(value: str) -> str:
    """A host and a port, or the whole path of a socket."""
    if value and not value.startswith("/"):
        address = _split(f"tcp://{value}", "tcp")
        if not (address.hostname and address.port) or address.path:
            raise ValueError("neither a host with a port nor the path of a socket")
    return value


def mailbox(value: str) -> str:
    """An email address, with or without a name before it."""
    if value:
        _mail_address(parseaddr(value)[1])
    return value


def contact(value: str) -> str:
    """Where somebody may turn: mailto: and an address, or a page under https."""
    if value.startswith("mailto:"):
        _mail_address(value.removeprefix("mailto:"))
    elif value and not _split(value, "https").hostname:
        raise ValueError("no host")
    return value


def _split(value: str, *schemes: str) -> SplitResult:
    """Return the parts of an address. Raises ValueError for another scheme and for a port that is no number."""
    address = urlsplit(value)
    if address.scheme not in schemes or "//" not in value or address.port == 0:
        raise ValueError("not such an address")
    return address


def _mail_address(value: str) -> None:
    try:
        validate_email(value)
    except ValidationError as error:
        raise ValueError("no email address") from error
