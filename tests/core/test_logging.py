import logging
import subprocess
import sys

from learning.core.logging import Unpersonal

FAILING = """
import logging
from learning.core.logging import configure
configure({})
logging.getLogger("django.server").error("GET /l/secreto/ 500")
"""


def record_of(error: Exception) -> str:
    try:
        raise error
    except type(error) as raised:
        info = (type(raised), raised, raised.__traceback__)
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "at %s", ("/l/secreto/",), info)
    return Unpersonal().format(record)


def test_an_error_is_its_class_and_a_hash_of_its_place() -> None:
    line = record_of(ValueError("flor-rio-sol-42 from 203.0.113.7"))
    level, name, kind, place = line.split(" ")
    assert (level, name, kind, len(place)) == ("ERROR", "django.request", "ValueError", 12)
    assert record_of(ValueError("another")) == line


def test_a_message_is_never_written() -> None:
    record = logging.LogRecord("x", logging.WARNING, __file__, 1, "Not Found: %s", ("/l/secreto/",), None)
    assert Unpersonal().format(record) == "WARNING x"


def test_the_development_server_writes_no_address_of_a_fault() -> None:
    said = subprocess.run([sys.executable, "-c", FAILING], capture_output=True, text=True, check=True)
    assert said.stdout + said.stderr == ""
