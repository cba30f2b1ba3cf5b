"""One machine, no services: SQLite, work at once, mail in a folder, the demonstration."""

import secrets
from datetime import timedelta
from pathlib import Path

from config.settings.base import *
from config.settings.base import ALLOWED_HOSTS, BASE_URL, DATA_DIR, ENV, SECRET_KEY, STORAGES


def _secret_of_this_machine(folder: Path) -> str:
    """Return the secret kept in `folder`, making it on the first start so that sign-ins outlive a restart."""
    kept = folder / "secret"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text()


SECRET_KEY = SECRET_KEY or _secret_of_this_machine(DATA_DIR)
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
OUTBOX_CARRIER = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
UPLOADS_WITHOUT_A_VIRUS_SCANNER = True
ALERTS_GATHERED_FOR = timedelta(0)  # no sweep runs here each minute that would send it later
STAFF_WITHOUT_SECOND_FACTOR = ENV.staff_without_second_factor
SHOW_MAIL_PAGE = True
# Browsers allow security keys on http://localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# Static files straight from where they lie, so that nothing need be gathered before the first page.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
WHITENOISE_MAX_AGE = 0
