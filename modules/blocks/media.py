"""Blocks to look at and to listen to."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import AudioChooserBlock

from modules.blocks.base import LessonBlock


class ImageBlock(LessonBlock):
    image = ImageChooserBlock(label=_("imagen"))
    alt = blocks.CharBlock(max_length=300, label=_("qué se ve"), help_text=_("Para quien no puede verla."))
    caption = blocks.CharBlock(max_length=200, required=False, label=_("pie"))

    class Meta:
        icon = "image"
        label = _("Imagen")
        description = _("Sin caras ni lugares que se reconozcan. Quien no la ve lee lo que escribas.")
        template = "modules/blocks/image.html"


class AudioBlock(LessonBlock):
    audio = AudioChooserBlock(label=_("audio"))
    transcript = blocks.TextBlock(label=_("lo que se dice"), help_text=_("Completo, palabra por palabra."))

    class Meta:
        icon = "media"
        label = _("Audio")
        description = _("Corto y liviano, con todo lo que se dice por escrito.")
        template = "modules/blocks/audio.html"
