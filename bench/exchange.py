"""
A course of 40 lessons in two languages, with pictures, out as a zip and in again and out on paper, each as the worker
does it in a process of its own; prints seconds, the most memory it took and how often its page would have shown another
number, as JSON.
"""

import json
import os
import resource
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from threading import Event, Thread

LESSONS, PICTURES, IN_MODULE = 40, 60, 8
# What is about a course, but for the guide of one module.
PAPER = ("page", "book", "handbooks", "kit-letter", "card")
MOST_MB = 300


def _started() -> None:
    import django

    django.setup()


def fill() -> dict:
    """Make the course; who does it and what about."""
    _started()
    from django.core.files.base import ContentFile
    from PIL import Image
    from wagtail.models import Page

    from bench import people
    from learning.networks.actions import found_network
    from learning.networks.models import Network, Role
    from modules.models import CourseImage, CoursePage, LessonPage, ModulePage
    from tests.modules import samples

    network = found_network(kind=Network.Kind.NATIONAL, name="Red de zips")
    trainer = people.member(network, Role.TRAINER)
    pictures = []
    for number in range(PICTURES):
        drawn = BytesIO()
        # As heavy as a photograph that was cleaned.
        Image.effect_noise((1600, 1200), 40 + number).convert("RGB").save(
            drawn, "JPEG", quality=60, progressive=True
        )
        file = ContentFile(drawn.getvalue(), "x.jpg")
        pictures.append(CourseImage.objects.create(title="Foto", file=file, collection=network.collection))
    made: dict[int, Page] = {}
    for place in network.course_index.get_translations(inclusive=True):
        course = _added(place, CoursePage(title="Curso"), made, 0)
        for number in range(LESSONS):
            if number % IN_MODULE == 0:
                module = _added(course, ModulePage(title="Parte"), made, 1000 + number)
            picture = pictures[number % PICTURES].pk
            shown = samples.block("image", f"picture-{number}", image=picture, alt="Una foto", caption="")
            lesson = LessonPage(title=f"Lección {number}", body=[*samples.WORDS, shown])
            _added(module, lesson, made, 1 + number)
    about = {"course": made[0].pk, "module": made[1000].pk, "place": network.course_index.pk}
    return {"account": str(trainer.account.pk), **about}


def _added(parent, page, made, number):
    page.locale = parent.locale
    if number in made:
        page.translation_key = made[number].translation_key
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision()
    made.setdefault(number, page)
    return page


def do(kind: str, site: dict, path: str) -> dict:
    """One piece of long work from its beginning to its end."""
    _started()
    from wagtail.models import Page

    from learning.accounts.models import Account
    from learning.core.crypto import new_key
    from modules.exchange import work
    from modules.exchange.sealed import SealedWriter
    from modules.exchange.uploads import SealedUpload
    from modules.models import Work

    upload = None
    if kind == "course-in":
        key, coming = new_key(), Path(path).with_suffix(".coming")
        with SealedWriter(coming, key) as sealed, Path(path).open("rb") as sent:
            while piece := sent.read(65536):
                sealed.write(piece)
        upload = SealedUpload("x.zip", coming, key, Path(path).stat().st_size)
    page = Page.objects.get(pk=site[{"course-in": "place", "kit-letter": "module"}.get(kind, "course")])
    row = work.begin(by=Account.objects.get(pk=site["account"]), kind=kind, page=page, upload=upload)
    started, seen = time.perf_counter(), set()
    over = Event()
    looking = Thread(target=_look, args=(row.pk, over, seen))
    looking.start()
    work.run(row.pk)
    seconds = time.perf_counter() - started
    over.set()
    looking.join()
    row = Work.objects.get(pk=row.pk)
    if row.state != "done":
        raise SystemExit(f"{kind}: {row.said}")
    if kind == "course-out":
        with work.open_file(row) as made, Path(path).open("wb") as taken:
            while piece := made.read(65536):
                taken.write(piece)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "seconds": round(seconds, 1),
        "memory": round(memory),
        "size": round((Path(path).stat().st_size if upload else work.size_of(row)) / 1024**2, 1),
        "steps": len(seen),
    }


def _look(key, over: Event, seen: set) -> None:
    """As the page of a piece of work does while somebody watches."""
    from django.db import connection

    from modules.models import Work

    while not over.wait(0.5):
        seen.update(Work.objects.filter(pk=key).values_list("done", "total"))
    connection.close()


def measure(env: dict[str, str], root: Path, data: Path) -> list[tuple[str, dict]]:
    """Each in its process; the tables must be there."""
    site = _said([], env, root)
    path = str(data / "course.zip")
    kinds = ("course-out", *PAPER, "course-in")
    return [(kind, _said([kind, json.dumps(site), path], env, root)) for kind in kinds]


def _said(arguments: list[str], env: dict[str, str], root: Path) -> dict:
    command = [sys.executable, "-m", "bench.exchange", *arguments]
    done = subprocess.run(command, cwd=root, env=env, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    told = do(sys.argv[1], json.loads(sys.argv[2]), sys.argv[3]) if len(sys.argv) > 1 else fill()
    sys.stdout.write("\n" + json.dumps(told) + "\n")
