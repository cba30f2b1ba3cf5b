"""Behind TLS, with real services. Refuses to start without what safety needs."""

from config.settings.base import *
from config.settings.base import ENV
from config.settings.env import require
from config.start import CannotStart

SECRET_LENGTH = 50

require(ENV, "secret_key", "database_url", "email_host", "email_from", "contact_email", "security_contact")
if len(ENV.secret_key.get_secret_value()) < SECRET_LENGTH:
    raise CannotStart("Set SECRET_KEY to a random text of 50 characters or more.")
if not (ENV.clamd_address or ENV.uploads_without_a_virus_scanner):
    raise CannotStart(
        "Set CLAMD_ADDRESS to where the virus scanner listens (host:port, or the path of its "
        'socket). To take uploads unscanned, set UPLOADS_WITHOUT_A_VIRUS_SCANNER to "yes, I accept the risk".'
    )
UPLOADS_WITHOUT_A_VIRUS_SCANNER = bool(ENV.uploads_without_a_virus_scanner)
if not ENV.base_url.startswith("https://"):
    raise CannotStart("Set BASE_URL to an address that begins with https://.")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^-/"]
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
if ENV.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SHOW_MAIL_PAGE = False
