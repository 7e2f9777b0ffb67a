"""What is published can be looked for at once, and what is taken back no more."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from modules.models import GlossaryTerm
from modules.search.index import forget_page, write_page, write_term


@receiver(page_published)
def write(instance: Page, **kwargs: Any) -> None:
    write_page(instance)


@receiver(page_unpublished)
def forget(instance: Page, **kwargs: Any) -> None:
    forget_page(instance)


@receiver(post_save, sender=GlossaryTerm)
def write_word(instance: GlossaryTerm, **kwargs: Any) -> None:
    write_term(instance)
