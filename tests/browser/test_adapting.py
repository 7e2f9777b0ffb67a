"""A trainer makes a shared course her network's, and takes what changed in the original into her lesson."""

from playwright.sync_api import expect

from modules.models import CoursePage, LessonPage
from tests.browser.journeys import follow
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_place
from tests.plugins.browser import LAPTOP


def test_she_adapts_a_course_and_takes_what_changed(witness, client_as, trainer, ceiba, live_server, axe):
    shared = a_course(a_place(shared=True), "Cuidar", summary="De a poco.", licence="CC BY-SA 4.0")
    source = a_lesson(a_module(shared), "Uno", samples.WORDS)
    editor = witness.open(viewport=LAPTOP)
    cookie = client_as(trainer).cookies["s"].value
    editor.context.add_cookies([{"name": "s", "value": cookie, "url": live_server.url}])
    editor.goto(f"/cms/pages/{ceiba.course_index_id}/")
    editor.get_by_role("button", name="Acciones", exact=True).first.click()
    follow(editor.get_by_role("link", name="Adaptar"))
    axe(editor)
    follow(editor.get_by_role("button", name="Adaptar «Cuidar»"))
    expect(editor.get_by_text("ya es de tu red, como borrador")).to_be_visible()

    source.body = [
        {**samples.TEXT, "value": {**samples.TEXT["value"], "body": "<p>Otro texto.</p>"}},
        *samples.WORDS[1:],
    ]
    source.body.append(
        ("discussion", {"step": "discussion", "title": "¿Y ustedes?", "body": "<p>Cuenten.</p>"})
    )
    source.save_revision().publish()
    copy = CoursePage.objects.get(title="Cuidar", path__startswith=ceiba.course_index.path)
    editor.goto(f"/cms/adapt/course/{copy.pk}/")
    follow(editor.get_by_role("link", name="Uno"))
    axe(editor)
    follow(editor.get_by_role("button", name="Tomarlo").first)
    follow(editor.get_by_role("button", name="Dejar lo nuestro").first)
    expect(editor.get_by_text("Nada por decidir")).to_be_visible()
    draft = LessonPage.objects.get(title="Uno", path__startswith=copy.path).get_latest_revision_as_object()
    assert "Otro texto." in str(draft.body[0].value["body"])
    assert len(draft.body) == len(samples.WORDS)
