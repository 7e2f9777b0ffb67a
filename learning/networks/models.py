"""Networks, who belongs to them in which role, and the codes that let a woman in."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from learning.core import pausing
from learning.core.privacy import DELETE, PERSONAL, PLAIN, SENSITIVE, blank
from learning.core.weeks import this_week
from learning.networks.querysets import InvitationQuerySet, MembershipQuerySet, NetworkOwned
from learning.networks.taken import acts_done


class Role(models.TextChoices):
    LEARNER = "learner", _("Participante")
    MODERATOR = "moderator", _("Moderadora")
    TRAINER = "trainer", _("Facilitadora")
    LEAD = "lead", _("Coordinadora")


class Network(models.Model):
    """
    Women who learn and protect each other, walled from every other network. A record, never a list in code:
    which networks exist changes by country and by year.
    """

    class Kind(models.TextChoices):
        NATIONAL = "national", _("Nacional")
        SOLIDARITY = "solidarity", _("Solidaria")
        REGIONAL = "regional", _("Regional")

    class Reviews(models.TextChoices):
        NONE = "none", _("Ninguna: cada facilitadora publica lo que escribe")
        CONTENT = "content", _("Una: otra facilitadora revisa el contenido")
        BOTH = "both", _("Dos: otra revisa el contenido, y una tercera que no exponga a nadie")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.NATIONAL)
    name = models.CharField(_("nombre"), max_length=80, unique=True)
    country = models.CharField(_("país"), max_length=2, blank=True)
    languages = models.JSONField(_("lenguas"), default=list)
    rules = models.TextField(_("acuerdos"), blank=True)
    contact = models.TextField(_("contacto"), blank=True)
    # How its members are addressed where their language knows a manner of that name; empty: as its words are written.
    manner = models.CharField(_("trato"), max_length=8, blank=True, default="")
    paused = models.BooleanField(_("en pausa"), default=False)
    # Since when, and after it until when nothing goes that grew old meanwhile (learning.core.pausing).
    pause_begun = models.DateField(null=True)
    grace = models.DateField(null=True)
    # What is looked at by others before learners read it (learning.networks.places.LOOKS).
    reviews = models.CharField(_("revisiones"), max_length=10, choices=Reviews.choices, default=Reviews.NONE)
    course_index = models.OneToOneField(
        "modules.CourseIndexPage",
        null=True,
        on_delete=models.PROTECT,
        related_name="owner_network",
    )
    collection = models.OneToOneField(
        "wagtailcore.Collection",
        null=True,
        on_delete=models.PROTECT,
        related_name="owner_network",
    )
    # Whoever writes its courses is in this group of the editor, and nobody else.
    editors = models.OneToOneField(
        "auth.Group", null=True, on_delete=models.PROTECT, related_name="owner_network"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["national", "solidarity", "regional"]),
                name="network_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(reviews__in=["none", "content", "both"]), name="network_reviews_known"
            ),
        ]

    class Privacy:
        fields = dict.fromkeys(
            (
                "id",
                "kind",
                "name",
                "country",
                "languages",
                "rules",
                "contact",
                "manner",
                "paused",
                "pause_begun",
                "grace",
                "reviews",
                "course_index",
                "collection",
                "editors",
            ),
            PLAIN,
        )

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def letting_nothing_go(way: str = "") -> Q:
        """In a pause, or as long after it as it lasted; `way` leads to the network."""
        return Q(**{f"{way}paused": True}) | Q(**{f"{way}grace__gt": localdate()})


class Membership(NetworkOwned):
    """
    A woman in a network, and what she may do there. `pseudonym_key` is her pseudonym folded
    (case, accents, spaces), so that two women of one network never look alike.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey(
        Network, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("red")
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("rol"), max_length=10, choices=Role.choices, default=Role.LEARNER)
    pseudonym_key = models.CharField(max_length=80)
    joined_week = models.DateField(_("semana en que llegaste"), default=this_week)

    objects = models.Manager.from_queryset(MembershipQuerySet)()  # type: ignore[misc, assignment]

    class Meta:
        verbose_name_plural = _("tus redes")
        constraints = [
            models.UniqueConstraint(fields=["network", "account"], name="membership_once"),
            models.UniqueConstraint(fields=["network", "pseudonym_key"], name="pseudonym_unique_in_network"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
        ]

    class Privacy:
        fields = {
            "id": PERSONAL,
            "network": PERSONAL,
            "account": PERSONAL,
            "role": PERSONAL,
            "pseudonym_key": PERSONAL,
            "joined_week": PERSONAL,
        }
        on_erase = {"account": DELETE}
        exported = ("network", "role", "joined_week")

    def __str__(self) -> str:
        return f"{self.account_id} · {self.role}"

    @property
    def at_rest(self) -> bool:
        """Whether her network or the whole site is in pause: nothing reminds her, and what waits is not counted."""
        return self.network.paused or pausing.words(self) is not None


class Invitation(NetworkOwned):
    """A code on paper that lets `uses` women in. The code itself is shown once and never kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey(
        Network, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("red")
    )
    code_fingerprint = models.CharField(max_length=64, unique=True)
    role = models.CharField(_("rol"), max_length=10, choices=Role.choices, default=Role.LEARNER)
    uses = models.PositiveSmallIntegerField(_("para cuántas"), default=1)
    used = models.PositiveSmallIntegerField(default=0)
    expires_on = models.DateField(_("vale hasta"))
    revoked = models.BooleanField(_("anulado"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = models.Manager.from_queryset(InvitationQuerySet)()  # type: ignore[misc, assignment]

    class Meta:
        verbose_name_plural = _("códigos que hiciste")
        constraints = [
            models.CheckConstraint(condition=Q(uses__gte=1), name="invitation_for_somebody"),
            models.CheckConstraint(condition=Q(used__lte=F("uses")), name="invitation_not_overused"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="invitation_role_known"),
        ]

    class Privacy:
        fields = {
            "id": PLAIN,
            "network": PLAIN,
            "code_fingerprint": SENSITIVE,
            "role": PLAIN,
            "uses": PLAIN,
            "used": PLAIN,
            "expires_on": PLAIN,
            "revoked": PLAIN,
            "made_by": PERSONAL,
        }
        on_erase = {"made_by": blank()}
        exported = ("network", "role", "uses", "expires_on", "revoked")

    def __str__(self) -> str:
        return f"{self.role} {self.used}/{self.uses}"

    def get_revoked_display(self) -> str:
        return gettext("sí") if self.revoked else gettext("no")


class AuditEntry(NetworkOwned):
    """
    An act of power (roles, invitations, removals, hiding, exports): the day, who, what, on what.
    Entries are chained (learning.networks.audit), so that none can be taken out unseen.
    """

    id = models.BigAutoField(primary_key=True)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+", verbose_name=_("red"))
    day = models.DateField(_("día"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_mark = models.CharField(max_length=32, blank=True)
    actor_role = models.CharField(max_length=10)
    act = models.CharField(_("qué hiciste"), max_length=40)
    subject = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = _("lo que hiciste con un rol en tu red")

    class Privacy:
        fields = {
            "id": PLAIN,
            "network": PLAIN,
            "day": PERSONAL,
            "actor": PERSONAL,
            "actor_mark": PERSONAL,
            "actor_role": PLAIN,
            "act": PLAIN,
            "subject": PLAIN,
            "previous": PLAIN,
            "digest": PLAIN,
        }
        on_erase = {"actor": blank()}
        exported = ("network", "day", "act")
        words = {"act": acts_done}

    def __str__(self) -> str:
        return f"{self.day} {self.act}"
