"""How a network wants its forum to be; an act of power, so it is written down."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.access import listeners_in
from community.actions.states import lock_forum
from learning.networks import audit
from learning.networks.models import Membership

FORUM_CHANGED = "forum-changed"
audit.name_act(FORUM_CHANGED, _("Cambió los ajustes del foro"))


@transaction.atomic
def change_forum(*, by: Membership, listeners: Iterable[Membership], **settings: Any) -> None:
    """Set the forum's own columns, and who reads suspicions; where all is as it was, nothing happens."""
    forum = lock_forum(by.network_id)
    named, were = set(listeners), set(listeners_in(forum.pk))
    if named == were and all(getattr(forum, name) == value for name, value in settings.items()):
        return
    for name, value in settings.items():
        setattr(forum, name, value)
    forum.save(update_fields=[*settings])
    forum.listeners.set(named)
    audit.record(network=by.network, actor=by, act=FORUM_CHANGED)
