"""A block of a lesson as it is said in a language that has no text here."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtailmedia.blocks import AudioChooserBlock


class TrackBlock(blocks.StructBlock):
    """`block` is the id of the block that is said; `variety` the key of a `LanguageVariety`."""

    # Names for machines: the comparison of two versions leaves them out.
    block = blocks.CharBlock(max_length=36, untold=True)
    variety = blocks.CharBlock(max_length=36, untold=True)
    audio = AudioChooserBlock()

    class Meta:
        icon = "media"
        label = _("Grabación")


TRACK_BLOCKS = [("track", TrackBlock())]
