"""What goes by itself of what packages keep, and of what limits counted."""

import time

from wagtail import hooks

from learning.core.editor_limits import editor_limits
from learning.core.models import Throttle
from learning.core.purging import Limit


@hooks.register("register_purge", order=0)
def limits() -> list[Limit]:
    counters = Limit(
        "counters of tries", "their span", lambda: Throttle.objects.filter(ends__lt=int(time.time()))
    )
    return [counters, *editor_limits()]
