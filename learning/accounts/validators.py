"""What makes a passphrase too weak, in our words. Everything is checked here, offline."""

from typing import Any

from django.contrib.auth import password_validation as django
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FEWEST_LETTERS = 6


class LongEnough(django.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("Tu frase es muy corta: usa %(min_length)d letras o más.") % {"min_length": self.min_length}


class NotKnown(django.CommonPasswordValidator):
    """Not among the twenty thousand that are tried first."""

    def get_error_message(self) -> str:
        return _("Esta frase es de las primeras que alguien probaría. Elige otra.")


class NotHerName(django.UserAttributeSimilarityValidator):
    """Not her login id or her pseudonym."""

    def get_error_message(self) -> str:
        return _("Tu frase se parece a tu nombre de entrada o a tu seudónimo. Elige otra.")


class NotAPattern:
    """Not 'aaaaaaaaaaaa' or '121212121212'; digits alone are dates and telephone numbers."""

    def validate(self, password: str, user: Any = None) -> None:
        if password.isdigit() or len(set(password.lower())) < FEWEST_LETTERS:
            raise ValidationError(
                _("Tu frase se adivina fácil: mezcla más letras o palabras."), code="pattern"
            )

    def get_help_text(self) -> str:
        return _("No uses solo cifras ni repitas las mismas letras.")
