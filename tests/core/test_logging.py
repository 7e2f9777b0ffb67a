import logging

from learning.core.logging import Unpersonal


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
