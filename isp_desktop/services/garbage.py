"""Bulk work that leaves no cyclic garbage does not have it looked for."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def not_looked_for() -> Iterator[None]:
    """Looks for no cyclic garbage meanwhile, in any thread.

    Python looks for it each time that some hundred more objects are in memory than before, through all of them when
    these are many. Revisions on their way into the notebook are many and leave none: they go when nobody names them.
    """
    looked_before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked_before:
            gc.enable()
