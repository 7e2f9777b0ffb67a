"""Blocks to look at and to listen to."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

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


class VideoBlock(LessonBlock):
    """A film that loads nothing before she asks: she sees its first picture, its size, and what there is instead."""

    video = VideoChooserBlock(
        label=_("video"),
        help_text=_("Corto y liviano. Se le quita dónde, cuándo y con qué se grabó, no lo que se ve."),
    )
    poster = ImageChooserBlock(
        required=False,
        label=_("imagen que se ve antes"),
        help_text=_("Sin caras ni lugares que se reconozcan."),
    )
    audio = AudioChooserBlock(
        required=False, label=_("solo el audio"), help_text=_("Para quien tiene pocos datos o no quiere ver.")
    )
    transcript = blocks.TextBlock(
        label=_("lo que se dice y se ve"),
        help_text=_("Completo: lo dicho palabra por palabra, y lo que pasa."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("Con su tamaño antes de bajarlo, su audio aparte y todo por escrito.")
        template = "modules/blocks/video.html"
