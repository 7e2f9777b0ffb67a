"""What an authenticator app shows."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.factories.networks import TOTP_SECRET


def code_now(secret: str = TOTP_SECRET) -> str:
    """The code of this half minute, six digits."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
