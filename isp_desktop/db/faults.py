"""Looking for damage in all of a notebook's database, which takes a while and so can be stopped at any moment."""

from __future__ import annotations

import threading
from collections.abc import Callable

from isp_desktop.db import log
from isp_desktop.db.sql import Connection
from isp_desktop.domain.language import _

PARTS = 3
"""The pages, the structure, the log."""

# Steps of the database's own machine between two looks at whether to stop, and seconds between two questions.
_STEPS, _PAUSE_S = 1_000, 0.05


class Search:
    """One search for damage: reads in a thread of its own, while whoever waits for it is asked whether to go on.

    SQLCipher checks the pages in one go, and SQLite the full-text index. So when somebody wants it to stop, the wait
    ends at once, and the reading as soon as the database lets it.
    """

    def __init__(self) -> None:
        self._part = 0
        self._stop = threading.Event()

    def wait_for(self, work: Callable[[], list[str]], progress: Callable[[int, int], None]) -> list[str]:
        """What `work` returns, which calls `read`; `progress` is told the part some twenty times a second.

        When `progress` raises, so does this, at once; `work` is left to end by itself.
        """
        # Read where it is used: the window opens without it.
        from concurrent.futures import ThreadPoolExecutor, wait

        thread = ThreadPoolExecutor(1)
        found = thread.submit(work)
        thread.shutdown(wait=False)
        try:
            while not found.done():
                progress(self._part, PARTS)
                wait([found], _PAUSE_S)
        except BaseException:
            self._stop.set()
            raise
        return found.result()

    def read(self, connection: Connection) -> list[str]:
        """Plain sentences on what is wrong, [] when all is well. Below what is damaged nothing is read.

        Raises:
            sqlalchemy.exc.OperationalError: nobody waits for it any more.
        """
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.set_progress_handler(self._stop.is_set, _STEPS)
        try:
            for self._part, look in enumerate((_in_pages, _in_structure, _in_log)):
                if found := look(connection):
                    return found
            return []
        finally:
            raw.set_progress_handler(None, 0)


def _in_pages(connection: Connection) -> list[str]:
    return [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]


def _in_structure(connection: Connection) -> list[str]:
    return [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]


def _in_log(connection: Connection) -> list[str]:
    sentence = _("Entry {id} of the log is not what was written.")
    return [sentence.format(id=entry) for entry in log.false_entries(connection)]
