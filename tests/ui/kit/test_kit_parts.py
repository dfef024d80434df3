"""Every part: names for screen readers, focus, narrow windows, live changes of theme; undo, sidebar, forms, dialogs."""

from __future__ import annotations

from pathlib import Path

import pytest
from kit_gallery import PAGES, sidebar, visit_form
from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.buttons import Button, IconButton, Kind
from isp_desktop.ui.kit.checks import CheckBox
from isp_desktop.ui.kit.chips import ChoiceChip, EntryChip
from isp_desktop.ui.kit.dialogs import Dialog, confirm, show_error
from isp_desktop.ui.kit.empty import EmptyLine, EmptyState
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.icons import image, paint_icon
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.paint import initials, painting, text_width
from isp_desktop.ui.kit.steps import StrengthBar
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.undo import UndoBar

# What the window system of the tests cannot do is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LONG = "Donaudampfschifffahrtsgesellschaftskapitän " * 6


def test_the_name_on_a_page_has_all_the_room_beside_the_buttons(theme: Theme, qtbot: QtBot):
    header = PageHeader(theme, "Relationships")
    header.add_action(Button(theme, "Add a person"))
    qtbot.addWidget(header)
    header.resize(1000, 70)
    header.show()
    title = header.findChild(Label)
    assert title is not None
    assert title.width() > text_width(title.font(), "Relationships")


@pytest.mark.parametrize("name", list(PAGES))
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_pages_of_parts_are_drawn_and_named(theme: Theme, qtbot: QtBot, tmp_path: Path, name: str, mode: str):
    theme.set_mode(mode)
    page = PAGES[name](theme)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    assert page.grab().save(str(tmp_path / f"{name}.png"))
    for kind in (QAbstractButton, QLineEdit, QTextEdit):
        for control in page.findChildren(kind):
            if control.objectName().startswith("qt_") or control.focusPolicy() == Qt.FocusPolicy.NoFocus:
                continue
            assert control.accessibleName(), f"{type(control).__name__} has no name"
            if isinstance(control, QAbstractButton) and control.isVisible():
                assert min(control.width(), control.height()) >= 24, control.accessibleName()


@pytest.mark.parametrize("name", list(PAGES))
def test_no_part_asks_for_a_wide_window(theme: Theme, qtbot: QtBot, name: str):
    page = PAGES[name](theme)
    qtbot.addWidget(page)
    for part in page.findChildren(QWidget):
        if type(part).__module__.startswith("isp_desktop"):
            assert part.minimumSizeHint().width() <= 600, type(part).__name__
    assert page.minimumSizeHint().width() <= 1100


def test_long_words_do_not_widen_anything(theme: Theme, qtbot: QtBot):
    parts = [
        Label(theme, LONG, "display"),
        Prose(theme, LONG),
        Button(theme, LONG),
        ChoiceChip(theme, LONG),
        EntryChip(theme, LONG, person=True),
        CheckBox(theme, LONG),
        Notice(theme, "warn", LONG, LONG, "Back up now"),
        PageHeader(theme, LONG),
        EmptyState(theme, LONG, LONG, "Begin", "Or so"),
        EmptyLine(theme, LONG, "Begin"),
    ]
    for part in parts:
        qtbot.addWidget(part)
        assert part.minimumSizeHint().width() <= 600, type(part).__name__


def test_a_label_without_room_has_its_words_in_the_tooltip(theme: Theme, qtbot: QtBot):
    label = Label(theme, "Quarterly implementation team meeting")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.toolTip() == "Quarterly implementation team meeting"
    label.resize(400, 20)
    assert label.toolTip() == ""


def test_prose_grows_with_its_text_and_never_reads_markup(theme: Theme, qtbot: QtBot):
    prose = Prose(theme, "<b>one</b>")
    qtbot.addWidget(prose)
    assert prose.textFormat() == Qt.TextFormat.PlainText
    one = prose.heightForWidth(300)
    prose.setText("word " * 60)
    assert prose.heightForWidth(300) > 4 * one


def test_size_and_colours_change_while_everything_is_open(theme: Theme, qtbot: QtBot):
    page = PAGES["visit"](theme)
    qtbot.addWidget(page)
    page.show()
    button = next(part for part in page.findChildren(Button) if part.words() == "Discard draft")
    before = button.sizeHint()
    theme.set_scale(1.4)
    theme.set_mode("dark")
    assert button.sizeHint().height() == round(32 * 1.4)
    assert button.sizeHint().width() > before.width()
    page.grab()


def test_a_button_is_pressed_by_key_and_named(theme: Theme, qtbot: QtBot):
    button = Button(theme, "Teams & charters")
    qtbot.addWidget(button)
    assert button.words() == button.accessibleName() == "Teams & charters"
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    icon = IconButton(theme, "lock", "Lock the notebook")
    qtbot.addWidget(icon)
    assert icon.toolTip() == icon.accessibleName() == "Lock the notebook"


def test_the_undo_bar_takes_back_and_goes(theme: Theme, qtbot: QtBot):
    window = QWidget()
    window.resize(800, 400)
    qtbot.addWidget(window)
    QLineEdit(window).setFocus()
    bar = UndoBar(theme, window, stays_ms=30)
    window.show()
    bar.show_for("Visit of 8 October deleted", token="v8")
    assert bar.geometry().bottom() < 400
    with qtbot.waitSignal(bar.undone) as undone:
        bar._undo.click()
    assert undone.args == ["v8"]
    assert not bar.isVisible()
    bar.show_for("Commitment marked as kept")
    with qtbot.waitSignal(bar.gone):
        pass
    assert not bar.isVisible()


def test_the_undo_bar_waits_while_it_has_the_focus(theme: Theme, qtbot: QtBot):
    window = QWidget()
    qtbot.addWidget(window)
    other = QLineEdit(window)
    bar = UndoBar(theme, window, stays_ms=30)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    bar.show_for("Deleted")
    bar._undo.setFocus()
    assert not bar._timer.isActive()
    with qtbot.waitSignal(bar.gone):
        other.setFocus()


def test_the_sidebar_says_where_to_go_and_marks_when_told(theme: Theme, qtbot: QtBot):
    side = sidebar(theme)
    qtbot.addWidget(side)
    side.show()
    with qtbot.waitSignal(side.chosen) as chosen:
        side._rows["today"].click()
    assert chosen.args == ["today"]
    assert not side._rows["today"].isChecked(), "the window decides whether it went there"
    side.select("today")
    assert side._rows["today"].isChecked()
    side.set_count("conflicts", 0)
    assert side._rows["conflicts"].accessibleName() == "Conflicts"
    side.set_count("conflicts", 5)
    assert side._rows["conflicts"].accessibleName() == "Conflicts, 5"


def test_the_sidebar_folds_to_icons_with_names(theme: Theme, qtbot: QtBot):
    side = sidebar(theme)
    qtbot.addWidget(side)
    assert side.width() == 228
    with qtbot.waitSignal(side.collapsed_changed) as folded:
        side.set_collapsed(True)
    assert folded.args == [True]
    assert side.width() == 56
    assert side._rows["visits"].toolTip() == "Visits"


def test_a_flow_begins_new_lines_and_keeps_its_order(theme: Theme, qtbot: QtBot):
    part = QWidget()
    qtbot.addWidget(part)
    flow = FlowLayout(part, gap=10, line_gap=5)
    boxes = [QWidget() for _ in range(3)]
    for box in boxes[1:]:
        box.setFixedSize(100, 20)
        flow.addWidget(box)
    boxes[0].setFixedSize(100, 20)
    flow.insert(0, boxes[0])
    assert flow.heightForWidth(330) == 20
    assert flow.heightForWidth(215) == 45
    flow.setGeometry(QRect(0, 0, 215, 45))
    assert [box.pos() for box in boxes] == [QPoint(0, 0), QPoint(110, 0), QPoint(0, 25)]


def test_a_form_gives_values_tells_changes_and_marks_errors(theme: Theme, qtbot: QtBot):
    form = visit_form(theme)
    qtbot.addWidget(form)
    form.show()
    values = form.values()
    assert values["attended"] == ["p1", "p2", "p3", "p4"]
    assert values["date"] == "2026-10-15"
    form.set_values({"starts": "10:15", "unknown": 3})
    assert form.values()["starts"] == "10:15"
    with qtbot.waitSignal(form.changed) as changed:
        qtbot.keyClicks(form.editors["discussion"].inner(), "x")
    assert changed.args == ["discussion"]
    form.set_errors({"ends": "End after the start, 10:15"})
    assert form.editors["ends"].error() == "End after the start, 10:15"
    form.set_errors({})
    assert form.editors["ends"].error() == ""
    assert form.problems() == {}


def test_strength_is_said_in_words(theme: Theme, qtbot: QtBot):
    bar = StrengthBar(theme)
    qtbot.addWidget(bar)
    bar.set_strength(9, "Strong: five words")
    assert bar.accessibleName() == "Strong: five words"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Priya Raman", "PR"),
        ("Ng", "N"),
        ("", "?"),
        ("Ana de la Cruz", "AC"),
        ("(x) ö", "Ö"),
        ("12", "12"),
        ("No 12", "N12"),
    ],
)
def test_initials(name: str, letters: str):
    assert initials(name) == letters


def _answer(qapp: QApplication, words: str) -> None:
    """Presses the button with these words in the dialog that is about to open."""

    def press() -> None:
        dialog = qapp.activeModalWidget()
        assert isinstance(dialog, Dialog)
        next(button for button in dialog.findChildren(Button) if button.words() == words).click()

    QTimer.singleShot(0, press)


def test_confirm_asks_and_keeps_by_default(theme: Theme, qtbot: QtBot, qapp: QApplication):
    window = QWidget()
    qtbot.addWidget(window)
    _answer(qapp, "Forget it all")
    assert confirm(window, theme, "Forget this notebook?", "It cannot be brought back.", "Forget it all", danger=True)
    _answer(qapp, "Cancel")
    assert not confirm(window, theme, "Forget this notebook?", "It cannot be brought back.", "Forget it all")
    _answer(qapp, "Close")
    show_error(window, theme, "The folder is full. Free some space and try again.")


def test_a_menu_does_what_is_chosen(theme: Theme, qtbot: QtBot):
    done: list[str] = []
    menu = Menu(theme, "Visit")
    qtbot.addWidget(menu)
    action = menu.add("Share & send", lambda: done.append("shared"), icon="check")
    action.trigger()
    assert done == ["shared"]


def test_the_undo_bar_follows_the_size_of_the_text(theme: Theme, qtbot: QtBot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 400)
    bar = UndoBar(theme, window)
    window.show()
    bar.show_for("Visit of 8 October deleted")
    before = bar.size(), bar.layout().contentsMargins().left()
    theme.set_scale(1.5)
    qtbot.waitUntil(lambda: bar.height() > before[0].height())
    assert bar.width() > before[0].width()
    assert bar.layout().contentsMargins().left() == round(before[1] * 1.5)
    assert bar.geometry().center().x() == pytest.approx(window.width() / 2, abs=1)
    theme.set_scale(1.0)


@pytest.mark.parametrize("ratio", [1.25, 1.5, 2.0])
def test_icons_are_drawn_in_the_pixels_of_the_screen(ratio: float):
    drawn = QImage(round(16 * ratio), round(16 * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    drawn.fill(Qt.GlobalColor.transparent)
    drawn.setDevicePixelRatio(ratio)
    with painting(drawn) as painter:
        paint_icon(painter, "check", "#000000", QRectF(0, 0, 16, 16), 16)
    assert drawn == image("check", "#000000", 16, ratio)


@pytest.mark.parametrize("kind", ["link", "crumb", "quiet", "secondary"])
def test_the_frame_of_the_focus_leaves_the_words_alone(theme: Theme, qtbot: QtBot, kind: Kind):
    font = theme.meta() if kind == "crumb" else theme.strong()
    button = Button(theme, "Visits", kind)
    qtbot.addWidget(button)
    # The frame takes two px, and twice as many stay free on each side.
    assert button.sizeHint().width() >= text_width(font, "Visits") + 2 * (2 + 4)
