"""What an authenticator app would show."""

import time

from allauth.mfa import app_settings
from allauth.mfa.totp.internal import auth as totp


def code_now(secret: str) -> str:
    """Return the code of this very moment. It holds for the next step too, so a test may be slow."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD))
