"""The history of a lesson as its trainers read it: blocks by name, and only the words that changed."""

import re

import pytest
from django.utils.html import strip_tags

from modules.difference import BlocksComparison
from modules.models import LessonPage
from tests.modules import samples

BODY = LessonPage._meta.get_field("body")


def difference(before: list, after: list) -> str:
    """What a trainer reads, with marks for what came and what went."""
    told = BlocksComparison(BODY, LessonPage(body=before), LessonPage(body=after)).htmldiff()
    return " ".join(
        strip_tags(
            re.sub(r"<(ins|del)[^>]*>", r"[\1 ", str(told)).replace("</ins>", "]").replace("</del>", "]")
        ).split()
    )


def text(words: str) -> dict:
    return {**samples.TEXT, "value": {**samples.TEXT["value"], "body": samples.rich(words)}}


def test_what_came_and_went_is_named_and_the_rest_is_counted():
    said = difference([samples.TEXT, samples.PAUSE], [samples.TEXT, samples.SINGLE])
    assert said.startswith("Pregunta de una respuesta · Nuevo")
    assert "Quitado" in said
    assert said.endswith("1 bloque sigue igual.")


def test_only_the_words_that_changed_are_marked():
    said = difference([text("Cada noche anota.")], [text("Cada semana anota.")])
    assert said == "Texto · Cambiado texto Cada [del noche][ins semana] anota."


def test_a_choice_is_told_in_its_words_and_by_its_place_in_the_list():
    value = samples.SINGLE["value"]
    other = {**samples.SINGLE, "value": {**value, "step": "activity", "choices": value["choices"][1:]}}
    said = difference([samples.SINGLE], [other])
    assert "Actividad" in said
    assert "activity" not in said
    assert re.search(r"[Oo]pci\w+ 1", said)


def test_where_a_link_leads_is_told():
    before, after = (text(f'<a href="https://{name}.org/x">Aquí</a>.') for name in ("uno", "otro"))
    said = difference([before], [after])
    assert "Aquí (https://[del uno.org/x).][ins otro.org/x).]" in said


@pytest.mark.parametrize("more", ["<p><b>Hola</b></p>", '<p><a linktype="page" id="9">Hola</a></p>'])
def test_what_changed_without_words_is_no_block_that_is_the_same(more):
    said = difference([text("Hola")], [{**samples.TEXT, "value": {**samples.TEXT["value"], "body": more}}])
    assert said == "Texto · Cambiado Las palabras son las mismas: cambió la forma, un enlace o un archivo."


def test_a_block_in_another_place_says_so():
    said = difference(
        [samples.TEXT, samples.PAUSE, samples.SINGLE], [samples.PAUSE, samples.SINGLE, samples.TEXT]
    )
    assert said == "Texto · en otro lugar 2 bloques siguen igual."


def test_nothing_in_it_is_code():
    said = str(BlocksComparison(BODY, LessonPage(body=[]), LessonPage(body=[text("x")])).htmldiff())
    hostile = {**samples.SINGLE, "value": {**samples.SINGLE["value"], "hint": "<script>x</script>"}}
    told = str(BlocksComparison(BODY, LessonPage(body=[]), LessonPage(body=[hostile])).htmldiff())
    assert "<script" not in said + told
    assert "&lt;script&gt;" in told


def test_each_block_can_be_told():
    for each in (*samples.WORDS, *samples.WORKSHEETS, samples.MATCHING, samples.ORDERING, samples.SCENARIO):
        assert "Nuevo" in difference([], [each]), each["type"]
        assert difference([each], [each]) == "1 bloque sigue igual."


def test_the_page_of_two_versions_and_the_history_name_no_way_in(client_as, trainer, lesson):
    lesson.body = [text("Cada noche anota.")]
    first = lesson.save_revision(user=trainer.account, log_action=True)
    lesson.body = [text("Cada semana anota."), samples.PAUSE]
    second = lesson.save_revision(user=trainer.account, log_action=True)
    client = client_as(trainer)
    page = client.get(f"/cms/pages/{lesson.pk}/revisions/compare/{first.pk}...{second.pk}/").content.decode()
    assert "<ins class='addition'>semana</ins>" in page
    history = client.get(f"/cms/pages/{lesson.pk}/history/").content.decode()
    assert trainer.account.login_id not in page + history


def test_what_the_editor_adds_when_it_saves_is_no_change():
    value = samples.TEXT["value"]
    saved = {
        **samples.TEXT,
        "value": {**value, "body": value["body"].replace("<p>", '<p data-block-key="a1b2c">')},
    }
    assert saved != samples.TEXT
    assert difference([samples.TEXT], [saved]) == "1 bloque sigue igual."
