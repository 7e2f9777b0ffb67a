from django import template
from django.utils.translation import gettext as _

from community.access import title_for
from community.models import Post, Topic
from learning.core.sanitise import render_post
from learning.networks.models import Membership, Role

register = template.Library()
register.filter("post_html", render_post)
_STATES = dict([*Topic.State.choices, *Post.State.choices])
_ROLES = dict(Role.choices)


@register.filter
def heading(topic: Topic, reader: Membership) -> str:
    """How a topic is called for her who reads."""
    return title_for(reader, topic) or _("Tema sin título")


@register.filter
def state_words(state: str) -> str:
    return str(_STATES.get(state, state))


@register.filter
def role_words(role: str) -> str:
    return str(_ROLES.get(role, role))
