"""The glossary as a member has it: a page of its own, and in her lessons as it is now."""

import pytest
from wagtail.log_actions import log

from learning.networks.models import Network, Role
from modules.exchange.glossary import load_glossary
from modules.models import GlossaryTerm
from tests.factories import a_member, a_network
from tests.modules import samples
from tests.modules.editor_forms import form_of
from tests.modules.pages import a_lesson
from tests.progress.conftest import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_as, learner, enrolment):
    load_glossary()
    return client_as(learner)


def test_all_words_by_letter_and_those_she_looks_for(client):
    page = client.get("/glosario/").content.decode()
    assert page.count("<dt") == GlossaryTerm.objects.count()
    assert 'href="#l-b"' in page
    assert "falta" not in page
    answer = client.post("/glosario/", {"q": "bitacora"}, follow=True)
    assert "bitacora" not in answer.redirect_chain[0][0]
    some = answer.content.decode()
    assert some.count("<dt") == 1
    assert "logbook" in some
    none = client.post("/glosario/", {"q": "xyzzy"}, follow=True).content.decode()
    assert "Prueba con una parte" in none


def a_word(language, word, says):
    said = {"language": language, "words": [word], "senses": [{"says": says, "countries": []}], "find": True}
    return GlossaryTerm.objects.create(entries=[("entry", said)])


@pytest.mark.parametrize("asked", ["marimbas", "kʼicheʼ", "marimba lenguas", "«mari»"])
def test_her_box_takes_plurals_apostrophes_and_parts_as_the_search_does(client_as, learner, asked):
    a_word("es", "marimba", "Suena en la lengua k’iche’.")
    a_word("es", "chirimía", "Suena también.")
    page = client_as(learner).post("/glosario/", {"q": asked}, follow=True).content.decode()
    assert page.count("<dt") == 1


def test_a_word_in_another_language_alone_is_where_the_search_leads(client_as, learner):
    a_word("en", "backdoor", "A hidden way in.")
    client = client_as(learner)
    found = client.post("/buscar/", {"q": "backdoor"}, follow=True).content.decode()
    place = found.partition("/glosario/#")[2].partition('"')[0]
    assert f'<dt id="{place}" lang="en">backdoor</dt>' in client.get("/glosario/").content.decode()


def test_a_language_that_was_taken_away_leaves_the_others(client_as, learner):
    said = {"senses": [{"says": "Sombra de todas.", "countries": []}], "find": True}
    entries = [
        ("entry", said | {"language": code, "words": [word]})
        for code, word in (("es", "ceiba"), ("quc", "inup"))
    ]
    GlossaryTerm.objects.create(entries=entries)
    page = client_as(learner).get("/glosario/").content.decode()
    assert "ceiba" in page
    assert "inup" not in page


def test_a_word_that_was_corrected_is_read_at_once(client, here):
    lesson = a_lesson(here.module, "Palabras", [samples.block("text", "t", body="<p>Un riesgo.</p>")])
    assert "probabilidad de que pase" in client.get(address(lesson)).content.decode()
    term = next(each for each in GlossaryTerm.objects.all() if "riesgo" in each.said()["es"]["words"])
    term.entries = [
        (
            "entry",
            {
                "language": "es",
                "words": ["riesgo"],
                "senses": [{"says": "Otra cosa.", "countries": []}],
                "find": True,
            },
        )
    ]
    term.save()
    log(term, "wagtail.edit")
    assert "Otra cosa." in client.get(address(lesson)).content.decode()


def test_words_for_all_are_changed_by_those_who_write_for_all(client_as, trainer, learner):
    load_glossary()
    shared = a_network("Común", Network.Kind.REGIONAL)
    editor = "/cms/snippets/modules/glossaryterm/"
    page = client_as(a_member(shared, Role.TRAINER)).get(editor).content.decode()
    assert "acuerpamiento · acuerpamiento" in page
    assert client_as(trainer).get(editor).status_code == 302
    assert client_as(learner).get(editor).status_code == 403


def test_a_word_that_another_saved_meanwhile_is_not_written_over_unseen(client_as, ceiba):
    load_glossary()
    shared = a_network("Común", Network.Kind.REGIONAL)
    ana, bea = (client_as(a_member(shared, Role.TRAINER, pseudonym=name)) for name in ("Ana", "Bea"))
    term = GlossaryTerm.objects.first()
    url = f"/cms/snippets/modules/glossaryterm/edit/{term.pk}/"
    hers, others = (form_of(each, url) for each in (ana, bea))
    assert bea.post(url, others | {"source": "De Bea"}).status_code == 302
    refused = ana.post(url, hers | {"source": "De Ana"})
    assert "Otra guardó esta palabra" in refused.text
    assert "De Ana" in refused.text
    assert GlossaryTerm.objects.get(pk=term.pk).source == "De Bea"
    seen = refused.context["form"]["seen"].value()
    assert ana.post(url, hers | {"source": "De Ana", "seen": seen}).status_code == 302
    assert GlossaryTerm.objects.get(pk=term.pk).source == "De Ana"
