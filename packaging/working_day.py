"""A working day with the mouse, from an empty notebook; `make working-day` puts a picture of each step into build/.

Run it with the offscreen platform; `python packaging/working_day.py [FOLDER] [light|dark]`.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import tempfile
from pathlib import Path

from mouse import Mouse
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from isp_desktop.ui.kit.acting_list import ActingList
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.entries import LinkEditor, LinksEditor
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Mode, Theme, load_fonts
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.preferences import Preferences
from isp_desktop.ui.pages.calendar import CalendarPage
from isp_desktop.ui.pages.first_run import FirstRunPage
from isp_desktop.ui.pages.person import PersonPage
from isp_desktop.ui.pages.summary import SummaryPage
from isp_desktop.ui.pages.today import TodayPage
from isp_desktop.ui.pages.unlock import UnlockPage
from isp_desktop.ui.pages.visit import VisitPage

SIZE = QSize(1440, 900)
PASSPHRASE = "copper lantern velvet orbit"
_LEFT = Qt.MouseButton.LeftButton


class Day:
    """The window and the hand of one day."""

    def __init__(self, mouse: Mouse, window: MainWindow, base: Path) -> None:
        self.mouse, self.window, self.base = mouse, window, base

    def desk(self) -> Desk:
        desk = self.window.desk()
        assert desk is not None
        return desk

    def page(self, kind: type) -> QWidget:
        """The page that holds, which is of this kind."""
        self.mouse.settle()
        page = self.desk().page()
        if not isinstance(page, kind):
            raise TypeError(f"{type(page).__name__} is shown instead of {kind.__name__}")
        return page

    def visit(self) -> VisitPage:
        page = self.page(VisitPage)
        assert isinstance(page, VisitPage)
        return page


def first_run(day: Day) -> None:
    mouse, page = day.mouse, day.window.shown()
    assert isinstance(page, FirstRunPage)
    mouse.write(page.you.name.line, "Maren Oduya")
    mouse.shoot("first-run-you")
    mouse.click(page.you.go_on)
    mouse.write(page.secret.passphrase.first.line, PASSPHRASE)
    mouse.write(page.secret.passphrase.again.line, PASSPHRASE)
    mouse.shoot("first-run-passphrase")
    mouse.click(page.secret.go_on)
    mouse.until(page.recovery.isVisible, "the recovery sheet")
    mouse.shoot("first-run-recovery")
    mouse.click(page.recovery.put_away, QPoint(12, page.recovery.put_away.height() // 2))
    mouse.click(page.recovery.go_on)
    mouse.write(page.site.name.line, "Alder Road Primary")
    mouse.shoot("first-run-site")
    mouse.click(page.site.go_on)
    mouse.until(lambda: day.window.desk() is not None, "the notebook")
    mouse.shoot("today-empty")


def add_people(day: Day) -> None:
    day.mouse.button("Add a person", day.desk().pane)
    _fill_person(day, "Priya Raman", "Headteacher")
    day.mouse.shoot("person-form")
    day.mouse.button("Save")
    day.mouse.shoot("person-saved")
    day.mouse.button("People", day.desk().sidebar)
    day.mouse.shoot("people")


def _fill_person(day: Day, name: str, role: str) -> None:
    page = day.desk().page()
    assert page is not None
    for field, words in (("name", name), ("role", role)):
        editor = page.findChild(LineEditor, field)
        assert isinstance(editor, LineEditor)
        day.mouse.write(editor.line, words)


def plan_a_visit(day: Day) -> None:
    mouse = day.mouse
    mouse.button("Calendar", day.desk().sidebar)
    page = day.page(CalendarPage)
    assert isinstance(page, CalendarPage)
    mouse.shoot("calendar-empty")
    spot = _tomorrow(mouse, page)
    mouse.shoot("calendar-tomorrow")
    QTest.mouseDClick(page.week.viewport(), _LEFT, pos=spot)
    _choose_site(day)
    mouse.write(day.visit().form.editors["purpose"].findChild(QLineEdit), "Data review")
    mouse.shoot("visit-planned")
    mouse.button("Save the plan")
    mouse.shoot("plan-saved")
    mouse.button("Calendar", day.desk().sidebar)
    mouse.shoot("calendar-with-the-plan")
    mouse.button("Month")
    mouse.shoot("calendar-month")
    mouse.button("Week")


def _tomorrow(mouse: Mouse, page: CalendarPage) -> QPoint:
    """Clicks through the days of this week, and of the next, up to tomorrow; gives where that is."""
    wanted, ground = dt.date.today() + dt.timedelta(days=1), page.week.viewport()
    for _week in range(2):
        for left in range(80, ground.width(), 40):
            spot = QPoint(left, ground.height() // 3)
            mouse.click(ground, spot)
            if page.week.day() == wanted:
                return spot
        mouse.button("Later (Page Down)")
    raise LookupError("tomorrow is in neither week")


def _choose_site(day: Day) -> None:
    site = day.visit().form.editors["site"]
    assert isinstance(site, LinkEditor)
    day.mouse.write(site.line, "ald")
    day.mouse.offer("Alder Road Primary")


def write_down_a_visit(day: Day) -> None:
    mouse = day.mouse
    mouse.button("New visit", day.desk().sidebar)
    _choose_site(day)
    page = day.visit()
    attended = page.form.editors["attended"]
    assert isinstance(attended, LinksEditor)
    mouse.write(attended.line, "Tomas Lind")
    mouse.shoot("visit-new-person")
    mouse.offer("Add “Tomas Lind”")
    mouse.button("Coach daily work", page)
    notes = page.form.editors["discussion"]
    assert isinstance(notes, TextEditor)
    mouse.write(notes.paper, "With @pri")
    mouse.shoot("visit-at")
    mouse.offer("Priya Raman")
    QTest.keyClicks(notes.paper, " at the chart: #feed")
    mouse.shoot("visit-hash")
    mouse.offer("Ask for feedback")
    QTest.keyClicks(notes.paper, ".\r! @pri")
    mouse.offer("Priya Raman")
    QTest.keyClicks(notes.paper, " sends the rota by Friday\r! I book the room tomorrow")
    mouse.shoot("visit-promise")
    QTest.keyClicks(notes.paper, "\r")
    mouse.shoot("visit-written")
    own = page.form.editors["private_notes"]
    assert isinstance(own, TextEditor)
    mouse.write(own.paper, "Tambourine: not for others")
    put_in_a_photo(day, page)


def put_in_a_photo(day: Day, page: VisitPage) -> None:
    """Drops it onto the page."""
    photo = day.base / "wall.jpg"
    Image.linear_gradient("L").resize((1600, 1200)).convert("RGB").save(photo)
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(photo))])
    middle, copy, bare = page.rect().center(), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page, QDragEnterEvent(middle, copy, given, _LEFT, bare))
    QApplication.sendEvent(page, QDropEvent(QPointF(middle), copy, given, _LEFT, bare))
    day.mouse.until(lambda: len(page.photos.grid.tiles()) == 1, "the photo")
    day.mouse.bring(page.photos)
    grid = page.photos.grid
    QTest.mouseClick(grid.viewport(), _LEFT, pos=grid.visualRect(grid.model().index(0, 0)).center())
    day.mouse.click(page.photos.in_summary, QPoint(12, page.photos.in_summary.height() // 2))
    day.mouse.bring(page.form.editors["private_notes"])
    day.mouse.shoot("visit-photo")


def finish(day: Day) -> None:
    day.mouse.button("Finish and review")
    page = day.page(SummaryPage)
    day.mouse.shoot("summary")
    day.mouse.choose_file(day.base / "summary.pdf", "save-as-pdf")
    day.mouse.button("Save as PDF", page)
    day.mouse.shoot("summary-saved")
    day.mouse.button("Back to the visit", page)
    day.mouse.shoot("visit-finished")


def keep_a_promise(day: Day) -> None:
    mouse = day.mouse
    mouse.button("Today", day.desk().sidebar)
    page = day.page(TodayPage)
    assert isinstance(page, TodayPage)
    mouse.shoot("today")
    mine: ActingList = page.commitments.mine.list
    mouse.row(mine, "Book the room", 24)
    mouse.shoot("promise-kept")
    mouse.button("Undo")
    mouse.shoot("promise-open-again")
    mouse.row(mine, "Book the room", 24)
    mouse.shoot("promise-kept-again")


def merge_the_duplicate(day: Day) -> None:
    mouse = day.mouse
    mouse.button("People", day.desk().sidebar)
    mouse.button("Add a person", day.desk().pane)
    _fill_person(day, "Prya Raman", "Head")
    mouse.button("Save")
    mouse.button("People", day.desk().sidebar)
    mouse.row(_list_on(day), "Priya Raman")
    page = day.page(PersonPage)
    mouse.shoot("person")
    _merge(day, "1")
    mouse.button("Undo")
    mouse.shoot("taken-apart")
    _merge(day, "2")
    mouse.shoot("merged-again")
    assert page is day.desk().page()


def _list_on(day: Day) -> RowList:
    page = day.desk().page()
    assert page is not None
    return next(one for one in page.findChildren(RowList) if one.isVisible())


def _merge(day: Day, time_: str) -> None:
    mouse = day.mouse
    mouse.button("More", day.desk().pane)
    mouse.shoot(f"person-menu-{time_}")
    mouse.menu("Merge with…")
    twins = mouse.dialog()
    mouse.shoot(f"merge-with-{time_}")
    rows = twins.findChild(RowList)
    assert isinstance(rows, RowList)
    mouse.row(rows, "Prya Raman")
    seen = mouse.dialog()
    mouse.shoot(f"merge-preview-{time_}")
    mouse.button("Merge", seen)
    mouse.shoot(f"merged-{time_}")


def lock_and_unlock(day: Day) -> None:
    mouse = day.mouse
    mouse.button("Lock the notebook")
    mouse.until(lambda: isinstance(day.window.shown(), UnlockPage), "the lock screen")
    mouse.shoot("locked")
    page = day.window.shown()
    assert isinstance(page, UnlockPage)
    mouse.write(page.passphrase.line, PASSPHRASE)
    mouse.click(page.unlock_button)
    mouse.until(lambda: day.window.desk() is not None, "the notebook")
    mouse.shoot("unlocked")


def look_around(day: Day) -> None:
    for place in ("Visits", "Commitments", "Sites", "Notes", "Changes", "Initiatives", "Notebook settings"):
        day.mouse.button(place, day.desk().sidebar)
        day.mouse.shoot(f"list-{place.lower().replace(' ', '-')}")
    day.mouse.button("Sites", day.desk().sidebar)
    day.mouse.row(_list_on(day), "Alder Road Primary")
    day.mouse.shoot("site")
    day.mouse.button("Edit", day.desk().pane)
    day.mouse.shoot("site-form")


def make_room(config: Path) -> None:
    """The offscreen platform's own screen is smaller than the window, and would push dialogs aside."""
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        size = {"x": 0, "y": 0, "width": SIZE.width(), "height": SIZE.height()}
        config.write_text(
            json.dumps({"screens": [{"name": "room", "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1, **size}]})
        )
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={config}"


def main(folder: Path, mode: Mode) -> None:
    """Plays the day and takes its pictures into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        make_room(base / "screen.json")
        app = QApplication([])
        load_fonts()
        theme = Theme(mode)
        theme.apply(app)
        preferences = Preferences(QSettings(str(base / "window.ini"), QSettings.Format.IniFormat))
        window = MainWindow(theme, preferences, base / "notebook")
        window.resize(SIZE)
        window.begin()
        window.show()
        window.activateWindow()
        day = Day(Mouse(app, window, folder), window, base)
        for step in (
            first_run,
            add_people,
            plan_a_visit,
            write_down_a_visit,
            finish,
            keep_a_promise,
            merge_the_duplicate,
            lock_and_unlock,
            look_around,
        ):
            step(day)
        window.close()


if __name__ == "__main__":
    main(
        Path(sys.argv[1]) if len(sys.argv) > 1 else Path("build/working-day"),
        "dark" if sys.argv[2:] == ["dark"] else "light",
    )
