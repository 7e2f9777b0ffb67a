"""
A site, in a process of its own, whose keeper added a language: `python -m tests.project.another_site CODE` prints what
a woman meets in it, as JSON. Nothing here is made ready for the language but the folder that the site found.
"""

import json
import sys
from io import BytesIO, StringIO
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import django


def command(*words: str, **options: Any) -> str:
    from django.core.management import call_command

    told = StringIO()
    call_command(*words, stdout=told, **options)
    return told.getvalue()


def walk(code: str) -> dict[str, Any]:
    # Models can be imported once the site is set up.
    from django.test import Client

    from learning.progress import actions
    from tests.factories import a_member, a_network
    from tests.factories.networks import PASSPHRASE
    from tests.progress.conftest import address, taught

    network = a_network("Red de antes")
    told: dict[str, Any] = {"migrations": command("makemigrations", check_changes=True, dry_run=True)}
    told["added"] = [command("add_language", code) for _twice in range(2)]
    course, client = taught(network, "Ceiba"), Client()
    member = a_member(network, login_id="una-de-antes")
    actions.enrol(by=member, course_key=course.key)

    def page(address: str) -> str:
        shown = client.get(address)
        assert shown.status_code == 200, address
        return shown.content.decode()

    told["visitor"] = page("/")
    client.post("/idioma/", {"language": code})
    told["door"] = page("/entrar/")
    client.post("/entrar/", {"login": "una-de-antes", "password": PASSPHRASE})
    client.post("/idioma/", {"language": code})
    told["home"], told["lesson"] = page("/"), page(address(course.first))
    translate(course, network.course_index, code)
    told["translated"] = page(address(course.first))
    told["found"] = client.post("/buscar/", {"q": "quc uno"}, follow=True).content.decode()
    return told | finish(client, course, code) | write(network, client, course, code)


def translate(course: Any, index: Any, code: str) -> None:
    """A trainer translates the first lesson of the course, in the place that its network has now."""
    from wagtail.models import Locale

    from tests.modules.pages import a_translation

    place = index.get_translation(Locale.objects.get(language_code=code))
    above = a_translation(
        course.module, a_translation(course.course, place, title="quc curso"), title="quc parte"
    )
    body = course.first.body.raw_data
    a_translation(course.first, above, title="quc uno", slug="uno", body=body)


def finish(client: Any, course: Any, code: str) -> dict[str, Any]:
    """To the end of the course, and its paper."""
    from pypdf import PdfReader

    from tests.progress.conftest import RIGHT, address

    for lesson in (course.first, course.second):
        client.post(address(lesson, "hecha"), {"how": "marked"})
    client.post(address(course.quiz, "respuestas"), {**RIGHT, "sheet": str(uuid4())})
    where = f"/constancias/{course.course.key}/"
    form = client.get(where).content.decode()
    paper = client.post(where, {"name": "Ixchel", "language": code, "nonce": str(uuid4())})
    read = PdfReader(BytesIO(paper.content))
    return {"form": form, "paper": read.pages[0].extract_text(), "paper_lang": read.trailer["/Root"]["/Lang"]}


def write(network: Any, hers: Any, course: Any, code: str) -> dict[str, Any]:
    """What a lead and a trainer who read in it write and take out, and what the learner meets of it."""
    from django.test import Client

    from learning.core.opaque import encode
    from learning.news.models import News
    from tests.factories import a_member

    lead, trainer = Client(), Client()
    for client, role in ((lead, "lead"), (trainer, "trainer")):
        client.force_login(a_member(network, role, language=code).account)
    said = {"kind": "alert", "body": "Hoy.", "nonce": str(uuid4())}
    lead.post("/novedades/nueva/", said | {"language": "es", "title": "En la plaza"})
    key = encode(News.objects.scoped(network=network.pk).get().pk)
    told = {"news": hers.get(f"/novedades/{key}/").content.decode()}
    told["news_form"] = lead.get(f"/novedades/{key}/cambiar/{code}/").content.decode()
    seen = told["news_form"].partition('name="seen" value="')[2].partition('"')[0]
    lead.post(f"/novedades/{key}/cambiar/{code}/", said | {"title": "Pa kayibal", "seen": seen})
    told["news_said"] = hers.get("/novedades/").content.decode()
    told["editor"] = {each: trainer.get(each).status_code for each in EDITOR}
    return told | {"facts": command("facts", code), "package": package(trainer, course.course)}


def package(trainer: Any, course: Any) -> list[str]:
    """Files of the course as a trainer takes it out: one tree for each language."""
    from django.urls import reverse

    asked = trainer.post(reverse("exchange-page", args=[course.pk]), {"kind": "course-out"})
    made = trainer.get(f"{asked.url}file/")
    return sorted(ZipFile(BytesIO(b"".join(made.streaming_content))).namelist())


EDITOR = ("/cms/", "/cms/advice/", "/cms/translations/")


if __name__ == "__main__":
    django.setup()
    print(json.dumps(walk(*sys.argv[1:])))
