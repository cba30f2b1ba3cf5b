"""Every setting that a machine may give, typed, in one place.

A value comes from the process environment, else from a `.env` file beside manage.py, else from the
default here. A missing or wrong value stops the start with a sentence that names it and the mend.
"""

from pathlib import Path
from typing import Literal

from django.core.exceptions import ImproperlyConfigured
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[3]


class Environment(BaseSettings):
    """What the machine says. Field descriptions are the sentences people read when one is wrong."""

    model_config = SettingsConfigDict(env_file=ROOT / ".env", extra="ignore", env_ignore_empty=True)

    secret_key: SecretStr = Field(
        default=SecretStr(""), description="a random text of 50 characters or more, which signs sessions and links"
    )
    port: int = Field(default=8000, ge=1, le=65535, description="the port to serve on, a number from 1 to 65535")
    base_url: str = Field(
        default_factory=lambda given: f"http://localhost:{given.get('port', 8000)}",
        pattern=r"^https?://[^/]+$",
        description="the address people use, without a slash at the end, such as https://example.org",
    )
    data_dir: Path = Field(
        default=ROOT / "var", description="a folder for the database, uploads, index and mail of this machine"
    )
    database_url: str = Field(
        default="",
        repr=False,  # holds a password
        pattern=r"^$|^(sqlite|postgres|postgresql)://",
        description="postgres://user:password@host/name, or sqlite:///path; empty means SQLite in DATA_DIR",
    )
    search_url: str = Field(
        default="",
        pattern=r"^$|^tantivy:///[^/]",
        description="tantivy:///path/to/index (three slashes, a whole path); empty means Tantivy in DATA_DIR",
    )
    redis_url: str = Field(
        default="",
        repr=False,
        pattern=r"^$|^rediss?://",
        description="redis://host:6379/0 for the channel layer and the cache; empty means in this process",
    )
    clamd_address: str = Field(
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
    email_from: str = Field(default="Moothall <no-reply@localhost>", description="the sender that people see on mail")
    service_name: str = Field(default="Moothall", description="the name in the header and in mail")
    contact_email: str = Field(default="", description="the address to which what people write to you is sent")
    security_contact: str = Field(
        default="mailto:security@localhost",
        pattern=r"^(mailto:|https://)",
        description="where to report a weakness, beginning mailto: or https://",
    )
    trusted_proxies: int = Field(
        default=0, ge=0, description="how many proxies of yours stand before the site, a number"
    )
    # No DEBUG: at that level libraries log addresses, queries and headers.
    log_level: Literal["INFO", "WARNING", "ERROR"] = Field(default="INFO", description="INFO, WARNING or ERROR")


def read_environment() -> Environment:
    """Return the typed environment.

    Raises ImproperlyConfigured with one sentence for each wrong value.
    """
    try:
        return Environment()
    except ValidationError as error:
        raise ImproperlyConfigured(
            "Moothall can't start.\n"
            + "\n".join(_sentence(str(fault["loc"][0])) for fault in error.errors() if fault["loc"])
        ) from None


def require(environment: Environment, *names: str) -> None:
    """Stop the start unless each named value is given. Raises ImproperlyConfigured."""

    def given(name: str) -> bool:
        value = getattr(environment, name)
        return bool(value.get_secret_value() if isinstance(value, SecretStr) else value)

    missing = [name for name in names if not given(name)]
    if missing:
        raise ImproperlyConfigured("Moothall can't start.\n" + "\n".join(_sentence(name) for name in missing))


def _sentence(name: str) -> str:
    field = Environment.model_fields.get(name)
    want = field.description if field else "a value of another kind"
    return f"Set {name.upper()} in the environment or in .env to {want}."
