"""A long assessment with all its votes, twenty of them beside each other, and what a key costs while one is rated."""

from __future__ import annotations

import datetime as dt
import statistics
import tempfile
import time
from pathlib import Path

from assessments import begin_assessment
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from watchdog import LONGEST_MS, Watchdog

from isp_desktop.db.store import Store
from isp_desktop.domain.answers import uid_of
from isp_desktop.domain.instrument import Choice, Instrument, Item
from isp_desktop.domain.scoring import CELLS
from isp_desktop.services import records
from isp_desktop.services.capacity import instruments, voting
from isp_desktop.services.capacity.across import across
from isp_desktop.services.capacity.reading import assessment
from isp_desktop.services.capacity_result.reading import result
from isp_desktop.ui.kit.theme import Theme, load_fonts
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.main_window.preferences import Preferences
from isp_desktop.ui.pages.assessment import AssessmentPage
from tests.benchmarks.measuring import each, p99, say, tell
from tests.benchmarks.saving import bare
from tests.benchmarks.stores import KEY, empty

_ITEMS, _FEW, _SEATS, _RUNS = 500, 16, 10, 20
_OPEN_MS, _RESULTS_MS, _VOTE, _KEY = 50, 80, 3, 1.3
_RATED, _VOTERS = 12, 3
_STILL = 5


def run() -> None:
    """Opening it, a vote, the results over all runs, and the same across sites; then the keys in the window."""
    floor = bare()
    with Store.open(empty("assessing"), KEY) as store:
        site, instrument = _site(store), _instrument(store, _ITEMS)
        uids = [_rated(store, site, instrument, number) for number in range(_RUNS)]
        opening = each(lambda _: assessment(store, uids[-1]), 9)
        votes = each(lambda at: voting.vote(store, uids[-1], f"i{at}", "A", str(at % 4 + 1)), 200)
        over_runs = each(lambda _: result(store, uids[-1]), 9)
        over_sites = each(lambda _: across(store, instrument), 9)
    tell(f"opening an assessment of {_ITEMS} items, {_SEATS} votes each", _ms(opening), "ms", _OPEN_MS)
    tell("a vote, kept at once, p99", 1000 * p99(votes), "ms", _VOTE, 1000 * p99(floor))
    tell(f"the result of the last of {_RUNS} such runs", _ms(over_runs), "ms", _RESULTS_MS)
    tell("the same across sites", _ms(over_sites), "ms", 2 * _RESULTS_MS)
    _run_window()


def _run_window() -> None:
    """What one waits for at the page of a long one, against that of a short one."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    load_fonts()
    theme = Theme("light")
    theme.apply(app)
    with tempfile.TemporaryDirectory() as name:
        settings = QSettings(str(Path(name) / "window.ini"), QSettings.Format.IniFormat)
        store = Store.open(empty("rating"), KEY)
        site = _site(store)
        uids = [
            begin_assessment(store, site, _instrument(store, size), dt.date(2026, 12, 1)) for size in (_FEW, _ITEMS)
        ]
        window = MainWindow(theme, Preferences(settings), store.folder.path)
        window.resize(1440, 900)
        window.show()
        window.open(store)
        desk = window.desk()
        assert desk is not None
        for uid in (*uids, *uids):
            _open(app, desk, uid)
        few, many = (_keys(app, desk, uid) for uid in uids)
        window.close()
    for what in few:
        tell(f"a key: {what}, {_ITEMS} items against {_FEW}", _ms(many[what]), "ms", _KEY, _ms(few[what]))


def _open(app: QApplication, desk: Desk, uid: str) -> AssessmentPage:
    """Opens one from elsewhere, and says which turns of the main thread took too long."""
    desk.go(Place("drafts"))
    _settle(app, desk, None)
    dog = Watchdog()
    with dog.watching():
        with dog.timing():
            desk.go(Place("record", "assessment", uid))
        _settle(app, desk, dog)
    page = desk.page()
    assert isinstance(page, AssessmentPage)
    at_work = [turn for turn in dog.turns if turn.work_ms > LONGEST_MS]
    worst = "".join(f"; {turn.work_ms:.0f} ms at {turn.where()}" for turn in at_work)
    size, waited = len(page.items()), len(dog.turns) - len(at_work)
    say(f"opening the page, {size} items: {len(at_work)} turns at work too long, {waited} that waited too long{worst}")
    return page


def _settle(app: QApplication, desk: Desk, dog: Watchdog | None) -> None:
    still = 0
    while still < _STILL:
        if dog is None:
            app.processEvents()
        else:
            with dog.timing():
                app.processEvents()
        page = desk.page()
        still = 0 if desk.jobs.busy() or page is None or not page.is_whole() else still + 1


def _keys(app: QApplication, desk: Desk, uid: str) -> dict[str, list[float]]:
    """Rates the first items by the keys; the seconds that the main thread was at work until all was painted.

    What it waits for meanwhile, as for the disk, is that of a vote, which stands above.
    """
    page = _open(app, desk, uid)
    page.card.take_focus()
    taken: dict[str, list[float]] = {"a vote": [], "the votes shown": [], "an answer": [], "the next item": []}
    for at in range(_RATED):
        for seat in range(_VOTERS):
            taken["a vote"].append(_press(app, page, str((at + seat) % 4 + 1)))
        taken["the votes shown"].append(_press(app, page, Qt.Key.Key_Return))
        taken["an answer"].append(_press(app, page, "3"))
        taken["the next item"].append(_press(app, page, Qt.Key.Key_Return))
    return taken


def _press(app: QApplication, page: AssessmentPage, key: Qt.Key | str) -> float:
    focused = page.window().focusWidget() or page.card.asked_now()

    before = time.thread_time()
    QTest.keyClick(focused, key)  # type: ignore[arg-type]
    app.processEvents()
    return time.thread_time() - before


def _site(store: Store) -> str:
    with store.write() as transaction:
        return records.put(transaction, "site", {"name": "Alder Road"}).uid


def _instrument(store: Store, size: int) -> str:
    cells = [CELLS[at % len(CELLS)] for at in range(size)]
    items = tuple(
        Item(
            "select_one",
            f"i{at}",
            {"": f"Whoever works here knows, for the item of the number {at}, how it is meant to be done"},
            list="four",
            capacity_type=kind,  # type: ignore[arg-type]
            level=level,  # type: ignore[arg-type]
        )
        for at, (kind, level) in enumerate(cells)
    )
    questions = Instrument("long", f"Long {size}", items=items, lists={"four": tuple(map(Choice, "1234"))})
    instrument, _undo = instruments.take_in(store, questions)
    instruments.publish(store, instrument)
    return instrument


def _rated(store: Store, site: str, instrument: str, number: int) -> str:
    uid = begin_assessment(store, site, instrument, dt.date(2016, 1, 1) + dt.timedelta(days=180 * number))
    seats = [chr(ord("A") + at) for at in range(_SEATS)]
    paths = [f"i{at}" for at in range(_ITEMS)]
    given = {path: {seat: str((at + len(seat) + ord(seat)) % 4 + 1) for seat in seats} for at, path in enumerate(paths)}
    voting.votes(store, uid, given)
    with store.write() as transaction:
        for at, path in enumerate(paths):
            records.put(transaction, "answer", {"value": str((at + number) % 4 + 1)}, uid_of(uid, path))
    return uid


def _ms(samples: list[float]) -> float:
    return 1000 * statistics.median(samples)
