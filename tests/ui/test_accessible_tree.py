"""What a screen reader and the keyboard meet on every page: names, roles, and no dead ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from capacity import add_plan
from changing import add_change
from integrity import add_integrity
from leading import add_leaders
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from teams import add_teams

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.services import demo_notebook, finding
from isp_desktop.ui.kit.buttons import IconButton
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 11, 20)
# What a person acts on: each of these must say what it is.
ACTED_ON = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.Link,
    QAccessible.Role.List,
    QAccessible.Role.ListItem,
    QAccessible.Role.PageTab,
    QAccessible.Role.RadioButton,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Table,
}


@pytest.fixture
def full(store: Store) -> Store:
    """A notebook with a little of everything, a meeting that was held and a plan."""
    demo_notebook.fill(store, 3, 12, 1, TODAY)
    add_teams(store, TODAY)
    add_plan(store, TODAY)
    add_integrity(store, TODAY)
    add_leaders(store, TODAY)
    add_change(store, TODAY)
    return store


def places(store: Store) -> Iterator[Place]:
    """Every page there is."""
    for kind, spec in kinds().items():
        # Teams are ordered by name; the one with everything comes last.
        found = finding.every(store, kind)[-1:] if kind == "team" else finding.page(store, kind, limit=1)
        if not spec.within:
            yield Place("list", kind)
        yield from (Place("record", kind, item.uid) for item in found)
        yield Place("record", kind)
    [visit] = finding.page(store, "visit", limit=1)
    yield Place("paper", "visit", visit.uid)
    yield Place("history", "visit", visit.uid)
    [charter] = finding.page(store, "charter", limit=1)
    yield Place("paper", "charter", charter.uid)
    [meeting] = finding.page(store, "meeting", limit=1)
    yield Place("paper", "meeting", meeting.uid)
    [mark] = finding.page(store, "integrity_mark", limit=1)
    yield Place("integrity", "site", str(mark.fields["site"]))
    [person, *_others] = finding.page(store, "person", limit=1)
    yield from (Place("paper", "leader_brief", person.uid), Place("leaving", "person", person.uid))
    yield from (Place("check", "team"), Place("paper", "team_check"))
    pages = ("relationships", "teams", "capacity", "leaders", "outlook", "practice", "drafts", "notebook")
    yield from map(Place, pages)
    [site] = finding.page(store, "site", limit=1)
    yield from (Place("outlook", "", site.uid), Place("paper", "practice"))


def shown_interfaces(root: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """`root` and all below it that is on the page, rows of lists included; scrolled away counts as shown."""
    yield root
    # A list tells thousands of rows; what is true of the first holds for the rest, which one delegate paints.
    for at in range(min(root.childCount(), 60)):
        child = root.child(at)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from shown_interfaces(child)


def focused(desk: Desk) -> QWidget:
    """Where the keys go."""
    at = desk.window().focusWidget()
    assert at is not None
    return at


def unnamed(page: QWidget) -> list[str]:
    """What a person acts on and that has no name: role, class and place in the tree."""
    root = QAccessible.queryAccessibleInterface(page)
    found = []
    for one in shown_interfaces(root):
        if one.role() in ACTED_ON and not one.text(QAccessible.Text.Name).strip():
            widget = one.object()
            name = type(widget).__name__ if widget is not None else "item"
            found.append(f"{one.role().name}: {name} {widget.objectName() if widget is not None else ''}")
    return found


def test_everything_one_acts_on_has_a_name(full: Store, desk: Desk, qtbot: QtBot) -> None:
    missing = {}
    for place in places(full):
        assert desk.go(place)
        page = desk.page()
        assert page is not None
        qtbot.waitUntil(page.is_whole)
        if found := unnamed(desk):
            missing[str(place)] = found
    assert missing == {}


class Flashes(QObject):
    """Notices what is shown as a window of its own: it would flash up, and take the focus from what is written in."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.seen: set[tuple[str, str]] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched is not self._window:
            self.seen |= {(type(watched).__name__, watched.objectName())} if watched.isWindow() else set()
        return False


def test_no_part_of_a_page_is_a_window_of_its_own_for_a_moment(full: Store, desk: Desk, qtbot: QtBot) -> None:
    flashes = Flashes(desk.window())
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(flashes)
    for place in places(full):
        assert desk.go(place)
        page = desk.page()
        assert page is not None
        qtbot.waitUntil(page.is_whole)
    app.removeEventFilter(flashes)
    assert flashes.seen == set()


def test_icon_buttons_say_what_they_do(full: Store, desk: Desk) -> None:
    silent = set()
    for place in places(full):
        assert desk.go(place)
        for button in desk.findChildren(IconButton):
            if button.isVisibleTo(desk) and not (button.toolTip() and button.accessibleName()):
                silent.add((str(place), button.objectName()))
    assert silent == set()


def test_every_button_is_reached_by_the_keyboard(full: Store, desk: Desk) -> None:
    """By Tab, or by arrows within a group whose members take turns."""
    unreached = set()
    for place in places(full):
        assert desk.go(place)
        for button in desk.findChildren(QAbstractButton):
            is_there = button.isVisibleTo(desk) and button.isEnabled()
            if is_there and button.focusPolicy() == Qt.FocusPolicy.NoFocus and not reached_otherwise(button):
                unreached.add((str(place), type(button).__name__, button.accessibleName()))
    assert unreached == set()


def reached_otherwise(button: QAbstractButton) -> bool:
    """Whether a button without focus says by which keys its work is done instead."""
    return "(" in button.accessibleName()


def test_tab_comes_round_and_shows_where_it_is(full: Store, desk: Desk, qtbot: QtBot) -> None:
    desk.window().activateWindow()
    for place in places(full):
        assert desk.go(place)
        page = desk.page()
        assert page is not None
        seen: list[QWidget] = []
        at = focused(desk)
        while at not in seen:
            seen.append(at)
            assert at.isVisibleTo(desk.window()), (place, at)
            assert at.accessibleName() or at.parentWidget(), (place, at)
            qtbot.keyClick(at, Qt.Key.Key_Tab)
            at = focused(desk)
        assert at is seen[0] or seen.index(at) < 3, f"{place}: Tab is caught at {type(at).__name__}"
        assert any(desk.sidebar.isAncestorOf(widget) for widget in seen), place


def test_the_test_sees_an_unnamed_button(desk: Desk) -> None:
    page = desk.page()
    assert page is not None
    stray = QAbstractButtonStray(page)
    stray.show()
    assert unnamed(page)


class QAbstractButtonStray(QAbstractButton):
    """A button that nobody named."""

    def paintEvent(self, _event: object) -> None:
        """Draws nothing."""
