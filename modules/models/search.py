"""What can be looked for: the text of each live page and of each word of the glossary, and its words folded."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learning.core.privacy import PLAIN


class SearchText(models.Model):
    """
    A page of a course or of the directory as learners read it in one language, or a word of the glossary. Which of them
    are open to whom is asked of the page itself, so that a row left behind shows nothing.
    """

    class Kind(models.TextChoices):
        LESSON = "lesson", _("Lecciones")
        COURSE = "course", _("Cursos")
        ENTRY = "entry", _("A dónde acudir")
        TERM = "term", _("Palabras")

    page = models.OneToOneField("wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+")
    term = models.ForeignKey("modules.GlossaryTerm", null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    key = models.UUIDField(db_index=True)
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=255)
    # What may be shown around a word that was found.
    text = models.TextField(blank=True)
    # The version of the page it was taken from.
    revision = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(page=None, term__isnull=False) | Q(page__isnull=False, term=None),
                name="search_text_of_one",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["lesson", "course", "entry", "term"]), name="search_text_kind_known"
            ),
            models.UniqueConstraint(fields=["term", "language"], name="search_term_once"),
        ]

    class Privacy:
        fields = dict.fromkeys(
            ("id", "page", "term", "kind", "key", "language", "title", "text", "revision", "words"), PLAIN
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.title}"


class SearchWord(models.Model):
    """A word that stands in a text, as `modules.search.words` folds it."""

    text = models.ForeignKey(SearchText, on_delete=models.CASCADE, related_name="words", db_index=False)
    word = models.CharField(max_length=40)
    in_title = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "word"], name="search_word_once")]
        indexes = [models.Index(fields=["word", "text", "in_title"], name="search_word")]

    class Privacy:
        fields = dict.fromkeys(("id", "text", "word", "in_title"), PLAIN)

    def __str__(self) -> str:
        return self.word
