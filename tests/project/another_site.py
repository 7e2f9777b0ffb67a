"""
A site, in a process of its own, whose keeper added a language: `python -m tests.project.another_site CODE` prints what
a woman meets in it, as JSON. Nothing here is made ready for the language but the folder that the site found.
"""

import json
import sys
from io import BytesIO, StringIO
from typing import Any
from uuid import uuid4

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
    return told | finish(client, course, code)


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


if __name__ == "__main__":
    django.setup()
    print(json.dumps(walk(*sys.argv[1:])))
