"""A wrong setting ends the start with its one sentence, not under a pile of code."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@contextmanager
def or_stop(status: int = 1) -> Iterator[None]:
    """Whatever reads the settings first goes inside; if they are wrong, the process ends with `status`."""
    try:
        yield
    except ImproperlyConfigured as error:
        if settings.configured:  # They were read: the fault is in the code, and its place must be told.
            raise
        print(error, file=sys.stderr)
        sys.exit(status)
