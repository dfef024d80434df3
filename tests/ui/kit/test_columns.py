"""Rows with named columns, and a button that chooses one of a few."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRectF
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.choosing import ChoosingButton
from isp_desktop.ui.kit.columns import Cell, ColumnHead, ColumnList, ColumnRow, column_boxes
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.theme import Theme

WIDTHS = (90, 120, 120)


def test_columns_share_the_room_and_the_last_ones_give_way_first(theme: Theme):
    for width, shown in ((900, 3), (520, 2), (380, 1), (220, 0)):
        title, *columns = column_boxes(QRectF(0, 0, width, 52), WIDTHS, theme)
        assert len(columns) == shown
        edges = [edge for box in (title, *columns) for edge in (box.left(), box.right())]
        assert edges == sorted(edges)
        assert edges[-1] <= width
        assert all(box.width() >= least for box, least in zip(columns, WIDTHS, strict=False))


def test_a_row_says_its_columns_and_stays_the_current_one(qtbot: QtBot, theme: Theme):
    made = ColumnList(theme, "Teams", WIDTHS)
    head = ColumnHead(theme, ("Team", "Members", "Charter", "Meetings"), made)
    for widget in (made, head):
        qtbot.addWidget(widget)
        widget.resize(700, 200)
        widget.show()
    long = Cell("A text that is longer than its column has room for", icon="clock", tone="warn")
    columns = (Cell("4 members"), long, Cell("Next", "Last"))
    rows = {f"{at:03}": ColumnRow(f"{at:03}", f"Team {at}", columns=columns) for at in range(150)}
    made.show_rows(list(rows), rows.__getitem__)
    assert rows["007"].spoken() == f"Team 7, 4 members, {long.text}, Next, Last"
    assert len(made.shown()) == 100
    made.rows().fetchMore(QModelIndex())
    assert [row.uid for row in made.shown()] == list(rows)
    assert made.select("149")
    made.show_rows(list(rows)[1:], rows.__getitem__)
    assert made.current_uid() == "149"
    assert not made.grab().isNull()
    assert not head.grab().isNull()


def test_counts_stand_in_place_of_the_second_line_and_are_heard_in_words(qtbot: QtBot, theme: Theme):
    made = ColumnList(theme, "Sites", (82,), 186)
    qtbot.addWidget(made)
    marks = (("circle-check", "good", "4"), ("triangle-alert", "warn", "12"), ("circle-dashed", "", "3"))
    row = ColumnRow("a", "Alder Road", columns=(Cell("12 at risk", "4 strong, 12 at risk", tone="warn", marks=marks),))
    made.resize(330, 80)
    made.show_rows(["a"], lambda _uid: row)
    made.show()
    assert row.spoken() == "Alder Road, 12 at risk, 4 strong, 12 at risk"
    assert not made.grab().isNull()
    [_title, column] = column_boxes(QRectF(0, 0, 330, 52), (82,), theme, 186)
    assert column.width() >= 82


def test_a_choosing_button_says_what_holds_and_offers_all_of_them(qtbot: QtBot, theme: Theme):
    button = ChoosingButton(theme, "All initiatives", "Initiative: {name}", "layers")
    qtbot.addWidget(button)
    assert not button.isVisibleTo(button.parentWidget())
    button.show_choices([("r", "Reading"), ("c", "Counting")], "c")
    assert (button.words(), button.accessibleName()) == ("Counting", "Initiative: Counting")
    menu = Menu(theme, "Initiative", button)
    button.fill(menu)
    named = {action.text(): action for action in menu.actions() if action.text()}
    assert list(named) == ["All initiatives", "Reading", "Counting"]
    for text, key in (("Reading", "r"), ("All initiatives", "")):
        with qtbot.waitSignal(button.chosen) as chosen:
            named[text].trigger()
        assert chosen.args == [key]
