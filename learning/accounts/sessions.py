"""
The session store: the table holds a keyed hash of the key, and content that only the cookie opens.

Who steals the table gets no session, and who steals a cookie gets one session until its limits.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from learning.core import crypto

ACCOUNT_KEY = "_auth_user_id"
ROLE_KEY = "above"
# Writing the hour of the last request at every request would cost a write a page.
REFRESH = timedelta(minutes=1)


def key_hash(session_key: str) -> str:
    """What the table knows of a session key: its HMAC-SHA256, 64 hex digits."""
    return salted_hmac("session.key", session_key, algorithm="sha256").hexdigest()


def content_key(session_key: str) -> bytes:
    """The 32-byte key of the content, made from the cookie and the site's secret, kept nowhere."""
    return salted_hmac("session.content", session_key, algorithm="sha256").digest()


class SessionStore(SessionBase):
    """Sessions in `accounts.Session`; see the module's first lines."""

    device = "?"

    @classmethod
    def get_model_class(cls) -> Any:
        from learning.accounts.models import Session

        return Session

    @property
    def limits(self) -> tuple[timedelta, timedelta]:
        """How long it may lie idle and how long it may live; shorter for every role above learner."""
        minutes, hours = settings.SESSION_LIMITS["above" if self.get(ROLE_KEY) else "learner"]
        return timedelta(minutes=minutes), timedelta(hours=hours)

    def load(self) -> dict[str, Any]:
        now = timezone.now()
        row = (
            self.get_model_class()
            .objects.filter(pk=key_hash(self.session_key or ""), expires__gt=now)
            .first()
        )
        if row is None:
            self._session_key = None
            return {}
        try:
            content = crypto.open_sealed(
                bytes(row.payload),
                f"session:{row.pk}",
                content_key(self.session_key or ""),
            )
        except crypto.SealBroken:
            self._session_key = None
            return {}
        self._row_started: datetime = row.started
        if now - row.active > REFRESH:
            # Saved again at the end of the request, so that the idle limit counts from now.
            self.modified = True
        return dict(self.decode(content.decode()))

    def exists(self, session_key: str) -> bool:
        return bool(self.get_model_class().objects.filter(pk=key_hash(session_key)).exists())

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def _row(self, data: dict[str, Any]) -> Any:
        now = timezone.now()
        started = getattr(self, "_row_started", now)
        idle, most = self.limits
        digest = key_hash(self.session_key or "")
        sealed = crypto.seal(
            self.encode(data).encode(),
            f"session:{digest}",
            content_key(self.session_key or ""),
        )
        return self.get_model_class()(
            pk=digest,
            account_id=data.get(ACCOUNT_KEY),
            payload=sealed,
            device=self.device,
            started=started,
            active=now,
            expires=min(now + idle, started + most),
        )

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            self.create()
            return
        row = self._row(self._get_session(no_load=must_create))
        try:
            with transaction.atomic():
                row.save(force_insert=must_create, force_update=not must_create)
        except IntegrityError as error:
            if must_create:
                raise CreateError from error
            raise
        except DatabaseError as error:
            raise UpdateError from error

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            self.get_model_class().objects.filter(pk=key_hash(key)).delete()

    def cycle_key(self) -> None:
        """A new key at each sign-in; the absolute limit starts again with it."""
        self.__dict__.pop("_row_started", None)
        super().cycle_key()

    @classmethod
    def clear_expired(cls) -> None:
        cls.get_model_class().objects.filter(expires__lte=timezone.now()).delete()
