"""Logs that hold nobody: an error is its class and a hash of where it happened; no address, no request."""

import hashlib
import logging
import logging.config
import traceback
from typing import Any


class Unpersonal(logging.Formatter):
    """Level, logger, exception class and a hash of the place; never the message, which may hold a person."""

    def format(self, record: logging.LogRecord) -> str:
        if not record.exc_info or record.exc_info[0] is None:
            return f"{record.levelname} {record.name}"
        place = "".join(f"{f.filename}:{f.lineno}:{f.name}" for f in traceback.extract_tb(record.exc_info[2]))
        digest = hashlib.sha256(place.encode()).hexdigest()[:12]
        return f"{record.levelname} {record.name} {record.exc_info[0].__name__} {digest}"


def configure(overrides: dict[str, Any]) -> None:
    """Django's LOGGING_CONFIG: one handler to stderr, warnings and worse."""
    config = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"unpersonal": {"()": Unpersonal}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "unpersonal", "level": "ERROR"},
            "nowhere": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        # The development server prints addresses of pages; its access lines stay off everywhere. Without any handler
        # Python would print its errors by itself.
        "loggers": {"django.server": {"handlers": ["nowhere"], "propagate": False, "level": "ERROR"}},
    }
    logging.config.dictConfig({**config, **overrides})
