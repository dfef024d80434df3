"""The parts around the pages: the way back, preferences, idleness, faults, backups, search."""

from __future__ import annotations

import datetime as dt
import importlib
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import StoreUnusable
from isp_desktop.services import backups, demo_notebook, drafts, finding, records
from isp_desktop.ui.kit import day_grid
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.actions import MENUS
from isp_desktop.ui.main_window.ahead import Ahead
from isp_desktop.ui.main_window.crash import FaultCatcher, report
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.help_sheet import help_sheet, key_table
from isp_desktop.ui.main_window.idle import IdleWatch
from isp_desktop.ui.main_window.keeper import Keeper
from isp_desktop.ui.main_window.places import HOME, Place, Trail, place_from
from isp_desktop.ui.main_window.preferences import Preferences
from isp_desktop.ui.main_window.status import StatusLine
from isp_desktop.ui.pages.records import RecordsPage
from isp_desktop.ui.pages.search import Target
from isp_desktop.ui.pages.search.results import pieces
from isp_desktop.ui.pages.visit import VisitPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SITES, PEOPLE, NEW_SITE = Place("list", "site"), Place("list", "person"), Place("record", "site")


def test_going_on_forgets_what_lay_ahead() -> None:
    trail = Trail()
    for place in (HOME, SITES, PEOPLE):
        trail.go(place)
    trail.step(-1)
    trail.go(NEW_SITE)
    assert trail.beside(1) is None
    assert trail.beside(-1) == SITES


def test_a_new_record_is_found_again_under_its_uid() -> None:
    trail = Trail()
    trail.go(HOME)
    trail.go(Place("record", "site", "", {"name": "Alder"}))
    trail.name_here("0190-abc")
    assert trail.here == Place("record", "site", "0190-abc")
    trail.name_here("")
    assert trail.here == Place("record", "site", "0190-abc")


@pytest.mark.parametrize("setting", [None, 3, {}, {"key": "elsewhere"}, {"key": 4}, "list"])
def test_a_place_that_makes_no_sense_is_the_visits(setting: object) -> None:
    assert place_from(setting) == HOME


def test_a_place_survives_being_remembered() -> None:
    place = Place("record", "site", "0190-abc")
    assert place_from(place.as_setting()) == place


def test_preferences_survive_nonsense(preferences: Preferences) -> None:
    assert (preferences.mode, preferences.scale, preferences.folder) == ("system", 1.0, None)
    preferences.keep_appearance("dark", 1.25)
    preferences.folder = Path("/somewhere")
    preferences.folded = True
    assert (preferences.mode, preferences.scale, preferences.folder) == ("dark", 1.25, Path("/somewhere"))
    assert preferences.folded


def test_the_keychain_is_remembered_for_each_notebook(preferences: Preferences) -> None:
    one, other = Path("/one"), Path("/other")
    preferences.keep_keychain(one, True)
    assert preferences.uses_keychain(one)
    preferences.keep_keychain(other, True)
    preferences.keep_keychain(one, False)
    assert not preferences.uses_keychain(one)
    assert preferences.uses_keychain(other)


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


def test_away_is_told_after_the_minutes_set(qtbot: QtBot) -> None:
    clock = Clock()
    watch = IdleWatch(clock)
    told: list[bool] = []
    watch.away.connect(lambda: told.append(True))
    watch.start(10)
    clock.seconds += 9 * 60
    watch.look()
    assert not told
    clock.seconds += 60
    watch.look()
    assert told
    watch.stop()


def test_only_when_asked_is_never_away(qtbot: QtBot) -> None:
    clock = Clock()
    watch = IdleWatch(clock)
    told: list[bool] = []
    watch.away.connect(lambda: told.append(True))
    watch.start(0)
    clock.seconds += 100 * 3600
    watch.look()
    assert not told


def look_up_grace() -> None:
    raise KeyError("Grace may leave at Christmas")


def look_up_alder() -> None:
    try:
        look_up_grace()
    except KeyError as error:
        raise ValueError("Alder Road Primary") from error


def fault() -> Exception:
    with pytest.raises(ValueError, match="Alder") as caught:
        look_up_alder()
    return caught.value


def test_a_report_holds_no_word_of_the_notebook() -> None:
    text = report(fault())
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_app_parts.py" in text
    assert "look_up_grace" in text
    assert "Alder" not in text
    assert "Grace" not in text


def test_a_fault_is_shown_once_and_kept(tmp_path: Path) -> None:
    told: list[str] = []
    shown: list[Path | None] = []
    catcher = FaultCatcher(told.append, lambda _words, path: shown.append(path), tmp_path / "logs")
    for _ in range(2):
        error = fault()
        catcher.catch(type(error), error, error.__traceback__)
    assert len(shown) == 1
    assert shown[0] is not None
    assert "Alder" not in shown[0].read_text()
    assert told == []


def test_what_the_world_refuses_is_only_told(tmp_path: Path) -> None:
    told: list[str] = []
    catcher = FaultCatcher(told.append, lambda _words, _path: pytest.fail("not a fault"), tmp_path / "logs")
    error = StoreUnusable("The disk is full.")
    catcher.catch(type(error), error, None)
    assert told == ["The disk is full."]


def test_reports_do_not_pile_up(tmp_path: Path) -> None:
    for number in range(25):
        catcher = FaultCatcher(lambda _words: None, lambda _words, _path: None, tmp_path)
        error = fault()
        catcher.catch(type(error), error, error.__traceback__)
        assert len(list(tmp_path.glob("fault-*.txt"))) == min(number + 1, 20)


def test_a_backup_is_taken_only_if_something_was_written(store: Store, qtbot: QtBot, put: Callable[..., str]) -> None:
    jobs = Jobs()
    keeper = Keeper(jobs, store)
    folder = store.folder.path

    def run() -> int:
        with qtbot.waitSignal(keeper.latest):
            keeper.back_up()
        return len(backups.every(folder))

    assert run() == 1
    put("site", name="Alder Road Primary")
    assert run() == 2
    assert run() == 2
    drafts.keep(store, records.new_uid(), "site", {"name": "Linden"}, (), {})
    assert run() == 3
    assert {kept.manifest.reason for kept in backups.every(folder)} == {"taken automatically"}
    jobs.cancel_all()


def test_the_status_line_says_when(theme: Theme, qtbot: QtBot) -> None:
    line = StatusLine(theme)
    qtbot.addWidget(line)
    line.set_backup(None)
    assert line.backup() == "No backup yet"
    now = dt.datetime.now().astimezone()
    line.set_backup(now)
    assert line.backup() == f"Last backup today {now:%H:%M}"
    line.set_backup(now - dt.timedelta(days=1))
    assert line.backup().startswith("Last backup yesterday")
    line.set_backup(now - dt.timedelta(days=14))
    assert line.backup() == "Last backup 14 days ago"


def test_the_help_sheet_has_every_key(theme: Theme, qtbot: QtBot) -> None:
    dialog = help_sheet(None, theme)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    listed = " ".join(keys for _heading, rows in key_table() for keys, _meaning in rows)
    for entries in MENUS.values():
        for entry in filter(None, entries):
            for keys in entry.keys:
                assert QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) in listed


def test_the_help_sheet_has_every_key_that_a_page_listens_to(desk: Desk, store: Store) -> None:
    demo_notebook.fill(store, 2, 6, 1, dt.date(2026, 11, 20))
    places = [
        Place("today"),
        Place("calendar"),
        Place("relationships"),
        Place("teams"),
        Place("drafts"),
        Place("notebook"),
    ]
    for kind, spec in kinds().items():
        places += [
            Place("record", kind),
            *(Place("record", kind, item.uid) for item in finding.page(store, kind, limit=1)),
        ]
        places += [] if spec.within else [Place("list", kind)]
    heard: set[str] = set()
    for place in places:
        desk.go(place)
        for window in (desk.window(), *desk.beside()):
            found = [shortcut.keys() for shortcut in window.findChildren(QShortcut)]
            found += [action.shortcuts() for part in window.findChildren(QWidget) for action in part.actions()]
            heard |= {keys.toString() for several in found for keys in several}
    visit = finding.page(store, "visit", limit=1)[0]
    desk.go(Place("record", "visit", visit.uid))
    desk.open_beside()
    heard |= {keys.toString() for window in desk.beside() for action in window.actions() for keys in action.shortcuts()}
    assert {"Ctrl+W", "Ctrl+F", "Ctrl+S", "Del"} <= heard
    told = " ".join(keys for _heading, rows in key_table() for keys, _meaning in rows)
    missing = {keys for keys in heard if keys.replace("Return", "Enter") not in told}
    # Copying needs no telling, and systems have further keys for pasting.
    missing -= {"", "Ctrl+C", "Paste", "Shift+Ins"}
    assert missing == set()


def test_the_help_sheet_has_every_letter_of_the_calendar() -> None:
    told = dict(key_table())["In the calendar"]
    letters = {letter for keys, _meaning in told for letter in keys.split(", ")}
    assert {QKeySequence(key).toString() for key in day_grid.ASKS} <= letters


def test_no_two_entries_share_a_key() -> None:
    keys = [key for entries in MENUS.values() for entry in entries if entry for key in entry.keys]
    assert len(keys) == len(set(keys))


def test_the_search_answers_at_each_key(desk: Desk, qtbot: QtBot, put: Callable[..., str]) -> None:
    uid = put("person", name="Tomas Lind", role="Team chair")
    put("note", heading="Tomas may leave", text="He said so at lunch", type="observation")
    put("site", name="Alder Road Primary")
    desk.search()
    panel = desk.search_panel
    assert panel.isVisible()
    qtbot.keyClicks(panel.line, "tom")
    results = panel.model.results()
    found = {(result.section, result.title, result.private) for result in results}
    assert {("People", "Tomas Lind", False), ("Notes", "Tomas may leave", True)} <= found
    qtbot.keyClicks(panel.line, "as lind")
    assert panel.model.results()[0].target == Target("record", "person", uid)
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    assert not panel.isVisible()
    assert desk.place() == Place("record", "person", uid)


def test_the_search_that_finds_nothing_says_so_and_cuts_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.search()
    panel = desk.search_panel
    panel.line.setText("zqxv zqxv")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 0)
    QApplication.processEvents()
    card = panel.line.parentWidget()
    assert card.height() >= card.minimumSizeHint().height()
    told = next(label for label in card.findChildren(Label) if "Try fewer letters" in label.text())
    assert told.isVisible()
    panel.line.setText("today")
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0)
    QApplication.processEvents()
    assert not told.isVisible()
    assert card.height() >= card.minimumSizeHint().height()


def test_the_search_leads_to_places_and_begins_records(desk: Desk, qtbot: QtBot) -> None:
    desk.search()
    qtbot.keyClicks(desk.search_panel.line, "new si")
    qtbot.keyClick(desk.search_panel.line, Qt.Key.Key_Return)
    assert desk.place() == Place("record", "site")
    desk.search()
    qtbot.keyClicks(desk.search_panel.line, "notebook set")
    qtbot.keyClick(desk.search_panel.line, Qt.Key.Key_Return)
    assert desk.place() == Place("notebook")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("add a person", "New person"),
        ("plan a visit", "Plan a visit"),
        ("rate trust", "Rate trust"),
        ("network", "Relationships"),
        ("import a network", "Import a network"),
        ("note feedback", "Add feedback"),
        ("note a tension", "Note a tension"),
        ("prepare a conversation", "Prepare a conversation"),
        ("begin a team check", "Begin a team check"),
        ("new meeting", "New meeting"),
        ("new charter", "Begin a charter"),
        ("add a promise", "New commitment"),
    ],
)
def test_the_search_knows_what_the_buttons_of_pages_say_and_words_like_it(
    desk: Desk, qtbot: QtBot, typed: str, title: str
) -> None:
    desk.search()
    qtbot.keyClicks(desk.search_panel.line, typed)
    assert title in [result.title for result in desk.search_panel.model.results()]


def test_what_is_called_as_it_is_typed_comes_first(desk: Desk, qtbot: QtBot, put: Callable[..., str]) -> None:
    put("team", name="Implementation team")
    desk.search()
    for typed, title in (("new team", "New team"), ("implementation team", "Implementation team")):
        desk.search_panel.line.clear()
        qtbot.keyClicks(desk.search_panel.line, typed)
        assert desk.search_panel.model.results()[0].title == title
    desk.search_panel.close_panel()


def test_a_visit_is_planned_from_the_search(desk: Desk, qtbot: QtBot) -> None:
    desk.search()
    qtbot.keyClicks(desk.search_panel.line, "plan a vi")
    qtbot.keyClick(desk.search_panel.line, Qt.Key.Key_Return)
    page = desk.page()
    assert isinstance(page, VisitPage)
    tomorrow = dt.date.today() + dt.timedelta(days=1)
    qtbot.waitUntil(page.is_whole)
    assert page.form.editors["date"].value() == tomorrow.isoformat()


def test_the_search_walks_with_the_arrows_and_says_when_nothing_is_found(desk: Desk, qtbot: QtBot) -> None:
    desk.search()
    panel = desk.search_panel
    ModelTester(None).check(panel.model)
    qtbot.keyClick(panel.line, Qt.Key.Key_Down)
    assert panel.list.currentIndex().row() == 1
    qtbot.keyClick(panel.line, Qt.Key.Key_Up)
    qtbot.keyClick(panel.line, Qt.Key.Key_Up)
    assert panel.list.currentIndex().row() == 0
    qtbot.keyClicks(panel.line, "xyzzy")
    assert panel.model.rowCount() == 0
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    assert panel.isVisible()


def test_tab_stays_in_the_search(desk: Desk, qtbot: QtBot) -> None:
    desk.search()
    panel = desk.search_panel
    qtbot.keyClick(panel.line, Qt.Key.Key_Tab)
    assert panel.list.currentIndex().row() == 1
    qtbot.keyClick(panel.line, Qt.Key.Key_Backtab)
    assert panel.list.currentIndex().row() == 0


def test_the_search_stays_in_the_window_at_every_size(
    desk: Desk, window: MainWindow, theme: Theme, qtbot: QtBot
) -> None:
    for scale, size in ((1.0, (1024, 700)), (1.5, (1024, 700)), (1.5, (760, 520))):
        theme.set_scale(scale)
        window.resize(*size)
        desk.search()
        panel = desk.search_panel
        card = panel.list.parentWidget()
        qtbot.waitUntil(lambda panel=panel: panel.size() == desk.size())
        assert panel.rect().contains(card.geometry()), (scale, size)
        assert panel.line.font().pixelSize() == theme.px(16)
        qtbot.keyClick(panel.line, Qt.Key.Key_PageDown)
        qtbot.keyClick(panel.line, Qt.Key.Key_PageDown)
        shown = panel.list.visualRect(panel.list.currentIndex())
        assert panel.list.viewport().rect().contains(shown), (scale, size)
        desk.search()


def test_marked_words_are_found_whatever_their_accents() -> None:
    assert pieces("Élan and elation", ("ela",)) == [("Éla", True), ("n and ", False), ("ela", True), ("tion", False)]
    assert pieces("relate", ("ela",)) == [("relate", False)]
    assert pieces("", ("ela",)) == []


def test_the_code_of_every_page_is_read_ahead_and_the_window_does_nothing_for_it(
    qtbot: QtBot, desk: Desk, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, bool]] = []
    is_main = threading.main_thread
    monkeypatch.setattr(
        importlib, "import_module", lambda name: asked.append((name, threading.current_thread() is is_main()))
    )
    Ahead(desk.jobs, store, desk).read()
    qtbot.waitUntil(lambda: bool(asked) and not desk.jobs.busy())
    assert {f"isp_desktop.ui.pages.{name}" for name in ("site", "notebook", "search", "history")} <= {
        name for name, _by_main in asked
    }
    assert not any(by_main for _name, by_main in asked)


def test_on_the_way_to_a_page_that_was_kept_no_other_one_is_shown(desk: Desk, put: Callable[..., str]) -> None:
    for place in (SITES, PEOPLE, Place("record", "note", put("note", text="They met."))):
        desk.go(place)
    said: list[str] = []
    people = next(page for page in desk.findChildren(RecordsPage) if page.list.accessibleName() == "People")
    people.said.connect(said.append)
    desk.go(SITES)
    assert said == []
