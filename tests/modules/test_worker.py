"""The worker beside the site: work waits in the database, and one that is killed leaves nothing half-done."""

import signal
from io import BytesIO

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from modules.exchange import work as long_work
from modules.exchange.courses import read_package
from modules.models import Work
from tests.modules import samples
from tests.modules.pages import a_course, a_lesson, a_module


@pytest.fixture
def queue(settings, tmp_path):
    """Work waits in the table of the queue; the worker listens to signals as long as it runs."""
    settings.MEDIA_ROOT, settings.WORK_ROOT = tmp_path / "media", tmp_path / "work"
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)}
    settings.TASKS = {**settings.TASKS, "work": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    yield
    for each, handler in before.items():
        signal.signal(each, handler)


@pytest.fixture
def asked(queue, ceiba, trainer):
    course = a_course(ceiba.course_index, "El cesto")
    a_lesson(a_module(course), "Primera", [samples.TEXT])
    return long_work.begin(by=trainer.account, kind="course-out", page=course)


@pytest.mark.django_db(transaction=True)
def test_it_waits_until_the_worker_comes_and_tells_the_queue_nothing(asked):
    assert Work.objects.get().state == "waiting"
    call_command("work", once=True)
    done = Work.objects.get()
    assert (done.state, done.done, done.total) == ("done", 2, 2)
    assert read_package(BytesIO(long_work.open_file(done).read())).languages.keys() == {"es"}
    (task,) = DBTaskResult.objects.all()
    assert (task.status, task.return_value, task.traceback) == ("SUCCESSFUL", None, "")
    assert task.args_kwargs == {"args": [str(done.pk)], "kwargs": {}}
    call_command("purge", verbosity=0)
    assert (DBTaskResult.objects.count(), Work.objects.count()) == (0, 1)
