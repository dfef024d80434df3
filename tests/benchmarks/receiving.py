"""A bundle of 10,000 revisions taken into a notebook of 100,000: proved, merged, indexed; against bare inserts."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table

from isp_desktop.db import log
from isp_desktop.db.engine import open_engine
from isp_desktop.db.folder import Folder
from isp_desktop.db.models import kinds
from isp_desktop.db.rows import rows_of
from isp_desktop.db.store import Store
from isp_desktop.db.tables import link, record, table_of
from isp_desktop.db.tables import revision as log_table
from isp_desktop.domain.record import look
from isp_desktop.services import demo_notebook
from isp_desktop.services.identity import identity
from isp_desktop.services.sharing import previewing, receiving
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.packing import share
from tests.benchmarks.measuring import seconds, tell
from tests.benchmarks.stores import KEY, UNTIL, demo, made

_VISITS_HERE, _VISITS_SENT = 20_000, 2_000
_BUDGET = 1.5
_TURNS = 3


def run() -> None:
    """Both notebooks are made up; 20,000 visits make about 100,000 revisions, 2,000 about 10,000.

    Either way is gone three times, in turns, each time with a copy of its own, and the quickest counts: whatever else
    the computer does meanwhile only makes it slower.
    """
    with tempfile.TemporaryDirectory(dir=demo(_VISITS_HERE).path.parent) as name:
        place = Path(name)
        here, bundle = _copy(demo(_VISITS_HERE), place / "here"), place / "bundle.ispx"
        with Store.open(here, KEY) as store, Store.open(_sender(place / "sender"), KEY) as sender:
            share(sender, bundle, Choice(everything=True), to=[identity(store).public_key])
        taken, floor = [], []
        for turn in range(_TURNS):
            with Store.open(_copy(here, place / f"taken {turn}"), KEY) as store:
                with store.read() as reading:
                    before = log.newest(reading)
                taken.append(seconds(lambda store=store: received(store, bundle)))
                with store.read() as reading:
                    rows = _rows(reading, before)
            floor.append(_inserted(_copy(here, place / f"bare {turn}"), rows))
    tell(f"a bundle of {len(rows[0][1]):,} revisions into 100,000", min(taken) * 1000, "ms", _BUDGET, min(floor) * 1000)


def received(store: Store, bundle: Path) -> None:
    """Receives as the program does, but without the backup, which copies the whole notebook."""
    with receiving.files_kept(store, bundle) as (_manifest, files), previewing.opened(store, bundle, "") as opened:
        receiving.take_in(store, opened, files, "", lambda done, total: None)


def _sender(path: Path) -> Folder:
    folder = made(path)
    with Store.open(folder, KEY) as store:
        demo_notebook.fill(store, 20, _VISITS_SENT, 7, UNTIL)
    return folder


def _copy(folder: Folder, to: Path) -> Folder:
    shutil.copytree(folder.path, to)
    return Folder(to)


def _rows(reading: Connection, before: int) -> list[tuple[str, list[tuple[Any, ...]]]]:
    """What the bundle brought into each table, ready to be inserted."""
    revisions = reading.execute(log_table.select().where(log_table.c.seq > before)).all()
    uids = {row.uid for row in revisions}
    found = [(_insert(log_table), [tuple(row) for row in revisions])]
    numbers: dict[int, str] = {}
    for table in (record, *(table_of(kind) for kind in kinds())):
        # As the database has them, JSON unread.
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        rows = reading.exec_driver_sql(f"SELECT {names} FROM {table.name}")
        own = [tuple(row) for row in rows if row.uid in uids]
        found.append((_insert(table), own))
        if table is record:
            numbers = {row[0]: row[1] for row in own}
    links = reading.exec_driver_sql("SELECT target, kind, n, field, source FROM link")
    found.append((_insert(link), [tuple(row) for row in links if row[2] in numbers]))
    words = [(number, *_words(reading, uid)) for number, uid in numbers.items()]
    found.append(("INSERT INTO words(rowid, kind, title, body) VALUES (?, ?, ?, ?)", words))
    return found


def _words(reading: Connection, uid: str) -> Sequence[str]:
    revisions = log.of_record(reading, uid)
    spec = kinds().get(revisions[0].kind)
    return rows_of(look(revisions, spec), spec).words


def _insert(table: Table) -> str:
    names = [column.name for column in table.columns]
    quoted = ", ".join(f'"{name}"' for name in names)
    # A record that both notebooks make, such as the starter instrument, is there already.
    return f"INSERT OR REPLACE INTO {table.name} ({quoted}) VALUES ({', '.join('?' * len(names))})"


def _inserted(folder: Folder, rows: list[tuple[str, list[tuple[Any, ...]]]]) -> float:
    """The seconds of one bare transaction, with the cache that an import is granted."""
    engine = open_engine(folder.database, KEY)

    def insert() -> None:
        with engine.connect() as connection, connection.begin():
            for words, own in rows:
                if own:
                    connection.exec_driver_sql(words, own)

    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA cache_size = -128000")
    taken = seconds(insert)
    engine.dispose()
    return taken
