"""What a learner may say of a lesson: words to tick, the good ones and those that help to make it better."""

from django.utils.translation import gettext_lazy as _

GOOD = [
    ("useful", _("Me sirve")),
    ("clear", _("Fue clara")),
    ("ours", _("Habla de lo que vivimos")),
    ("will_do", _("Voy a usar algo")),
]
BETTER = [
    ("too_long", _("Fue muy larga")),
    ("too_hard", _("Fue complicada")),
    ("no_examples", _("Faltan ejemplos nuestros")),
    ("not_ours", _("No es para donde vivo")),
]
TAGS = [*GOOD, *BETTER]
