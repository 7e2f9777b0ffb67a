"""A lesson with every kind of block, whose pictures, recordings and entries are there."""

from typing import Any

from modules.blocks import LESSON_BLOCKS
from modules.exchange.ids import stable_id
from modules.models import CoursePage
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module, a_translation, an_entry
from tests.modules.test_packages import a_film, a_picture, a_recording


def everything(network: Any, times: int = 1) -> list[dict[str, Any]]:
    """As the editor stores it. AssertionError where a new kind of block has no sample yet."""
    picture, sound, film = (make(network.collection) for make in (a_picture, a_recording, a_film))
    entry = str(an_entry(network.course_index, "Casa de paso").translation_key)
    shown = [
        samples.block("image", "shown", image=picture.pk, alt="Un monte", caption="Al alba"),
        samples.block("audio", "heard", audio=sound.pk, transcript="Hola."),
        samples.block(
            "video", "seen", video=film.pk, poster=picture.pk, audio=sound.pk, transcript="Bailan."
        ),
        *({**card, "value": {**card["value"], "entry": entry}} for card in samples.CARDS),
    ]
    blocks = [*samples.WORDS[:4], *shown, *samples.WORDS[4:]]
    assert {each["type"] for each in blocks} == set(dict(LESSON_BLOCKS))
    return [
        {**each, "id": str(stable_id(each["id"], str(time))) if time else each["id"]}
        for time in range(times)
        for each in blocks
    ]


def a_course_of_everything(network: Any, blocks: list[dict[str, Any]]) -> CoursePage:
    """One lesson with these blocks, in Spanish and in English."""
    course = a_course(network.course_index, "Curso de todo")
    module = a_module(course)
    lesson = a_lesson(module, "Todo", blocks)
    index = network.course_index.get_translations().get().specific
    part = a_translation(module, a_translation(course, index, title="Course of all"), title="Part")
    a_translation(lesson, part, title="All", body=blocks)
    return course
