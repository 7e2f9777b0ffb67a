"""
The editor's log tells that somebody remarked on a page, never in which words.

They stand in the remark, which goes with whoever wrote it. In the log they would stay, under the name of whoever
answered it, settled it or took it away.
"""

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import ModelLogEntry, PageLogEntry

# Under which names Wagtail puts them into the log.
WORDS = {"comment", "reply"}


@receiver(pre_save, sender=PageLogEntry)
@receiver(pre_save, sender=ModelLogEntry)
def leave_words_out(instance: Any, **kwargs: Any) -> None:
    """Take the words out of an entry before it is written."""
    instance.data = {name: each for name, each in (instance.data or {}).items() if name not in WORDS}
