"""The person's account: a name she chose, the keys to it, and her open sessions."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.accounts.passphrases import fold_passphrase
from learning.accounts.querysets import SessionQuerySet
from learning.core import crypto
from learning.core.privacy import DELETE, PERSONAL, PLAIN, SENSITIVE
from learning.core.weeks import this_week

SIZES = [(1, _("Normal")), (2, _("Grande")), (3, _("Más grande")), (4, _("La más grande"))]
CONTRASTS = [("auto", _("Como diga mi teléfono")), ("more", _("Más contraste"))]
SAVERS = [
    ("auto", _("Como diga mi navegador")),
    ("on", _("Ahorrar datos")),
    ("off", _("Verlo todo de una vez")),
]
VIEWS = [(False, _("Completa")), (True, _("Sencilla"))]
PACES = [(75, _("Más despacio")), (100, _("Normal")), (125, _("Un poco más rápido")), (150, _("Más rápido"))]

LOOKS = ("text_size", "contrast", "data_saver", "simple_view", "pace")


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, login_id: str, password: str | None = None, **fields: Any) -> "Account":
        """Store an account; without a passphrase only a passkey or a recovery key opens it."""
        account = self.model(login_id=login_id, **fields)
        account.data_key = crypto.wrap(crypto.new_key(), account.key_context)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(login_id=username)


class Account(AbstractBaseUser, PermissionsMixin):
    """
    A woman who joined. No name, address, telephone or e-mail: a login id that was made for her,
    a pseudonym she chose, a passphrase or passkey, and a recovery key she keeps on paper.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    login_id = models.CharField(_("nombre de entrada"), max_length=64, unique=True)
    pseudonym = models.CharField(_("seudónimo"), max_length=40)
    language = models.CharField(_("lengua"), max_length=10, default="es")
    is_active = models.BooleanField(default=True)
    recovery_fingerprint = models.CharField(max_length=64, blank=True)
    recovery_used = models.BooleanField(default=False)
    # Her own key, sealed under the column key: what she writes is sealed under it, and goes when it goes.
    data_key = models.BinaryField(default=bytes)
    joined_week = models.DateField(_("semana en que llegaste"), default=this_week)
    seen_week = models.DateField(_("última semana en que entraste"), default=this_week)
    # The one before that; what came since is new to her. None: she has come in one week only.
    seen_before = models.DateField(_("semana en que entraste antes"), null=True, blank=True)
    last_login = None
    # How she wants the site to look (learning.accounts.looks).
    text_size = models.PositiveSmallIntegerField(_("tamaño de letra"), choices=SIZES, default=1)
    contrast = models.CharField(_("contraste"), max_length=4, choices=CONTRASTS, default="auto")
    data_saver = models.CharField(_("imágenes y datos"), max_length=4, choices=SAVERS, default="auto")
    simple_view = models.BooleanField(_("vista"), choices=VIEWS, default=False)
    pace = models.PositiveSmallIntegerField(_("velocidad de los audios"), choices=PACES, default=100)

    # Remembered while one request lasts: her opened key, and whether more than a passphrase guards her account.
    opened_data_key: bytes | None = None
    second_factor: bool | None = None

    objects = AccountManager()

    USERNAME_FIELD = "login_id"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("cuenta")
        verbose_name_plural = _("cuenta")

    class Privacy:
        fields = {
            "id": PERSONAL,
            "login_id": PERSONAL,
            "pseudonym": PERSONAL,
            "language": PLAIN,
            "password": SENSITIVE,
            "is_active": PLAIN,
            "is_superuser": PLAIN,
            "recovery_fingerprint": SENSITIVE,
            "recovery_used": PLAIN,
            "data_key": SENSITIVE,
            "joined_week": PERSONAL,
            "seen_week": PERSONAL,
            "seen_before": PERSONAL,
            "groups": PERSONAL,
            "user_permissions": PERSONAL,
            **dict.fromkeys(LOOKS, PERSONAL),
        }
        exported = ("login_id", "pseudonym", "language", "joined_week", "seen_week", "seen_before", *LOOKS)

    def __str__(self) -> str:
        return self.pseudonym

    def get_language_display(self) -> str:
        return str(dict(settings.LANGUAGES).get(self.language, self.language))

    @property
    def key_context(self) -> str:
        """What her data key is bound to."""
        return f"account:{self.pk}"

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(None if raw_password is None else fold_passphrase(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        return super().check_password(None if raw_password is None else fold_passphrase(raw_password))

    @property
    def is_staff(self) -> bool:
        return False

    # The editor asks for both: it writes to nobody, and calls her by her pseudonym.
    email = ""

    @property
    def first_name(self) -> str:
        return self.pseudonym

    def get_full_name(self) -> str:
        """What the editor shows of her: never the login id."""
        return self.pseudonym

    def get_short_name(self) -> str:
        return self.pseudonym


class Session(models.Model):
    """
    One open session. The key is kept as a keyed hash and the content is sealed under the cookie,
    so a stolen table opens nothing. Her list of sessions shows the device family and the hour.
    """

    key_hash = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="sessions")
    payload = models.BinaryField()
    device = models.CharField(_("aparato"), max_length=10)
    started = models.DateTimeField(_("abierta"))
    active = models.DateTimeField(_("usada"))
    expires = models.DateTimeField(_("vence"), db_index=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sesión abierta")
        verbose_name_plural = _("sesiones abiertas")

    class Privacy:
        fields = {
            "key_hash": SENSITIVE,
            "account": PERSONAL,
            "payload": SENSITIVE,
            "device": PERSONAL,
            "started": PERSONAL,
            "active": PERSONAL,
            "expires": PERSONAL,
        }
        on_erase = {"account": DELETE}
        exported = ("device", "started", "active")

    def __str__(self) -> str:
        return self.device
