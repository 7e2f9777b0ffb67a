"""A language that is longer, or written from right to left, breaks no page on the smallest phone."""

import pytest
from django.conf.locale import LANG_INFO

from learning.core.catalogues import compile_words
from learning.progress import actions
from learning.settings import languages
from tests import pseudo
from tests.plugins.browser import PHONE
from tests.progress.conftest import address, taught

VISITOR = ["/", "/entrar/", "/codigo/", "/respirar/", "/contactos/", "/que-guarda/", "/v/"]
MEMBER = [
    "/",
    "/cursos/",
    "/foro/",
    "/foro/nuevo/",
    "/avance/",
    "/constancias/",
    "/directorio/",
    "/glosario/",
    "/cuenta/",
    "/cuenta/mis-datos/",
]
LEAD = [
    "/red/",
    "/red/codigos/",
    "/red/codigos/nuevo/",
    "/red/integrantes/",
    "/red/contacto/",
    "/red/registro/",
]


@pytest.fixture
def spoken(settings, tmp_path, monkeypatch):
    """Two more languages: a folder of words for each, and nothing else."""
    for code, (change, direction) in pseudo.LANGUAGES.items():
        monkeypatch.delitem(LANG_INFO, code, raising=False)
        compile_words(pseudo.write(tmp_path, code, code, change=change, direction=direction))
    settings.LOCALE_PATHS = [tmp_path, *settings.LOCALE_PATHS]
    settings.LANGUAGES = languages.languages([tmp_path, *settings.WORDS], "es")
    settings.LANGUAGES_BIDI = languages.written_right_to_left()


@pytest.fixture
def course(transactional_db, ceiba, learner):
    course = taught(ceiba, "Ceiba")
    actions.enrol(by=learner, course_key=course.key)
    return course


@pytest.mark.parametrize("code", ["qa", "qb"])
def test_no_page_is_wider_than_her_phone(spoken, course, learner, lead, enters, code):
    lessons = [address(each) for each in (course.course, course.first, course.second, course.quiz)]
    for member, addresses in ((learner, [*MEMBER, *lessons]), (lead, LEAD)):
        member.account.language = code
        member.account.save()
        page = enters(member)
        page.set_viewport_size(PHONE)
        for each in addresses:
            assert page.goto(each).ok, each
            _fits(page, code, each)


@pytest.mark.parametrize("code", ["qa", "qb"])
def test_nor_any_that_is_open_to_all(spoken, transactional_db, witness, code):
    page = witness.open()
    page.goto("/")
    page.locator(f"button[name=language][value={code}]").click()
    for each in VISITOR:
        assert page.goto(each).ok, each
        _fits(page, code, each)


def _fits(page, code, address):
    assert page.locator("html").get_attribute("lang") == code
    assert page.locator("html").get_attribute("dir") == ("rtl" if code == "qb" else None)
    assert pseudo.LANGUAGES[code][0]("Contactos") in page.locator(".foot").inner_text()
    wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide[0] <= wide[1], f"{address} in {code}: {wide}"
