"""Lists fetch page by page, can be worked by keyboard, and draw every state."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from drawn import drawn
from kit_gallery import ROWS
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, QPoint, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.acting_list import ActingList
from isp_desktop.ui.kit.breaking import BreakingDelegate, FittedList
from isp_desktop.ui.kit.chips import ChipSpec
from isp_desktop.ui.kit.finder import Option, OptionsModel
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.rail_rows import RailList


class Million:
    """A million records in order of their number, fetched by key; counts how often it is asked."""

    def __init__(self, size: int = 1_000_000) -> None:
        self.size = size
        self.asked: list[object] = []

    def __call__(self, after: object, limit: int) -> Sequence[Row]:
        self.asked.append(after)
        start = 0 if after is None else int(str(after)) + 1
        return [Row(f"u{at}", f"Record {at}", key=at) for at in range(start, min(start + limit, self.size))]


def test_a_million_rows_open_with_one_page(qtbot: QtBot, theme: Theme):
    source = Million()
    model = RowsModel(source, page=50)
    assert source.asked == [None]
    assert model.rowCount() == 50
    model.fetchMore(QModelIndex())
    assert source.asked == [None, 49]
    assert [model.row(at).title for at in (49, 50)] == ["Record 49", "Record 50"]


def test_scrolling_to_the_end_of_a_short_list_fetches_all_of_it(qtbot: QtBot, theme: Theme):
    model = RowsModel(Million(230), page=100)
    shown = RowList(theme, model, "Records")
    qtbot.addWidget(shown)
    shown.resize(500, 300)
    shown.show()
    while model.canFetchMore(QModelIndex()):
        shown.scrollToBottom()
        model.fetchMore(QModelIndex())
    assert model.rowCount() == 230
    assert not model.canFetchMore(QModelIndex())


def test_the_models_pass_the_model_tester(qtmodeltester: ModelTester, theme: Theme):
    qtmodeltester.check(RowsModel(fetch_from(ROWS), page=3))


def test_the_options_pass_the_model_tester(qtmodeltester: ModelTester, theme: Theme):
    model = OptionsModel()
    model.show_options([Option("1", "Priya Raman", "Coach"), Option("", "Add “P” as a new person")])
    qtmodeltester.check(model)


def test_a_list_is_worked_by_keyboard(qtbot: QtBot, theme: Theme):
    shown = RowList(theme, RowsModel(fetch_from(ROWS)), "Rows")
    qtbot.addWidget(shown)
    shown.resize(700, 600)
    shown.show()
    shown.select("8")
    with qtbot.waitSignal(shown.picked) as picked:
        qtbot.keyClick(shown, Qt.Key.Key_Down)
    assert picked.args == ["9"]
    with qtbot.waitSignal(shown.ticked) as ticked:
        qtbot.keyClick(shown, Qt.Key.Key_Space)
    assert ticked.args == ["9", True]
    with qtbot.waitSignal(shown.opened) as opened:
        qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert opened.args == ["9"]


def _click(qtbot: QtBot, shown: RowList, uid: str, dx: int) -> None:
    """Clicks in the middle of a row, `dx` px from its left edge, or from its right edge where that is negative."""
    box = shown.visualRect(shown.rows().index(shown.rows().number_of(uid), 0))
    spot = QPoint(box.left() + dx if dx >= 0 else box.right() + dx, box.center().y())
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_circle_button_and_row_are_told_apart(qtbot: QtBot, theme: Theme):
    shown = RowList(theme, RowsModel(fetch_from(ROWS)), "Rows")
    qtbot.addWidget(shown)
    shown.resize(700, 600)
    shown.show()
    with qtbot.waitSignal(shown.ticked), qtbot.assertNotEmitted(shown.opened):
        _click(qtbot, shown, "9", 20)
    with qtbot.waitSignal(shown.acted) as acted, qtbot.assertNotEmitted(shown.opened):
        _click(qtbot, shown, "10", -40)
    assert acted.args == ["10"]
    with qtbot.waitSignal(shown.opened) as opened:
        _click(qtbot, shown, "1", 100)
    assert opened.args == ["1"]


def test_refreshing_keeps_the_current_row(qtbot: QtBot, theme: Theme):
    rows = list(ROWS)
    model = RowsModel(lambda after, limit: fetch_from(rows)(after, limit))
    shown = RowList(theme, model, "Rows")
    qtbot.addWidget(shown)
    shown.select("5")
    rows.insert(0, Row("0", "A new one"))
    shown.refresh()
    assert shown.current_uid() == "5"
    assert model.rowCount() == len(ROWS) + 1


def test_sections_and_second_lines_take_their_room(qtbot: QtBot, theme: Theme):
    rows = [Row("a", "A", section="October"), Row("b", "B", section="October"), Row("c", "C", "c", second="more")]
    shown = RowList(theme, RowsModel(fetch_from([rows[0], rows[1], Row("c", "C", second="more")])), "Rows")
    qtbot.addWidget(shown)
    assert [shown.sizeHintForRow(at) for at in range(3)] == [70, 40, 52]
    assert shown.content_height() == 162


def test_a_row_says_everything_to_screen_readers():
    assert ROWS[6].spoken() == "Note to self, Alder Road Primary, Private, 2 Oct"
    assert ROWS[4].spoken() == "Team charter, Alder Road Primary, In conflict, 6 Oct"


def _narrow(theme: Theme, model: RowsModel) -> RowList:
    return FittedList(theme, model, "Rows")


def _rail(theme: Theme, model: RowsModel) -> RowList:
    return RailList(theme, model, "Rows")


def _with_column(theme: Theme, model: RowsModel) -> RowList:
    return RowList(theme, model, "Rows", chip_width=120)


def _to_act_on(theme: Theme, _model: RowsModel) -> RowList:
    made = ActingList(theme, "Rows")
    made.show_rows([BOTH])
    return made


BOTH = ActingRow(
    "u",
    "Drivers of Best Practice, the whole district",
    icon="gauge",
    second="Latest: 8 October, 3 assessments",
    chip=ChipSpec("Meets need", "good"),
    date="8 Oct",
    private=True,
    conflict=True,
)


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("width", [320, 480, 1000])
@pytest.mark.parametrize("make", [_narrow, _rail, _with_column, _to_act_on])
def test_a_row_with_a_chip_of_its_own_still_says_that_it_is_private_and_in_conflict(
    qtbot: QtBot, theme: Theme, make: Callable[[Theme, RowsModel], RowList], width: int
):
    shown = make(theme, RowsModel(fetch_from([BOTH])))
    qtbot.addWidget(shown)
    shown.resize(width, 200)
    shown.show()
    words = " ".join(drawn(shown))
    assert "Private" in words
    assert "In conflict" in words
    assert ("Meets need" in words) == (width == 1000 and make is not _rail), "it gives way to those where room is short"
    assert "Private, In conflict, Meets need" in BOTH.spoken()


def test_the_words_of_a_row_keep_some_room_beside_its_chips(qtbot: QtBot, theme: Theme):
    plain = replace(BOTH, chip=None, private=False, conflict=False)
    for row, width in ((replace(BOTH, draft=True), 280), (plain, 220), (plain, 20)):
        shown = RowList(theme, RowsModel(fetch_from([row])), "Rows")
        qtbot.addWidget(shown)
        shown.resize(width, 200)
        shown.show()
        assert any(text.startswith("Dri") for text in drawn(shown)) == (width > 20)


def test_what_people_wrote_is_never_markup(qtbot: QtBot, theme: Theme):
    model = RowsModel(fetch_from([Row("x", "<b>Bold</b> & more")]))
    assert model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole) is None
    assert model.data(model.index(0, 0)) == "<b>Bold</b> & more"


def test_enter_of_the_keypad_opens_as_the_other_one_does(qtbot: QtBot, theme: Theme):
    shown = RowList(theme, RowsModel(fetch_from(ROWS)), "Rows")
    qtbot.addWidget(shown)
    shown.setCurrentIndex(shown.rows().index(0, 0))
    with qtbot.waitSignal(shown.opened) as opened:
        qtbot.keyClick(shown, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert opened.args == [ROWS[0].uid]


def test_one_row_is_shown_anew_in_its_place_and_the_others_make_room(qtbot: QtBot, theme: Theme):
    shown = RowList(theme, RowsModel(fetch_from([Row("a", "A"), Row("b", "B"), Row("c", "C")])), "Rows")
    qtbot.addWidget(shown)
    shown.resize(300, 400)
    shown.show()
    below = shown.visualRect(shown.rows().index(2, 0)).top()
    shown.show_anew(Row("b", "Otherwise"))
    assert shown.visualRect(shown.rows().index(2, 0)).top() == below
    shown.show_anew(Row("b", "Otherwise", second="Answered"))
    shown.show_anew(Row("gone", "Gone"))
    assert [shown.rows().row(at).title for at in range(3)] == ["A", "Otherwise", "C"]
    qtbot.waitUntil(lambda: shown.visualRect(shown.rows().index(2, 0)).top() > below)


def test_a_long_title_takes_as_many_lines_as_it_needs(qtbot: QtBot, theme: Theme):
    class InThree(BreakingDelegate):
        most_lines = 3

    words = "Whoever works here knows how it is meant to be done"
    rows = [
        Row("one", "Short"),
        Row("two", words),
        Row("three", f"{words}, also when nobody watches"),
    ]
    heights = {}
    for delegate in (BreakingDelegate, InThree):
        shown = RowList(theme, RowsModel(fetch_from(rows)), "Rows", delegate=delegate)
        qtbot.addWidget(shown)
        shown.resize(270, 400)
        shown.show()
        heights[delegate] = [shown.sizeHintForRow(at) for at in range(3)]
    one, two, most = heights[BreakingDelegate]
    assert one < two == most
    assert heights[InThree] == [one, two, two + (two - one)]
