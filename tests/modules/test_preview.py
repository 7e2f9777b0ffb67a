"""What a trainer sees of a lesson before it is published: as a learner, heavy or light, and each block by itself."""

import json
import re
from collections import Counter

import pytest
from django.urls import reverse

from modules.blocks import LESSON_BLOCKS
from modules.checks import check_blocks
from modules.models import CourseIndexPage, LessonPage
from modules.paper.forms import template_of
from tests.modules import samples
from tests.modules.editor_forms import form_of
from tests.modules.pages import a_course, a_lesson, a_module

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("mode", "seen"), [("learner", False), ("answers", False), ("facilitator", True)])
def test_the_preview_is_the_learners_page_without_forms(editor, module, mode, seen):
    lesson = a_lesson(module, "Vista", samples.WORDS)
    page = editor.get(reverse("wagtailadmin_pages:view_draft", args=[lesson.pk]), {"mode": mode})
    edit = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])
    url = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    data = form_of(editor, url)
    assert json.loads(editor.post(edit, data).content)["is_valid"]
    page = editor.get(edit, {"mode": mode})
    text = page.content.decode()
    assert page.status_code == 200
    assert "Primer <b>texto</b>" in text
    assert "<form" not in text
    assert ("SECRETO" in text) is seen
    assert ("Porque Uno" in text) is (mode == "answers")
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert "nonce-" in page.headers["Content-Security-Policy"]


def test_above_the_preview_stands_what_it_weighs(editor, module):
    """In the trainer's language, also where the lesson is in another."""
    place = CourseIndexPage.objects.get(pk=module.get_parent().get_parent().get_translations().get().pk)
    lesson = a_lesson(a_module(a_course(place)), "Seen", [samples.KEY_IDEA])
    text = editor.get(reverse("wagtailadmin_pages:view_draft", args=[lesson.pk])).content.decode()
    told, _end, below = text.partition("</details>")
    assert re.search(r"\d+ KB, \d+ s en 3G", told)
    assert "La lección abre con teoría" in told
    assert '<details class="overview" lang="es">' in told
    assert '<html lang="en">' in told
    assert "about 15 minutes" in below


@pytest.mark.parametrize(("mode", "scheme"), [("learner", "light"), ("dark", "dark"), ("bare", "light")])
def test_a_preview_is_light_or_dark_whatever_her_screen_is(editor, module, mode, scheme):
    lesson = a_lesson(module, "Vista", [samples.TEXT])
    page = editor.get(reverse("wagtailadmin_pages:view_draft", args=[lesson.pk]), {"mode": mode})
    (colours,) = re.findall(r'href="(/cms/vista/\w+.css)"', page.content.decode())
    sent = editor.get(colours).content.decode()
    assert f"color-scheme: {scheme};\n}}" in sent
    assert ("--paper: #17131b" in sent) is (scheme == "dark")
    assert ("sandbox allow-same-origin" in page.headers["Content-Security-Policy"]) is (mode == "bare")


def test_view_live_leads_to_an_address_that_tells_nothing(editor, module):
    lesson = a_lesson(module, "Secreta")
    assert lesson.get_url().endswith(f"/l/{lesson.key}/")
    assert "secreta" not in lesson.full_url


@pytest.mark.parametrize("name", [name for name, _block in LESSON_BLOCKS if name not in {"image", "audio"}])
def test_each_block_shows_a_sample_of_itself(editor, name):
    block = LessonPage.body.field.stream_block.child_blocks[name]
    assert block.is_previewable
    assert str(block.meta.description)
    page = editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert page.status_code == 200
    assert 'class="block' in page.content.decode()


def test_every_block_has_its_template_label_and_icon(settings, tmp_path):
    assert check_blocks() == []
    settings.BASE_DIR = tmp_path
    for folder in ("blocks", "paper/blocks"):
        (tmp_path / "templates" / "modules" / folder).mkdir(parents=True)
        (tmp_path / "templates" / "modules" / folder / "poem.html").touch()
    on_paper = {template_of(name) for name, _block in LESSON_BLOCKS}
    found = Counter(problem.id for problem in check_blocks())
    assert found == {
        "modules.E001": len(LESSON_BLOCKS),
        "modules.E005": len(on_paper),
        "modules.E004": 2,
    }
