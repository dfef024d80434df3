"""How long the window waits: every page of a notebook of 100,000 visits, and where the main thread was meanwhile."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from watchdog import LONGEST_MS, Turn, Watchdog

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.services import finding
from isp_desktop.ui.kit.theme import Theme, load_fonts
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.main_window.preferences import Preferences
from tests.benchmarks.measuring import say
from tests.benchmarks.stores import KEY, demo

# Turns in a row with nothing under way, after which what was built last is laid out and painted, too.
_STILL = 5


def run() -> None:
    """Opens each page twice (the first time its code is read from the disk) and tells what took over 16 ms."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    load_fonts()
    theme = Theme("light")
    theme.apply(app)
    with tempfile.TemporaryDirectory() as name:
        settings = QSettings(str(Path(name) / "window.ini"), QSettings.Format.IniFormat)
        store = Store.open(demo(100_000), KEY)
        window = MainWindow(theme, Preferences(settings), store.folder.path)
        window.resize(1440, 900)
        window.show()
        window.open(store)
        desk = window.desk()
        assert desk is not None
        for place in _places(store):
            for first in (True, False):
                # Come back to from elsewhere, or what is kept would only stay.
                _go(app, desk, Place("calendar" if place.key == "drafts" else "drafts"), tell=False)
                _go(app, desk, place, tell=not first)
        window.close()


def _places(store: Store) -> list[Place]:
    records = [
        Place("record", kind, item.uid)
        for kind in ("visit", "site", "person", "commitment", "note", "change", "initiative")
        for item in finding.page(store, kind, limit=1)
    ]
    alone = [spec.kind for spec in kinds().values() if not spec.within]
    visit = records[0].uid
    return [
        Place("today"),
        Place("calendar"),
        Place("relationships"),
        *(Place("list", kind) for kind in alone),
        *records,
        Place("record", "visit"),
        Place("record", "commitment"),
        Place("paper", "visit", visit),
        Place("history", "visit", visit),
        Place("conflicts"),
        Place("exchange"),
        Place("drafts"),
        Place("notebook"),
    ]


def _go(app: QApplication, desk: Desk, place: Place, *, tell: bool) -> None:
    dog = Watchdog()
    with dog.watching():
        with dog.timing():
            desk.go(place)
        with dog.timing():
            # What was left goes by itself only within a running event loop, and would listen on to all that comes.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        still = 0
        while still < _STILL:
            # Each call is one turn; the loop itself does not tell where one ends.
            with dog.timing():
                app.processEvents()
            page = desk.page()
            still = 0 if desk.jobs.busy() or page is None or not page.is_whole() else still + 1
    longest = sorted(dog.turns, key=lambda turn: -turn.work_ms)
    if tell:
        name = f"{place.key} {place.kind}".strip()
        at_work = sum(turn.work_ms > LONGEST_MS for turn in longest)
        say(f"{name:<24} {len(longest):3} turns too long, {at_work} of them at work all the time; {_worst(longest)}")


def _worst(longest: Sequence[Turn]) -> str:
    if not longest:
        return f"all under {LONGEST_MS:.0f} ms"
    turn = longest[0]
    return f"the longest {turn.ms:3.0f} ms, {turn.work_ms:3.0f} of them at work, at {turn.where()}"
