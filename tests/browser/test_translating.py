"""A trainer translates half of a lesson side by side; a learner reads the other half in Spanish, and hears a voice."""

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect
from wagtail.models import Locale

from learning.progress import actions
from modules.models import CourseMedia, LanguageVariety, LessonPage
from modules.voices import put_track
from tests.browser.journeys import sign_in
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module
from tests.modules.test_fallback import begin
from tests.plugins.browser import LAPTOP
from tests.progress.conftest import address

pytestmark = pytest.mark.django_db(transaction=True)
HELLO = samples.block("text", "text-1", "activity", body=samples.rich("Marca sin miedo."))
OTHER = samples.block("story", "story-2", title="El mar", body=samples.rich("Volvió."), question="")


@pytest.fixture
def lesson(ceiba, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    module = a_module(a_course(ceiba.course_index, "Cuidar"))
    lesson = a_lesson(module, "Al llamar", [HELLO, OTHER])
    sound = CourseMedia.objects.create(
        title="S",
        type="audio",
        duration=1,
        file=ContentFile(b"\xff\xfb\x90\x00" + bytes(2000), "s.mp3"),
        collection=ceiba.collection,
    )
    mam, _made = LanguageVariety.objects.get_or_create(name="Mam", region="Guatemala y Chiapas", code="mam")
    put_track(lesson, block="text-1", variety=mam, audio=sound, by=None).publish()
    return lesson


def test_half_a_translation_is_read_and_heard(witness, client_as, learner, trainer, lesson, live_server, axe):
    english = Locale.objects.get(language_code="en")
    module = lesson.get_parent().specific
    for page in (module.get_parent().specific, module):
        begin(page, english).get_target_instance().save_revision().publish()
    translation = begin(lesson, english)
    actions.enrol(by=learner, course_key=module.get_parent().translation_key)
    editor = witness.open(viewport=LAPTOP)
    cookie = client_as(trainer).cookies["s"].value
    editor.context.add_cookies([{"name": "s", "value": cookie, "url": live_server.url}])
    for way in (f"translations/{translation.pk}", "translations", f"voices/{lesson.pk}"):
        editor.goto(f"/cms/{way}/")
        axe(editor)
    editor.goto(f"/cms/pages/{translation.get_target_instance().pk}/edit/")
    expect(editor.get_by_role("link", name="Qué falta traducir")).to_be_visible()
    expect(editor.get_by_role("button", name="Publicar en Inglés")).to_be_visible()
    axe(editor)
    for said, again in (("Al llamar", "x" * 300), ("Marca sin miedo", "")):
        segment = editor.locator(f"li:has-text('{said}')").last
        if again:
            segment.get_by_role("button", name="Traducir").click()
            editor.get_by_role("textbox", name=said).fill(again)
            segment.get_by_role("button", name="Guardar").click()
            expect(segment).to_contain_text("aquí caben 255")
            axe(editor)
        segment.get_by_role("button", name="Editar" if again else "Traducir").click()
        editor.get_by_role("textbox", name=said).fill(f"EN {said}")
        with editor.expect_response(lambda answer: "/strings/" in answer.url):
            segment.get_by_role("button", name="Guardar").click()
        expect(segment.get_by_text(f"EN {said}")).to_be_visible()
    editor.get_by_role("button", name="Publicar").click()
    expect(editor.locator(".messages")).to_contain_text("EN Al llamar")
    there = LessonPage.objects.get(locale=english, translation_key=lesson.translation_key)
    assert there.untranslated == {"story-2": "es"}

    phone = witness.open()
    sign_in(phone, "ceiba-learner")
    phone.goto(address(lesson))
    phone.get_by_role("button", name="English").click()
    expect(phone.locator("#b-text-1")).to_contain_text("EN Marca sin miedo")
    expect(phone.locator("#b-story-2[lang='es']")).to_contain_text("Volvió.")
    voice = phone.locator("figure.track")
    expect(voice).to_contain_text("Mam")
    expect(voice.locator("audio[preload='none']")).to_be_visible()
    axe(phone)
