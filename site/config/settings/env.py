"""Every setting that a machine may give, typed, in one place.

A value comes from the process environment, else from a `.env` file beside manage.py, else from the
default here. A missing or wrong value stops the start with a sentence that names it and the mend.
"""

import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from config.settings import shapes
from config.start import CannotStart

ROOT = Path(__file__).resolve().parents[3]
Mailbox = Annotated[str, AfterValidator(shapes.mailbox)]


def _usable(folder: Path) -> Path:
    """Return the folder, made where it was missing. Raises ValueError when nothing can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ValueError("it can't be made") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ValueError("nothing can be written there")
    return folder


def _readable(file: Path | None) -> Path | None:
    """Return the file. Raises ValueError when it can't be read."""
    if file is not None and not (file.is_file() and os.access(file, os.R_OK)):
        raise ValueError("it can't be read")
    return file


class Environment(BaseSettings):
    """What the machine says. Field descriptions are the sentences people read when one is wrong."""

    model_config = SettingsConfigDict(env_file=ROOT / ".env", extra="ignore", env_ignore_empty=True)

    secret_key: SecretStr = Field(
        default=SecretStr(""), description="a random text of 50 characters or more, which signs sessions and links"
    )
    port: int = Field(default=8000, ge=1, le=65535, description="the port to serve on, a number from 1 to 65535")
    base_url: Annotated[str, AfterValidator(shapes.site_address)] = Field(
        default_factory=lambda given: f"http://localhost:{given['port']}",
        description="the address people use, without a slash at the end, such as https://example.org",
    )
    data_dir: Annotated[Path, AfterValidator(_usable)] = Field(
        default=ROOT / "var",
        validate_default=True,
        description="a folder that the site may write to, for the database, uploads, index and mail of this machine",
    )
    database_url: Annotated[str, AfterValidator(shapes.database_address)] = Field(
        default="",
        repr=False,  # holds a password
        description="postgres://user:password@host/name, or sqlite:///path; empty means SQLite in DATA_DIR",
    )
    search_url: Annotated[str, AfterValidator(shapes.search_address)] = Field(
        default="",
        description="tantivy:///path/to/index (three slashes, a whole path), or for Elasticsearch "
        "https://user@host:9200/name (no password in it, and a name in small letters for the index); empty means "
        "Tantivy in DATA_DIR",
    )
    search_api_key: SecretStr = Field(default=SecretStr(""), description="the API key for Elasticsearch, encoded")
    search_password: SecretStr = Field(
        default=SecretStr(""), description="the password of the user that SEARCH_URL names, where there is no API key"
    )
    search_ca_file: Annotated[Path | None, AfterValidator(_readable)] = Field(
        default=None,
        description="a file of the certificates that Elasticsearch's own is checked against, which the site can read",
    )
    redis_url: Annotated[str, AfterValidator(shapes.redis_address)] = Field(
        default="",
        repr=False,
        description="redis://host:6379/0 for the channel layer and the cache; empty means in this process",
    )
    clamd_address: Annotated[str, AfterValidator(shapes.scanner_address)] = Field(
        default="",
        description="where the virus scanner listens: host:port, or the path of its socket",
    )
    uploads_without_a_virus_scanner: Literal["", "yes, I accept the risk"] = Field(
        default="",
        description='exactly "yes, I accept the risk", to let production start without CLAMD_ADDRESS',
    )
    staff_without_second_factor: bool = Field(
        default=False,
        description="yes lets staff in without a second factor; only the demonstration in local mode may",
    )
    tasks: Literal["immediate", "database"] = Field(
        default="database",
        description="immediate runs background work at once; database leaves it to `manage.py db_worker`",
    )
    email_host: str = Field(default="", description="the host name of the outgoing mail server")
    email_port: int = Field(default=587, ge=1, le=65535, description="its port, a number from 1 to 65535")
    email_user: str = Field(default="", description="the user name at the mail server")
    email_password: SecretStr = Field(default=SecretStr(""), description="the password at the mail server")
    email_use_tls: bool = Field(default=True, description="yes or no: STARTTLS to the mail server")
    email_from: Mailbox = Field(
        default="", description="the sender that people see on mail, such as Moothall <no-reply@example.org>"
    )
    service_name: str = Field(default="Moothall", description="the name in the header and in mail")
    contact_email: Mailbox = Field(
        default="", description="the email address to which what people write to you is sent, such as team@example.org"
    )
    security_contact: Annotated[str, AfterValidator(shapes.contact)] = Field(
        default="",
        description="where to report a weakness: mailto: and an email address, or a page that begins with https://",
    )
    trusted_proxies: int = Field(
        default=0, ge=0, description="how many proxies of yours stand before the site, a number"
    )
    # No DEBUG: at that level libraries log addresses, queries and headers.
    log_level: Literal["INFO", "WARNING", "ERROR"] = Field(default="INFO", description="INFO, WARNING or ERROR")


def read_environment() -> Environment:
    """Return the typed environment.

    Raises CannotStart with one sentence for each wrong value.
    """
    try:
        return Environment()
    except ValidationError as error:
        # A default that follows another value is not made while that one is wrong, and is not at fault itself.
        names = [
            str(fault["loc"][0])
            for fault in error.errors()
            if fault["loc"] and fault["type"] != "default_factory_not_called"
        ]
        raise CannotStart(*map(_sentence, names)) from None


def require(environment: Environment, *names: str) -> None:
    """Stop the start unless each named value is given. Raises CannotStart."""

    def given(name: str) -> bool:
        value = getattr(environment, name)
        return bool(value.get_secret_value() if isinstance(value, SecretStr) else value)

    missing = [name for name in names if not given(name)]
    if missing:
        raise CannotStart(*map(_sentence, missing))


def _sentence(name: str) -> str:
    field = Environment.model_fields.get(name)
    want = field.description if field else "a value of another kind"
    return f"Set {name.upper()} in the environment or in .env to {want}."
