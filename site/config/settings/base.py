"""What holds in every mode. local, test and production change only what they must."""

import logging
from datetime import timedelta
from typing import Any

from config.logs import logging_settings
from config.settings.databases import database
from config.settings.engines import search_connections
from config.settings.env import ROOT, read_environment

ENV = read_environment()

BASE_DIR = ROOT
DATA_DIR = ENV.data_dir
SECRET_KEY = ENV.secret_key.get_secret_value()
DEBUG = False
SERVICE_NAME = ENV.service_name
BASE_URL = ENV.base_url
WAGTAILADMIN_BASE_URL = ENV.base_url
ALLOWED_HOSTS = [ENV.base_url.split("://", 1)[1].split(":")[0]]
CSRF_TRUSTED_ORIGINS = [ENV.base_url]
SECURITY_CONTACT = ENV.security_contact or "mailto:security@localhost"
CONTACT_EMAIL = ENV.contact_email or "contact@localhost"

INSTALLED_APPS = [
    "demonstration",
    "search",
    "peer_review.library",
    "peer_review.reports",
    "peer_review.findings",
    "peer_review.assessments",
    "peer_review.notes",
    "peer_review.room",
    "peer_review.visits",
    "peer_review.teams",
    "peer_review.reviews",
    "peer_review.frameworks",
    "peer_review.pool",
    "evidence.publication",
    "evidence.submissions",
    "consultations.assemblies",
    "consultations.statements",
    "consultations.calls",
    "consultations.townhalls",
    "consultations.workstreams",
    "consultations.reviews",
    "pages",
    "organisations",
    "accounts",
    "core",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.PeopleInWagtail",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "wagtailnhsukfrontend",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "haystack",
    "channels",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
    "django_structlog",
    "django_tasks",
    "django_tasks_db",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "core.streaming.piece_by_piece",
    "django.middleware.security.SecurityMiddleware",
    "core.static_files.StaticFiles",
    "django_structlog.middlewares.RequestMiddleware",
    "core.policy.ContentPolicy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "core.health.Probes",
    "pages.middleware.Maintenance",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "accounts.middleware.SecondFactorForStaff",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "core.address_numbers.KeysThatFit",
    "pages.middleware.Refusals",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pages.context_processors.site_chrome",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "core.templatetags.citations",
                "core.templatetags.components",
                "core.templatetags.moments",
                "core.templatetags.titles",
            ],
        },
    },
]
# Mail is plain text: the same templates without HTML's escapes.
TEMPLATES.append(
    {
        "NAME": "text",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"autoescape": False, "builtins": ["django.templatetags.i18n", "core.templatetags.moments"]},
    }
)
FORM_RENDERER = "core.forms.Renderer"

DATABASES: dict[str, Any] = {"default": database(ENV.database_url, DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": (
        {"BACKEND": "core.forgiving_cache.ForgivingCache", "LOCATION": ENV.redis_url}
        if ENV.redis_url
        # Django would keep 300 entries: a crowd of visitors would wash out the counts of core.limits and of allauth.
        else {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "core_cache",
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    )
}
CHANNEL_LAYERS = {
    "default": (
        {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            # Nothing waits long for a doorbell: a machine that does not answer is done without.
            "CONFIG": {"hosts": [{"address": ENV.redis_url, "socket_connect_timeout": 0.25}]},
        }
        if ENV.redis_url
        else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    )
}
HAYSTACK_CONNECTIONS = search_connections(
    ENV.search_url,
    DATA_DIR,
    api_key=ENV.search_api_key.get_secret_value(),
    password=ENV.search_password.get_secret_value(),
    ca_file=ENV.search_ca_file,
)
HAYSTACK_LIMIT_TO_REGISTERED_MODELS = True
# How long the first of what was published waits for more to come in the same mail about a saved search.
ALERTS_GATHERED_FOR = timedelta(minutes=5)
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

TASKS = {
    "default": {
        "BACKEND": (
            "django_tasks.backends.immediate.ImmediateBackend"
            if ENV.tasks == "immediate"
            else "django_tasks_db.DatabaseBackend"
        ),
    }
}

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/my/"
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.NameOnSignup"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
# In the browser that signed up alone: whoever holds nothing but the link has to give the password.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = ENV.base_url.split("://")[0]
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.trusted_proxies
ACCOUNT_FORMS = {
    "login": "accounts.sign_in_forms.SignIn",
    "signup": "accounts.sign_in_forms.SignUp",
    "add_email": "accounts.sign_in_forms.ChangeEmail",
    "change_password": "accounts.sign_in_forms.ChangePassword",
    "set_password": "accounts.sign_in_forms.SetPassword",
    "reset_password": "accounts.sign_in_forms.AskForReset",
    "reset_password_from_key": "accounts.sign_in_forms.ResetPassword",
    "reauthenticate": "accounts.sign_in_forms.ConfirmIdentity",
}
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.sign_in_forms.SecondStep",
    "reauthenticate": "accounts.sign_in_forms.ConfirmIdentityByCode",
    "activate_totp": "accounts.sign_in_forms.SetUpApp",
    "add_webauthn": "accounts.sign_in_forms.AddKey",
    "edit_webauthn": "accounts.sign_in_forms.RenameKey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = ENV.service_name
# One step before and after: people type slowly and clocks differ (RFC 6238, section 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_PASSKEY_LOGIN_ENABLED = False
# Activity would cost four queries, one of them a write, at every page of a signed-in person.
USERSESSIONS_TRACK_ACTIVITY = False
STAFF_WITHOUT_SECOND_FACTOR = False

# Mail: a row first; the outbox sends it through OUTBOX_CARRIER.
EMAIL_BACKEND = "core.outbox.backend.OutboxBackend"
OUTBOX_CARRIER = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = ENV.email_host
EMAIL_PORT = ENV.email_port
EMAIL_HOST_USER = ENV.email_user
EMAIL_HOST_PASSWORD = ENV.email_password.get_secret_value()
EMAIL_USE_TLS = ENV.email_use_tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.email_from or "Moothall <no-reply@localhost>"
EMAIL_SUBJECT_PREFIX = ""

# Words and times
LANGUAGE_CODE = "en-gb"
# One language, so no LocaleMiddleware: it would mix other people's Welsh into English pages (docs/decisions).
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Europe/London"
WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English")]
WAGTAIL_SITE_NAME = ENV.service_name
# The editor asks no other host for news or for pictures of people.
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Every time of the site is London's; an editor with another clock would open calls at the wrong hour.
WAGTAIL_USER_TIME_ZONES = ["Europe/London"]
# Passwords and addresses are allauth's, with its rate limits and its second step.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_WORKFLOW_ENABLED = False

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [ROOT / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "core.theme.ThemedFrontendFinder",
    "core.theme.OtherAppsFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
ATTACHMENTS_ROOT = DATA_DIR / "attachments"
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "attachments": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": ATTACHMENTS_ROOT,
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
CLAMD_ADDRESS = ENV.clamd_address
# Without a scanner a file stays in quarantine for ever, unless this says that nobody need look.
UPLOADS_WITHOUT_A_VIRUS_SCANNER = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 10
# Whole requests, by the beginning of their path; the first that fits counts. Files and words have limits of their own:
# this one keeps a disk from being filled before anyone has looked. Editors put up long PDFs and large pictures.
BODY_LIMITS = {"/admin/": 100 * 1024 * 1024, "/": 26 * 1024 * 1024}

# Doors
CSRF_FAILURE_VIEW = "pages.views.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "media-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    },
}
# Wagtail's editor has script and style in its pages, and shows a preview in a frame. Still no other host.
EDITOR_POLICY = {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "microphone", "geolocation", "payment", "usb", "accelerometer", "gyroscope")
}
SILENCED_SYSTEM_CHECKS: list[str] = []
SHOW_MAIL_PAGE = False

# One JSON object a line, with the request's id; config.logs says what may stand in it.
LOGGING = logging_settings(ENV.log_level)
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = ""  # whose request it was is for the audit log alone; and asking costs two queries
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # one line a request is enough
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = (
    logging.INFO
)  # a page that is not there is a visitor's slip, and no fault of ours
