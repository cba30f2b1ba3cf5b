"""As production, but for speed of hashing, work at once, and mail kept in memory."""

import tempfile
from pathlib import Path

from config.settings.base import *
from config.settings.base import DATABASES, HAYSTACK_CONNECTIONS, STORAGES

SECRET_KEY = "for tests alone"  # noqa: S105
DATA_DIR = Path(tempfile.mkdtemp(prefix="moothall-test-"))
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
OUTBOX_CARRIER = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir()  # whitenoise warns of a missing folder, and warnings are errors
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
MEDIA_ROOT = DATA_DIR / "media"
ATTACHMENTS_ROOT = DATA_DIR / "attachments"
STORAGES = {
    **STORAGES,
    "attachments": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {**STORAGES["attachments"]["OPTIONS"], "location": ATTACHMENTS_ROOT},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Each test process works on a copy of its own (tests.support.database), and lets go of it between requests.
DATABASES["default"]["CONN_MAX_AGE"] = 0
HAYSTACK_CONNECTIONS = {
    alias: {**connection, "PATH": str(DATA_DIR / "index" / alias)} for alias, connection in HAYSTACK_CONNECTIONS.items()
}
STAFF_WITHOUT_SECOND_FACTOR = False
UPLOADS_WITHOUT_A_VIRUS_SCANNER = True
SHOW_MAIL_PAGE = True
# Browsers allow security keys on http://localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
