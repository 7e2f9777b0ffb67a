"""A language that is longer, or written from right to left, breaks no page on the smallest phone."""

import pytest
from django.conf import settings as installed
from django.conf.locale import LANG_INFO

from learning.progress import actions
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
    """Two more languages: a name, a folder of messages, and nothing else."""
    pseudo.write(installed.BASE_DIR / "locale" / "es" / "LC_MESSAGES" / "django.po", tmp_path)
    for code in pseudo.LANGUAGES:
        name = {"code": code, "name": code, "name_local": code, "bidi": code == "qb"}
        monkeypatch.setitem(LANG_INFO, code, name)
    settings.LANGUAGES_BIDI = ["qb"]
    settings.LOCALE_PATHS = [tmp_path, *settings.LOCALE_PATHS]
    settings.LANGUAGES = [*settings.LANGUAGES, *((code, code) for code in pseudo.LANGUAGES)]


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
    assert pseudo.LANGUAGES[code]("Contactos") in page.locator(".foot").inner_text()
    wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide[0] <= wide[1], f"{address} in {code}: {wide}"
