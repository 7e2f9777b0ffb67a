"""
The session store: the table holds a keyed hash of the key, and content that only the cookie opens.

Who steals the table gets no session, and who steals a cookie gets one session until its limits. Of two requests at
once neither undoes what the other changed, and none brings back a session that has ended.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.sessions.backends.base import VALID_KEY_CHARS, CreateError, SessionBase, UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac

from learning.accounts.meanwhile import both
from learning.core import crypto
from learning.core.throttle import sweeps

if TYPE_CHECKING:
    from learning.accounts.models import Account, Session

ACCOUNT_KEY = "_auth_user_id"
ROLE_KEY = "above"
EXPIRY_KEY = "_session_expiry"
# Writing the hour of the last request at every request would cost a write a page.
REFRESH = timedelta(minutes=1)


def key_hash(session_key: str | None) -> str:
    """What the table knows of a session key: its HMAC-SHA256, 64 hex digits."""
    return salted_hmac("session.key", session_key or "", algorithm="sha256").hexdigest()


def content_key(session_key: str | None) -> bytes:
    """The 32-byte key of the content, made from the cookie and the site's secret, kept nowhere."""
    return salted_hmac("session.content", session_key or "", algorithm="sha256").digest()


def limits(content: Mapping[str, Any]) -> tuple[timedelta, timedelta]:
    """
    How long such a session may lie idle and how long it may live. Shorter for every role above learner; on her
    own phone a learner's may lie idle as long as it lives.
    """
    above = bool(content.get(ROLE_KEY))
    minutes, hours = settings.SESSION_LIMITS["above" if above else "learner"]
    most = timedelta(hours=hours)
    own_phone = ACCOUNT_KEY in content and content.get(EXPIRY_KEY) and not above
    return (most if own_phone else timedelta(minutes=minutes)), most


class SessionStore(SessionBase):
    """Sessions in `accounts.Session`; see the module's first lines."""

    # What the list of her sessions shows; the middleware says it, coarse as the address scrubber left it.
    device = ""
    # When the row was begun: the limit that no use moves counts from here.
    started: datetime | None = None
    # Whose it is, as read with it.
    account: "Account | None" = None
    # The sealed content as it was read or written: where another one stands in the row, another request was there.
    sealed: bytes = b""
    # The key that came with the request opened nothing.
    void = False

    @classmethod
    def get_model_class(cls) -> "type[Session]":
        from learning.accounts.models import Session

        return Session

    def load(self) -> dict[str, Any]:
        """What was kept under this key: one query. Nothing, and no key, if it ended or does not open."""
        rows = self.get_model_class().objects.open().select_related("account")
        row = rows.filter(pk=key_hash(self.session_key)).first()
        try:
            content = self._opened(bytes(row.payload)) if row else None
        except crypto.SealBroken:
            content = None
        if row is None or content is None:
            self._session_key, self.void = None, True
            return {}
        self.started, self.device, self.account = row.started, self.device or row.device, row.account
        self.sealed = bytes(row.payload)
        if timezone.now() - row.active > REFRESH:
            # Saved again at the end of the request, so that the idle limit counts from now.
            self.modified = True
        return content

    def exists(self, session_key: str) -> bool:
        return bool(self.get_model_class().objects.filter(pk=key_hash(session_key)).exists())

    def create(self) -> None:
        self.started = timezone.now()
        if sweeps():
            self.clear_expired()
        while True:
            self._session_key = get_random_string(32, VALID_KEY_CHARS)
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Keep what changed. A row that was deleted meanwhile stays deleted: UpdateError."""
        if self.session_key is None:
            self.create()
            return
        content = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        values = self._values(content)
        rows = self.get_model_class().objects
        pk = key_hash(self.session_key)
        if must_create:
            try:
                with transaction.atomic():
                    rows.create(pk=pk, **values)
            except IntegrityError as error:
                raise CreateError from error
        elif not rows.filter(pk=pk, payload=self.sealed).update(**values):
            with transaction.atomic():
                values = self._values(self._take_in(content))
                rows.filter(pk=pk).update(**values)
        self.sealed = values["payload"]

    def cycle_key(self) -> None:
        """Another key for what the session holds by now. Where she has left it meanwhile, it has ended."""
        if self.account is None:
            super().cycle_key()
            return
        try:
            with transaction.atomic():
                self._take_in(dict(self.items()))
                super().cycle_key()
        except UpdateError as error:
            raise SessionInterrupted("she left while this was done") from error

    def flush(self) -> None:
        super().flush()
        self.void = False

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            self.get_model_class().objects.filter(pk=key_hash(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        cls.get_model_class().objects.filter(expires__lte=timezone.now()).delete()

    def _take_in(self, content: dict[str, Any]) -> dict[str, Any]:
        """`content` with what others changed since it was read; the row is held until the transaction ends."""
        rows = self.get_model_class().objects.select_for_update()
        row = rows.filter(pk=key_hash(self.session_key)).first()
        if row is None:
            raise UpdateError
        theirs = bytes(row.payload)
        if theirs != self.sealed:
            content = both(self._opened(self.sealed), content, self._opened(theirs))
            self._session_cache, self.sealed = content, theirs
        return content

    def _opened(self, sealed: bytes) -> dict[str, Any]:
        context, key = f"session:{key_hash(self.session_key)}", content_key(self.session_key)
        return self.decode(crypto.open_sealed(sealed, context, key).decode())

    def _values(self, content: dict[str, Any]) -> dict[str, Any]:
        """The columns of the row; a visitor's says nothing of her device."""
        now = timezone.now()
        started = self.started or now
        idle, most = limits(content)
        context, key = f"session:{key_hash(self.session_key)}", content_key(self.session_key)
        account = content.get(ACCOUNT_KEY)
        return {
            "account_id": account,
            "payload": crypto.seal(self.encode(content).encode(), context, key),
            "device": self.device[:10] if account else "",
            "started": started,
            "active": now,
            "expires": min(now + idle, started + most),
        }
