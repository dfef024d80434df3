"""Editors: what goes in comes out, what is typed is never lost, mistakes are said in a sentence."""

from __future__ import annotations

from datetime import date

import pytest
from kit_gallery import ENGLISH, find_people, make_person, person_title
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.date_editors import DateEditor, TimeEditor
from isp_desktop.ui.kit.dialogs import PassphraseEditor
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor, LineEditor, NumberEditor, YesNoEditor
from isp_desktop.ui.kit.entries import LinkEditor, LinksEditor, TagsEditor
from isp_desktop.ui.kit.fields import Editor, Value
from isp_desktop.ui.kit.picks import PickGroup, PicksEditor
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme

# What the window system of the tests cannot do is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = date(2026, 10, 14)
MODES = (Choice("in_person", "In person"), Choice("video", "Video"))
GROUPS = (
    PickGroup("Relationships", (Choice("R1", "Trust"), Choice("R2", "Reach"))),
    PickGroup("Teams", (Choice("T1", "Members"), Choice("T2", "Charter"))),
)


def _make(theme: Theme) -> dict[str, tuple[Editor, Value]]:
    return {
        "line": (LineEditor(theme), "Alder Road"),
        "text": (TextEditor(theme), "One\n\n- two"),
        "number": (NumberEditor(theme, locale=ENGLISH), 12.5),
        "whole": (NumberEditor(theme, locale=ENGLISH), 1200),
        "choice": (ChoiceEditor(theme, choices=MODES), "video"),
        "unknown choice": (ChoiceEditor(theme, choices=MODES), "hologram"),
        "yes": (YesNoEditor(theme), True),
        "no": (YesNoEditor(theme), False),
        "date": (DateEditor(theme, locale=ENGLISH), "2026-10-15"),
        "time": (TimeEditor(theme), "09:30"),
        "tags": (TagsEditor(theme), ["a", "b"]),
        "picks": (PicksEditor(theme, "", GROUPS, ["R1"]), ["T2", "X9"]),
        "link": (LinkEditor(theme, "", find_people, person_title), "p1"),
        "links": (LinksEditor(theme, "", find_people, person_title), ["p2", "p1"]),
        "passphrase": (PassphraseEditor(theme), " four words "),
    }


@pytest.fixture
def place(qtbot: QtBot, theme: Theme):
    """Puts an editor into a window that has the focus, with another field to go to."""

    def put(editor: Editor) -> QLineEdit:
        window = QWidget()
        column = QVBoxLayout(window)
        other = QLineEdit()
        column.addWidget(editor)
        column.addWidget(other)
        column.addStretch()
        window.resize(600, 400)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        editor.setFocus()
        editor.window_kept = window  # the test holds the editor, the editor its window
        return other

    return put


def test_values_go_in_and_come_out_without_a_signal(theme: Theme, qtbot: QtBot):
    heard: list[str] = []
    for name, (editor, value) in _make(theme).items():
        qtbot.addWidget(editor)
        editor.changed.connect(lambda name=name: heard.append(name))
        assert editor.value() in (None, []), name
        editor.set_value(value)
        assert editor.value() == value, name
        editor.set_value(None)
        assert editor.value() in (None, []), name
    assert heard == []


def test_labels_errors_and_read_only(theme: Theme, qtbot: QtBot):
    for name, (editor, _value) in _make(theme).items():
        qtbot.addWidget(editor)
        editor.set_label("Purpose")
        assert "Purpose" in editor.inner().accessibleName() or name in ("yes", "no"), name
        editor.set_error("Say what it was for")
        assert editor.error() == "Say what it was for"
        assert editor.inner().accessibleDescription() == "Say what it was for"
        editor.set_error("")
        assert editor.error() == ""
        editor.set_read_only(True)
        editor.set_read_only(False)


def test_typing_tells_and_takes_the_error_away(theme: Theme, qtbot: QtBot, place):
    editor = LineEditor(theme, "Name")
    place(editor)
    editor.set_error("Give it a name")
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClicks(editor.line, "A")
    assert editor.value() == "A"
    assert editor.error() == ""


def test_a_date_is_read_while_typing_and_written_out_on_leaving(theme: Theme, qtbot: QtBot, place):
    editor = DateEditor(theme, today=lambda: TODAY, locale=ENGLISH)
    other = place(editor)
    qtbot.keyClicks(editor.line, "+7")
    assert editor.value() == "2026-10-21"
    other.setFocus()
    assert editor.line.text() == "Wed 21 Oct 2026"
    editor.setFocus()
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "soonish")
    assert editor.value() == "2026-10-21", "the last date that made sense is kept"
    other.setFocus()
    assert editor.error() == "Use a date such as 15 Oct 2026"
    assert editor.line.text() == "soonish"
    editor.line.clear()
    editor.line.textEdited.emit("")
    assert editor.value() is None


def test_the_calendar_opens_and_picks_by_key(theme: Theme, qtbot: QtBot, place):
    editor = DateEditor(theme, today=lambda: TODAY, locale=ENGLISH)
    place(editor)
    editor.set_value("2026-10-15")
    qtbot.keyClick(editor.line, Qt.Key.Key_F4)
    popup = editor._popup
    assert popup is not None
    assert popup.isVisible()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
        qtbot.keyClick(popup, key)
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert editor.value() == "2026-11-23"
    assert not popup.isVisible()


def test_a_wrong_time_and_a_number_out_of_bounds_say_what_works(theme: Theme, qtbot: QtBot, place):
    time = TimeEditor(theme)
    other = place(time)
    qtbot.keyClicks(time.line, "1475")
    other.setFocus()
    assert time.error() == "Use a time such as 14:45"
    number = NumberEditor(theme, least=1, most=5, locale=ENGLISH)
    other = place(number)
    qtbot.keyClicks(number.line, "9")
    other.setFocus()
    assert number.error() == "Use a number from 1 to 5"
    number.setFocus()
    qtbot.keyClick(number.line, Qt.Key.Key_Backspace)
    qtbot.keyClicks(number.line, "3")
    assert number.value() == 3
    assert number.error() == ""


def test_yes_can_be_taken_back(theme: Theme, qtbot: QtBot):
    editor = YesNoEditor(theme, "Agreed")
    qtbot.addWidget(editor)
    editor.yes.click()
    assert editor.value() is True
    editor.no.click()
    assert editor.value() is False
    editor.no.click()
    assert editor.value() is None


def test_tags_come_by_enter_comma_and_leaving(theme: Theme, qtbot: QtBot, place):
    editor = TagsEditor(theme)
    other = place(editor)
    qtbot.keyClicks(editor.line, "small groups")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.line, "coaching, small groups,")
    qtbot.keyClicks(editor.line, "data")
    other.setFocus()
    assert editor.value() == ["small groups", "coaching", "data"]
    editor.setFocus()
    qtbot.keyClick(editor.line, Qt.Key.Key_Backspace)
    assert editor.value() == ["small groups", "coaching"]


def test_people_are_found_taken_and_made_by_key(theme: Theme, qtbot: QtBot, place):
    editor = LinksEditor(theme, "Who", find_people, person_title, make_person, "person")
    other = place(editor)
    qtbot.keyClicks(editor.line, "le")
    qtbot.keyClick(editor.line, Qt.Key.Key_Down)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == ["p4"]
    qtbot.keyClicks(editor.line, "Hana")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == ["p4", "new-Hana"]
    qtbot.keyClicks(editor.line, "nobody known")
    qtbot.keyClick(editor.line, Qt.Key.Key_Escape)
    other.setFocus()
    assert editor.error() == "Choose one from the list, or clear what is typed"
    assert editor.line.text() == "nobody known"


def test_one_link_is_found_kept_and_taken_out(theme: Theme, qtbot: QtBot, place):
    editor = LinkEditor(theme, "Site", find_people, person_title)
    other = place(editor)
    qtbot.keyClicks(editor.line, "toma")
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == "p2"
    qtbot.keyClicks(editor.line, " and more")
    other.setFocus()
    assert editor.line.text() == "Tomas Lind", "loose words go back to what is linked"
    editor._clear.click()
    assert editor.value() is None


def test_picks_open_all_groups_and_keep_what_they_do_not_know(theme: Theme, qtbot: QtBot):
    editor = PicksEditor(theme, "What we did", GROUPS, first=["R1"])
    qtbot.addWidget(editor)
    editor.show()
    editor.set_value(["X9"])
    assert [chip.text() for chip in editor.shown_chips()] == ["Trust", "More"]
    editor.shown_chips()[-1].click()
    assert [chip.text() for chip in editor.shown_chips()] == ["Trust", "Reach", "Members", "Charter", "Fewer"]
    chip = editor.shown_chips()[3]
    with qtbot.waitSignal(editor.changed):
        chip.click()
    editor.shown_chips()[-1].click()
    assert editor.value() == ["X9", "T2"]
    shown = {chip.text(): chip.isChecked() for chip in editor.shown_chips()}
    assert shown == {"Trust": False, "Charter": True, "More": False}, "what is picked has a chip in the short part too"


def test_text_grows_continues_lists_and_undoes(theme: Theme, qtbot: QtBot, place):
    editor = TextEditor(theme, lines=(2, 6))
    place(editor)
    low = editor.paper.height()
    qtbot.keyClicks(editor.paper, "- one")
    qtbot.keyClick(editor.paper, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.paper, "two")
    qtbot.keyClick(editor.paper, Qt.Key.Key_Return)
    qtbot.keyClick(editor.paper, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.paper, "end")
    assert editor.value() == "- one\n- two\n\nend"
    assert editor.paper.height() > low
    editor.paper.selectAll()
    editor.paper.mark_lines("- ")
    assert editor.value() == "- one\n- two\n\n- end"
    editor.paper.undo()
    assert editor.value() == "- one\n- two\n\nend"


def test_bold_goes_on_and_off(theme: Theme, qtbot: QtBot, place):
    editor = TextEditor(theme)
    place(editor)
    editor.set_value("word")
    editor.paper.selectAll()
    qtbot.keyClick(editor.paper, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert editor.value() == "**word**"
    editor.paper.selectAll()
    qtbot.keyClick(editor.paper, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert editor.value() == "word"


def test_tab_leaves_the_text(theme: Theme, qtbot: QtBot, place):
    editor = TextEditor(theme)
    other = place(editor)
    qtbot.keyClick(editor.paper, Qt.Key.Key_Tab)
    assert other.hasFocus()


def test_the_eye_shows_the_passphrase_and_clear_hides_it(theme: Theme, qtbot: QtBot):
    editor = PassphraseEditor(theme)
    qtbot.addWidget(editor)
    editor.set_value("four words")
    editor.eye.click()
    assert editor.line.echoMode() == QLineEdit.EchoMode.Normal
    assert editor.eye.accessibleName() == "Hide the passphrase"
    editor.clear()
    assert editor.line.echoMode() == QLineEdit.EchoMode.Password
    assert editor.value() is None
