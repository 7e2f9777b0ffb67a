"""What a trainer can do in the editor, and what she can not reach in it."""

import json
import random
import re
from collections import Counter
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Page

from modules.blocks import LESSON_BLOCKS
from modules.checks import check_blocks
from modules.models import CourseImage, CourseIndexPage, LessonPage
from modules.paper.forms import template_of
from tests.factories import a_member
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_translation

pytestmark = pytest.mark.django_db

SMALL = {"change_weight": "small"}


@pytest.fixture
def editor(client_as, trainer):
    return client_as(trainer)


@pytest.fixture
def module(ceiba):
    return a_module(a_course(ceiba.course_index))


@pytest.fixture
def foreign(jicara):
    """A lesson of the other network, in both languages."""
    course = a_course(jicara.course_index)
    lesson = a_lesson(a_module(course), "Ajena")
    place = jicara.course_index.get_translations().get()
    there = a_module(a_course(CourseIndexPage.objects.get(pk=place.pk)))
    return [lesson, a_translation(lesson, there, title="Foreign", body=[])]


def picture():
    out = BytesIO()
    Image.new("RGB", (30, 20)).save(out, "JPEG")
    return out


def form_of(client, url):
    """What the browser would send back untouched: fields of the page's form and of its stream."""
    form = client.get(url).context["form"]
    streams = [name for name in ("body", "guide") if name in form.fields]
    data = {n: value for n, value in form.initial.items() if value is not None and n not in streams}
    if "change" in data:
        data["change_mark"] = data.pop("change").get("mark", "")
    for name in streams:
        stream = form[name].field.block.get_form_state(form.initial[name])
        data[f"{name}-count"] = len(stream)
        for n, child in enumerate(stream):
            data |= {
                f"{name}-{n}-type": child["type"],
                f"{name}-{n}-order": n,
                f"{name}-{n}-deleted": "",
                f"{name}-{n}-id": child["id"] or "",
            }
            data |= flat(f"{name}-{n}-value", child["value"])
    return data


def flat(prefix, value):
    if isinstance(value, dict):
        return {k: v for name, each in value.items() for k, v in flat(f"{prefix}-{name}", each).items()}
    if isinstance(value, list) and value and not isinstance(value[0], dict):
        return {prefix: value[0]}
    if isinstance(value, list):
        data = {f"{prefix}-count": len(value)}
        for n, each in enumerate(value):
            data |= {
                f"{prefix}-{n}-order": n,
                f"{prefix}-{n}-deleted": "",
                f"{prefix}-{n}-id": each["id"] or "",
            }
            data |= flat(f"{prefix}-{n}-value", each["value"])
        return data
    return {} if value in (None, False) else {prefix: value if value is not True else "on"}


def test_a_new_lesson_opens_as_the_empty_frame_and_can_be_saved_as_it_is(editor, module):
    url = reverse("wagtailadmin_pages:add", args=["modules", "lessonpage", module.pk])
    data = form_of(editor, url) | {"title": "Nueva"}
    assert [data[f"body-{n}-value-step"] for n in range(5)] == [
        "activity", "discussion", "input", "deepening", "synthesis",
    ]  # fmt: skip # A list is read in lines.
    assert data["body-3-value-choices-count"] == 2
    answer = editor.post(url, data)
    page = LessonPage.objects.get(title="Nueva")
    assert (answer.status_code, page.live) == (302, False)
    assert len(page.get_latest_revision_as_object().body) == 5
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_an_empty_frame_can_not_be_published(editor, module):
    url = reverse("wagtailadmin_pages:add", args=["modules", "lessonpage", module.pk])
    answer = editor.post(url, form_of(editor, url) | {"title": "Nueva", "action-publish": "1"})
    assert answer.status_code != 302
    assert not LessonPage.objects.live().filter(title="Nueva").exists()


def test_a_refusal_says_all_at_once_and_loses_no_word(editor, module):
    """What no field knows by itself too: what advice lacks a carer, what the page weighs."""
    letters = random.Random(1)
    words = " ".join(f"{letters.getrandbits(48):x}" for _each in range(6000))
    heavy = {**samples.TEXT, "value": {"step": "activity", "body": f"<p>{words}</p>"}}
    uncared = {**samples.KEY_IDEA, "value": {**samples.KEY_IDEA["value"], "owner": ""}}
    blank = {"type": "story", "id": "s", "value": {"step": "input", "title": "", "body": "<p>Fue así.</p>"}}
    lesson = a_lesson(module, "Larga", [heavy, uncared, blank], live=False)
    url = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    sent = form_of(editor, url)
    answer = editor.post(url, sent | {"action-publish": "1"})
    text = answer.content.decode()
    assert [(each.place, each.block_id) for each in answer.context["form"].lacks] == [
        (2, "idea-1"), (3, "s"), (0, ""),
    ]  # fmt: skip # A list is read in lines.
    assert '<a href="#block-idea-1-section">Bloque 2, Idea clave</a>' in text
    assert "Llena «título»." in text
    assert "el límite es 50" in text
    assert words[-200:] in text
    errors = answer.context["form"].errors["body"].as_data()[0]
    assert sorted(errors.block_errors) == [1, 2]
    assert list(errors.block_errors[2].block_errors) == ["title"]
    assert len(errors.non_block_errors) == 1
    lesson.refresh_from_db()
    assert not lesson.live
    assert editor.post(url, sent).status_code == 302  # A draft is always kept.


def test_she_publishes_and_it_is_a_learners(editor, module):
    lesson = a_lesson(module, "Vieja", samples.WORDS)
    url = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    answer = editor.post(url, form_of(editor, url) | {"title": "Renovada", **SMALL, "action-publish": "1"})
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    lesson.refresh_from_db()
    assert (lesson.title, lesson.live) == ("Renovada", True)
    assert [block.id for block in lesson.body] == [block["id"] for block in samples.WORDS]


def test_what_she_submits_waits_for_another(editor, module):
    lesson = a_lesson(module, "Vieja", [samples.TEXT])
    url = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    editor.post(url, form_of(editor, url) | {"title": "Propuesta", **SMALL, "action-submit": "1"})
    lesson.refresh_from_db()
    assert lesson.title == "Vieja"
    assert lesson.current_workflow_state.status == "in_progress"


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


def test_a_picture_comes_in_clean_and_into_her_collection(editor, ceiba, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = picture()
    file.name, _ = "casa-de-ana.jpg", file.seek(0)
    answer = editor.post(
        reverse("wagtailimages:add"), {"title": "Mapa", "file": file, "collection": ceiba.collection_id}
    )
    image = CourseImage.objects.get()
    assert answer.status_code == 302
    assert image.collection_id == ceiba.collection_id
    assert "ana" not in image.file.name
    assert image.file_size == image.file.size


def test_a_faulty_picture_is_refused_in_words(editor, ceiba, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = BytesIO(picture().getvalue()[:200])
    file.name = "rota.jpg"
    answer = editor.post(
        reverse("wagtailimages:add"), {"title": "Mapa", "file": file, "collection": ceiba.collection_id}
    )
    assert answer.context["form"].errors["file"]
    assert list(tmp_path.rglob("*.*")) == []


@pytest.mark.parametrize(
    "way",
    ["images/multiple/1/", "documents/", "documents/multiple/add/", "password_reset/"],
)
def test_what_we_do_not_want_of_the_editor_is_not_there(editor, way, settings):
    assert editor.get(f"{settings.CMS_PREFIX}{way}").status_code == 404
    assert editor.post(f"{settings.CMS_PREFIX}{way}").status_code == 404


def test_several_pictures_at_once_lead_to_one(editor):
    assert editor.get(reverse("wagtailimages:add_multiple")).url == reverse("wagtailimages:add")


def test_the_first_page_counts_nothing(editor, foreign):
    assert "w-summary" not in editor.get("/cms/").content.decode()


def test_the_menu_has_pages_pictures_and_recordings_alone(editor):
    page = editor.get(reverse("wagtailadmin_home")).content.decode()
    for name in ("documents", "reports", "settings", "users", "help"):
        assert f'"name": "{name}"' not in page
    assert '"name": "images"' in page


@pytest.mark.parametrize(
    "way", ["edit", "preview_on_edit", "view_draft", "history", "delete", "unpublish", "copy", "move"]
)
def test_the_other_networks_pages_are_missing_in_both_languages(editor, foreign, way):
    for page in foreign:
        url = reverse(f"wagtailadmin_pages:{way}", args=[page.pk])
        assert editor.get(url).status_code == editor.post(url).status_code == 404


def test_the_other_networks_pages_can_not_be_written_below(editor, foreign):
    for page in foreign:
        parent = page.get_parent()
        url = reverse("wagtailadmin_pages:add", args=["modules", "lessonpage", parent.pk])
        assert editor.get(url).status_code == 404
        assert editor.post(url, {"title": "X"}).status_code == 404


def test_lists_and_choosers_show_her_network_alone(editor, ceiba, jicara, foreign, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for title, network in (("Propia imagen", ceiba), ("Ajena imagen", jicara)):
        file = picture()

        CourseImage.objects.create(
            title=title, file=ContentFile(file.getvalue(), "x.jpg"), collection=network.collection
        )
    for url in (
        reverse("wagtailimages:index"),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtailimages_chooser:choose_results"),
    ):
        text = editor.get(url).content.decode()
        assert "Propia imagen" in text
        assert "Ajena" not in text
    search = editor.get(reverse("wagtailadmin_pages:search"), {"q": "Ajena"}).content.decode()
    assert "/edit/" not in search
    root = Page.objects.get(depth=1).pk
    explorer = editor.get(reverse("wagtailadmin_explore", args=[root])).content.decode()
    assert "Jícara" not in explorer


def test_a_member_who_is_no_trainer_stays_outside(client_as, learner, lead, jicara):
    url = reverse("wagtailadmin_home")
    assert client_as(learner).get(url).status_code == 403
    assert client_as(lead).get(url).status_code == 403
    stranger = a_member(jicara, "trainer", login_id="jicara-trainer", pseudonym="Jícara trainer")
    assert client_as(stranger).get(url).status_code == 200


def test_the_other_networks_pictures_are_missing(editor, jicara, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = ContentFile(picture().getvalue(), "x.jpg")
    image = CourseImage.objects.create(title="Ajena", file=file, collection=jicara.collection)
    for way in ("edit", "delete", "preview"):
        arguments = [image.pk, "width-20"] if way == "preview" else [image.pk]
        url = reverse(f"wagtailimages:{way}", args=arguments)
        assert editor.get(url).status_code == 404, url
    assert editor.get(reverse("wagtailimages_chooser:chosen", args=[image.pk])).status_code == 404


def test_her_account_is_that_of_the_site_and_leaving_the_editor_is_leaving(editor):
    assert editor.get(reverse("wagtailadmin_account")).url == reverse("accounts:home")
    editor.post(reverse("wagtailadmin_logout"))
    assert editor.get(reverse("wagtailadmin_home")).url.startswith(reverse("account_login"))


def test_a_pass_mark_without_questions_is_refused_when_it_is_published(editor, module):
    lesson = a_lesson(module, "Repaso", [samples.TEXT])
    url = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    data = form_of(editor, url) | {"pass_mark": "70"}
    answer = editor.post(url, data | {"action-publish": "1"})
    assert "Todavía no hay preguntas que revisar" in answer.content.decode()
    lesson.refresh_from_db()
    assert lesson.pass_mark is None
    assert editor.post(url, data).status_code == 302, "a draft may be unfinished"


def test_what_a_lesson_asks_is_changed_in_the_original_alone(editor, module, ceiba):
    lesson = a_lesson(module, "Repaso", samples.WORDS, minutes=12, pass_mark=70)
    place = CourseIndexPage.objects.get(pk=ceiba.course_index.get_translations().get().pk)
    there = a_module(a_course(place))
    translated = a_translation(lesson, there, title="Review", body=samples.WORDS, minutes=15)
    url = reverse("wagtailadmin_pages:edit", args=[translated.pk])
    assert "Se cambia en la original" in editor.get(url).content.decode()
    changed = {"minutes": "3", "pass_mark": "1", "required": "", "action-publish": "1"}
    assert editor.post(url, form_of(editor, url) | changed).status_code == 302
    translated.refresh_from_db()
    assert (translated.minutes, translated.required, translated.pass_mark) == (12, True, 70)
    own = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    assert "Se cambia en la original" not in editor.get(own).content.decode()


def test_no_page_of_the_editor_leads_elsewhere(editor, module):
    lesson = a_lesson(module, "Al río", samples.WORDS)
    for url in (reverse("wagtailadmin_home"), reverse("wagtailadmin_pages:edit", args=[lesson.pk])):
        page = editor.get(url).content.decode()
        foreign = re.findall(r'(?:href|src|action)="(?:https?:)?//(?!127\.0\.0\.1|testserver)[^"]*"', page)
        assert foreign == []
