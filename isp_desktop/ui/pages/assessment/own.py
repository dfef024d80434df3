"""Whether what is committed just now was done on the page itself, which shows it without being told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Own:
    """Attributes:
    is_acting: a commit of this moment is the page's own.
    count: how often it acted; what was read before it did so last is no longer so.
    """

    def __init__(self) -> None:
        self.is_acting = False
        self.count = 0

    @contextmanager
    def acting(self) -> Iterator[None]:
        """What is committed meanwhile is its own."""
        before, self.is_acting = self.is_acting, True
        try:
            yield
        finally:
            self.is_acting = before
            self.count += 1
