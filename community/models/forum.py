"""One forum a network: topics, posts, and how far each woman has read. Weeks, never moments."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.querysets import PostManager, TopicManager
from learning.accounts.sealed import AuthoredTextField
from learning.core.privacy import DELETE, PERSONAL, PLAIN, SENSITIVE, blank
from learning.core.weeks import this_week
from learning.networks.querysets import NetworkOwned

TITLE_LENGTH = 120
BODY_LENGTH = 5000


class Forum(NetworkOwned):
    """The place where the women of one network talk. Nobody else sees that it exists."""

    class FirstPosts(models.TextChoices):
        OFF = "off", _("Se publican enseguida")
        FIRST = "first", _("Esperan los primeros de cada integrante")
        ALL = "all", _("Esperan todos")

    network = models.OneToOneField(
        "networks.Network", on_delete=models.CASCADE, primary_key=True, related_name="forum"
    )
    first_posts = models.CharField(max_length=5, choices=FirstPosts.choices, default=FirstPosts.FIRST)
    first_count = models.PositiveSmallIntegerField(default=3)
    locked = models.BooleanField(default=False)
    # Who alone reads suspicions of infiltration, among the moderators; all of them while nobody is named.
    listeners = models.ManyToManyField("networks.Membership", related_name="listens_in", blank=True)
    # The number of the newest activity; each post takes the next, so that topics sort without a moment.
    activity = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first_posts__in=["off", "first", "all"]), name="forum_first_posts_known"
            )
        ]

    class Privacy:
        fields = dict.fromkeys(
            ("network", "first_posts", "first_count", "locked", "listeners", "activity"), PLAIN
        )

    def __str__(self) -> str:
        return str(self.network_id)


class Topic(NetworkOwned):
    """A conversation. `bump` is the forum's activity number of its newest visible post."""

    class State(models.TextChoices):
        OPEN = "open", _("Abierto")
        LOCKED = "locked", _("Cerrado")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opener = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="topics"
    )
    title = AuthoredTextField(_("tema"), author_field="opener", blank=True)
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    pinned = models.BooleanField(default=False)
    week = models.DateField(_("semana"), default=this_week)
    last_week = models.DateField(default=this_week)
    bump = models.BigIntegerField(default=0)
    # The last place given, the last place where something could be read, and how many posts can be read now;
    # a topic with none waits with its first post.
    last_position = models.PositiveIntegerField(default=0)
    last_shown = models.PositiveIntegerField(default=0)
    visible_posts = models.PositiveIntegerField(default=0)
    # The title is judged with the first post: hidden with it, shown with it.
    title_shown = models.BooleanField(default=False)
    # The block of a lesson it was opened about.
    about = models.UUIDField(null=True, blank=True)

    objects = TopicManager()  # type: ignore[misc]

    class Meta:
        verbose_name_plural = _("temas del foro")
        indexes = [
            models.Index(fields=["network", "pinned", "bump"], name="topic_order"),
            models.Index(fields=["network", "about"], name="topic_about"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["open", "locked"]), name="topic_state_known"),
            models.UniqueConstraint(fields=["network", "bump"], name="topic_bump_once"),
        ]

    class Privacy:
        fields = {
            "id": PLAIN,
            "network": PLAIN,
            "opener": PERSONAL,
            "title": SENSITIVE,
            "state": PLAIN,
            "pinned": PLAIN,
            "week": PLAIN,
            "last_week": PLAIN,
            "bump": PLAIN,
            "last_position": PLAIN,
            "last_shown": PLAIN,
            "visible_posts": PLAIN,
            "title_shown": PLAIN,
            "about": PLAIN,
        }
        on_erase = {"opener": blank("title")}
        exported = ("title", "week")

    def __str__(self) -> str:
        return str(self.id)


class Post(NetworkOwned):
    """What one woman said in a topic. Its place in the topic is a number; the week is all that is kept of when."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Espera")
        VISIBLE = "visible", _("Publicado")
        REFUSED = "refused", _("No publicado")
        HIDDEN = "hidden", _("Oculto")
        WITHDRAWN = "withdrawn", _("Retirado")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="posts")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="posts"
    )
    position = models.PositiveIntegerField()
    body = AuthoredTextField(_("texto"), blank=True)
    state = models.CharField(_("estado"), max_length=9, choices=State.choices)
    # Why it was not published or was hidden, for its author; the words of `judge`, which go with either.
    reason = AuthoredTextField(_("por qué"), blank=True)
    judge = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    quote = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # How often she mended it: whoever judges it says which of its texts she has read.
    edits = models.PositiveSmallIntegerField(default=0)
    week = models.DateField(_("semana"), default=this_week)
    # The form it came from: sent twice, it is one post.
    nonce = models.UUIDField()

    objects = PostManager()  # type: ignore[misc]

    class Meta:
        verbose_name_plural = _("lo que escribiste en el foro")
        constraints = [
            models.UniqueConstraint(fields=["topic", "position"], name="post_place_once"),
            models.UniqueConstraint(fields=["author", "nonce"], name="post_sent_once"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "visible", "refused", "hidden", "withdrawn"]),
                name="post_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "hidden"])
                | ~Q(reason="")
                | Q(author=None)
                | Q(judge=None),
                name="post_judged_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["network", "state"], name="post_queue")]

    class Privacy:
        fields = {
            "id": PLAIN,
            "network": PLAIN,
            "topic": PLAIN,
            "author": PERSONAL,
            "position": PLAIN,
            "body": SENSITIVE,
            "state": PLAIN,
            "reason": SENSITIVE,
            "judge": PERSONAL,
            "quote": PLAIN,
            "edits": PLAIN,
            "week": PLAIN,
            "nonce": PLAIN,
        }
        on_erase = {"author": blank("body", "reason"), "judge": blank("reason")}
        exported = ("body", "week", "state", "reason")
        exported_by = ("author",)

    def __str__(self) -> str:
        return str(self.id)


class TopicRead(NetworkOwned):
    """How far she has read in a topic."""

    network = models.ForeignKey(
        "networks.Network", on_delete=models.CASCADE, related_name="+", verbose_name=_("red")
    )
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, related_name="reads", verbose_name=_("tema de la semana del")
    )
    position = models.PositiveIntegerField(_("leído hasta el mensaje"))

    class Meta:
        verbose_name_plural = _("hasta dónde leíste en el foro")
        constraints = [models.UniqueConstraint(fields=["account", "topic"], name="topic_read_once")]

    class Privacy:
        fields = dict.fromkeys(("id", "network", "account", "topic", "position"), PERSONAL)
        on_erase = {"account": DELETE}
        exported = ("network", "topic", "position")
        # The title is the words of another.
        words = {"topic": lambda rows: [each.topic.week for each in rows]}

    def __str__(self) -> str:
        return f"{self.topic_id} {self.position}"
