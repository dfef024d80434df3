"""The page of an instrument: a draft is made by keys and clicks, and what is in use stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.domain.instrument import Choice, Instrument, Item, to_json
from isp_desktop.services import records
from isp_desktop.services.capacity import drafting, instruments
from isp_desktop.services.instruments import read
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.wrapped_rows import WrappedRow
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.instrument import InstrumentPage
from isp_desktop.ui.pages.instrument.choices_dialog import NEW, ChoicesDialog
from isp_desktop.ui.pages.instrument.exporting import export
from isp_desktop.ui.pages.instrument.item_dialog import ItemDialog
from isp_desktop.ui.pages.record import RecordPage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Open = Callable[[str], InstrumentPage]


def small() -> Instrument:
    reach = Item(
        "select_one",
        "reach",
        {"English": "How far is it?", "French": "À quelle distance ?"},
        list="much",
        capacity_type="analytic",
        level="network",
        reverse=True,
    )
    count = Item("integer", "count", {"English": "How many?"}, relevant="${reach} > 1")
    why = Item("text", "why", {"English": "Why?"}, {"English": "In a few words"})
    section = Item("group", "more", {"English": "More"}, children=(why,))
    lists = {"much": tuple(Choice(name, {"English": name}) for name in "123")}
    return Instrument(
        "far",
        "How far",
        languages=("English", "French"),
        default_language="English",
        items=(reach, count, section),
        lists=lists,
    )


@pytest.fixture
def draft(store: Store) -> str:
    return instruments.take_in(store, small())[0]


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    def show(uid: str) -> InstrumentPage:
        page = InstrumentPage(theme, jobs, store, uid)
        qtbot.addWidget(page)
        page.resize(1212, 860)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: page.isActiveWindow() and page.is_whole() and not jobs.busy())
        return page

    return show


def rows(page: InstrumentPage) -> list[WrappedRow]:
    model = page.items.list.rows()
    found = [model.row(at) for at in range(model.rowCount())]
    assert all(isinstance(row, WrappedRow) for row in found)
    return [row for row in found if isinstance(row, WrappedRow)]


def names(page: InstrumentPage) -> list[str]:
    return [row.uid for row in rows(page)]


def content(store: Store, uid: str) -> Instrument:
    found = instruments.kept(store, uid).questions.content
    assert found is not None
    return found


def item_dialog(page: InstrumentPage) -> ItemDialog:
    [dialog] = [one for one in page.findChildren(ItemDialog) if one.isVisible()]
    return dialog


def test_all_of_an_item_is_in_plain_sight_in_each_language(qtbot: QtBot, open_page: Open, draft: str) -> None:
    page = open_page(draft)
    QAbstractItemModelTester(page.items.list.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert names(page) == ["reach", "count", "more", "more/why"]
    told = "\n".join(row.spoken() for row in rows(page))
    for words in (
        "How far is it?",
        "One choice of a list: 1 · 2 · 3",
        "Analytic, network · reverse: a high answer means little capacity",
        "Asked only if ${reach} > 1",
        "In a few words",
        "Section: 1 item",
    ):
        assert words in told
    page.items.speak("French")
    assert rows(page)[0].title == "À quelle distance ?"
    # What is not worded in it is told in the main one.
    assert rows(page)[1].title == "How many?"
    page.items.speak("")
    assert rows(page)[0].title == "How far is it?"


def test_gaps_show_and_are_filled_from_where_they_show(qtbot: QtBot, open_page: Open, store: Store, draft: str) -> None:
    page = open_page(draft)
    assert page.coverage.grid.cell(2, 2).text == "1"
    assert page.coverage.grid.cell(0, 0).text == "none"
    page.items.select(("count",))
    page.coverage.grid.opened.emit(2, 2)
    assert names(page) == ["reach"]
    page.drafting.add(("reach",), False)
    dialog = item_dialog(page)
    dialog.form.editors["label English"].set_value("And how long?")
    dialog.keep_button.click()
    # What was just added is seen, though the field was shown alone.
    assert page.items.current() == ("and_how_long",)
    assert len(names(page)) == 5
    page.coverage.grid.opened.emit(0, 0)
    dialog = item_dialog(page)
    dialog.form.editors["label English"].set_value("Do they know how?")
    dialog.keep_button.click()
    assert page.coverage.grid.cell(0, 0).text == "1"
    made = drafting.item_at(content(store, draft), ("do_they_know_how",))
    assert made is not None
    assert (made.kind, made.list, made.capacity_type, made.level) == (
        *("select_one", "much"),
        *("intervention_specific", "individual"),
    )


def test_an_item_is_edited_by_keyboard_and_taken_back(qtbot: QtBot, open_page: Open, store: Store, draft: str) -> None:
    page = open_page(draft)
    page.items.list.setFocus()
    qtbot.keyClick(page.items.list, Qt.Key.Key_Return)
    dialog = item_dialog(page)
    assert dialog.form.editors["label French"].value() == "À quelle distance ?"
    dialog.form.editors["label English"].set_value("How far?")
    dialog.form.editors["weight"].set_value(2)
    dialog.checks["required"].setChecked(True)
    with qtbot.waitSignal(page.undo_offered) as offered:
        dialog.keep_button.click()
    item = content(store, draft).items[0]
    assert (item.label["English"], item.weight, item.required, item.reverse) == ("How far?", 2, "true()", True)
    assert rows(page)[0].title == "How far?"
    assert page.items.current() == ("reach",)
    offered.args[1]()
    assert content(store, draft) == small()


def test_an_expression_that_cannot_be_worked_out_is_told_while_it_is_typed(
    qtbot: QtBot, open_page: Open, store: Store, draft: str
) -> None:
    page = open_page(draft)
    page.drafting.edit(("count",))
    dialog = item_dialog(page)
    relevant = dialog.form.editors["relevant"]
    line = relevant.inner()
    qtbot.keyClick(line, Qt.Key.Key_End)
    qtbot.keyClicks(line, " and ${nowhere}")
    assert "nowhere" in relevant.error()
    dialog.keep_button.click()
    assert dialog.isVisible()
    assert content(store, draft) == small()
    relevant.set_value("${reach} = 3")
    relevant.changed.emit()
    assert relevant.error() == ""
    dialog.form.editors["constraint"].set_value(". < 9")
    dialog.form.editors["constraint_message French"].set_value("Moins de neuf")
    dialog.form.editors["default"].set_value("1")
    dialog.keep_button.click()
    count = content(store, draft).items[1]
    assert (count.relevant, count.constraint, count.default) == ("${reach} = 3", ". < 9", "1")
    assert count.constraint_message == {"French": "Moins de neuf"}


def test_items_and_sections_are_added_moved_and_taken_out_by_keys(
    qtbot: QtBot, open_page: Open, store: Store, draft: str
) -> None:
    page = open_page(draft)
    listed = page.items.list
    page.items.select(("count",))
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(page) == ["reach", "more", "more/count", "more/why"]
    assert page.items.current() == ("more", "count")
    qtbot.keyClick(listed, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(page) == ["reach", "count", "more", "more/why"]
    qtbot.keyClick(listed, Qt.Key.Key_Insert)
    dialog = item_dialog(page)
    dialog.form.editors["label English"].set_value("How often?")
    dialog.keep_button.click()
    assert names(page) == ["reach", "count", "how_often", "more", "more/why"]
    page.items.section_button.click()
    dialog = item_dialog(page)
    dialog.form.editors["label English"].set_value("Last")
    dialog.keep_button.click()
    assert names(page) == ["reach", "count", "how_often", "last", "more", "more/why"]
    menu = Menu(page._theme, "more", page)
    page.drafting.fill_menu(("more",), menu)
    next(action for action in menu.actions() if action.text() == "Add a section in it").trigger()
    dialog = item_dialog(page)
    dialog.form.editors["label English"].set_value("Deeper")
    dialog.keep_button.click()
    assert names(page)[-2:] == ["more/why", "more/deeper"]
    page.items.select(("more", "why"))
    page.items.section_button.click()
    dialog = item_dialog(page)
    dialog.form.editors["label English"].set_value("After all")
    dialog.keep_button.click()
    assert names(page)[-1] == "after_all"
    page.items.select(("count",))
    qtbot.keyClick(listed, Qt.Key.Key_Delete)
    assert "count" not in names(page)


def test_what_another_item_reads_is_not_taken_out(qtbot: QtBot, open_page: Open, store: Store, draft: str) -> None:
    page = open_page(draft)
    with qtbot.waitSignal(page.said) as said:
        page.drafting.remove(("reach",))
    assert "“count”" in said.args[0]
    assert content(store, draft) == small()


def test_choices_are_edited_in_each_language_and_new_lists_made(
    qtbot: QtBot, open_page: Open, store: Store, draft: str
) -> None:
    page = open_page(draft)
    dialog = page.drafting.edit_lists("English")
    assert isinstance(dialog, ChoicesDialog)
    dialog.lines.set_value("1 | Near\n2 | Far | 5")
    dialog.language.set_value("French")
    dialog.language.changed.emit()
    assert dialog.lines.value() == "1 |\n2 |  | 5"
    dialog.lines.set_value("1 | Près\n2 | Loin | 5")
    dialog.list.set_value(NEW)
    dialog.list.changed.emit()
    dialog.lines.set_value("yes | Oui")
    dialog.keep_button.click()
    assert dialog.name.error()
    dialog.name.set_value("agreed")
    dialog.keep_button.click()
    lists = content(store, draft).lists
    assert lists["much"] == (
        Choice("1", {"English": "Near", "French": "Près"}),
        Choice("2", {"English": "Far", "French": "Loin"}, score=5.0),
    )
    assert lists["agreed"] == (Choice("yes", {"French": "Oui"}),)


def test_of_one_in_use_nothing_is_edited_and_a_new_version_is_offered(
    qtbot: QtBot, open_page: Open, store: Store, draft: str, jobs: Jobs
) -> None:
    page = open_page(draft)
    page.use_button.click()
    page.look()
    qtbot.waitUntil(lambda: page.is_whole() and not jobs.busy())
    assert not page.items.add_button.isVisible()
    assert page.drafting.edit(("count",)) is None
    qtbot.keyClick(page.items.list, Qt.Key.Key_Delete)
    assert content(store, draft) == small()
    with qtbot.waitSignal(page.record_asked) as asked:
        page.version_button.click()
    following = instruments.kept(store, asked.args[1])
    assert (following.version, following.state, following.follows) == (2, "draft", draft)
    menu = Menu(page._theme, "More", page)
    page.fill_more(menu)
    next(action for action in menu.actions() if action.text() == "Retire").trigger()
    assert instruments.kept(store, draft).state == "retired"


def test_two_who_changed_one_draft_are_told_and_led_to_where_it_is_settled(
    qtbot: QtBot, open_page: Open, store: Store, draft: str
) -> None:
    seen = records.heads(store, draft)
    for at in ("One", "Two"):
        with store.write() as transaction:
            other = to_json(Instrument("far", at, items=(Item("note", at.lower()),)))
            records.put(transaction, "instrument", {"content": other}, draft, seen)
    page = open_page(draft)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.findChildren(Notice)))
    [notice] = [one for one in page.findChildren(Notice) if one.isVisible()]
    assert "at the same time" in notice.accessibleName()
    assert page.drafting.edit(("one",)) is None
    with qtbot.waitSignal(page.settle_asked) as asked:
        notice.button.click()
    assert asked.args == [draft]


def test_what_came_in_while_an_item_was_edited_is_not_overwritten(
    qtbot: QtBot, open_page: Open, store: Store, draft: str
) -> None:
    page = open_page(draft)
    page.drafting.edit(("count",))
    dialog = item_dialog(page)
    theirs = to_json(Instrument("far", "Theirs", items=(Item("note", "theirs"),)))
    with store.write() as transaction:
        records.put(transaction, "instrument", {"content": theirs}, draft)
    dialog.form.editors["label English"].set_value("Ours?")
    dialog.keep_button.click()
    assert set(records.get(store, draft).conflicts) == {"content"}


def test_it_is_written_as_a_form_and_asked_for_on_paper(
    qtbot: QtBot, open_page: Open, draft: str, jobs: Jobs, tmp_path: Path
) -> None:
    page = open_page(draft)
    export(page, jobs, page.bar, small(), tmp_path / "far.xlsx")
    qtbot.waitUntil(lambda: not jobs.busy())
    assert read(tmp_path / "far.xlsx").instrument == small()
    with qtbot.waitSignal(page.paper_asked) as asked:
        page.print_button.click()
    assert asked.args == ["instrument", draft]


def test_one_that_was_only_named_is_gone_on_with(qtbot: QtBot, open_page: Open, store: Store) -> None:
    with store.write() as transaction:
        uid = records.put(transaction, "instrument", {"name": "Our own", "state": "draft"}).uid
    page = open_page(uid)
    assert page.items.nothing.isVisible()
    assert not page.use_button.isEnabled()
    page.drafting.add((), False)
    dialog = item_dialog(page)
    dialog.form.editors["kind"].set_value("text")
    dialog.form.editors["label "].set_value("Why?")
    dialog.keep_button.click()
    assert content(store, uid) == Instrument("our_own", "Our own", items=(Item("text", "why", {"": "Why?"}),))
    assert page.use_button.isEnabled()


def test_what_has_no_field_of_its_own_stays_as_it_was(qtbot: QtBot, open_page: Open, store: Store) -> None:
    item = Item(
        "integer",
        "count",
        {"": "How many? "},
        relevant="1 = 1\n and 2 = 2 ",
        weight=1 / 3,
        guidance={"": "At length"},
        calculation="1 + 1",
        required="true() and true()",
        read_only="true()",
        appearance="thousands-sep",
        dimension="stamina",
    )
    uid, _undo = instruments.take_in(store, Instrument("far", "Far", items=(item, Item("calculate", "sum"))))
    page = open_page(uid)
    for path in (("count",), ("sum",)):
        page.drafting.edit(path)
        item_dialog(page).keep_button.click()
    assert content(store, uid).items == (item, Item("calculate", "sum"))


def test_a_language_is_added(qtbot: QtBot, open_page: Open, store: Store, draft: str) -> None:
    page = open_page(draft)
    dialog = page.drafting.add_language()
    assert dialog is not None
    dialog.reason.set_value("Kiswahili")
    dialog.go_on.click()
    assert content(store, draft).languages == ("English", "French", "Kiswahili")


def test_the_window_opens_it(qtbot: QtBot, desk: Desk, store: Store, draft: str) -> None:
    desk.go(Place("record", "instrument", draft))
    page = desk.page()
    assert isinstance(page, InstrumentPage)
    qtbot.waitUntil(page.is_whole)
    page.drafting.add((), False)
    dialog = item_dialog(page)
    dialog.form.editors["label English"].set_value("How often?")
    dialog.keep_button.click()
    assert names(page)[-1] == "how_often"
    buttons = [one for one in page.findChildren(Button) if one.isVisible()]
    assert {"use", "print", "more"} <= {one.objectName() for one in buttons}


def test_no_form_sets_by_hand_whether_it_is_in_use_or_which_version_it_is(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, draft: str
):
    page = RecordPage(theme, store, "instrument", draft, {}, jobs=jobs)
    qtbot.addWidget(page)
    assert set(page.form.editors) == {"name", "about", "scoring", "least_answered"}


def test_escape_asks_before_what_is_typed_is_lost_and_ctrl_enter_keeps_it(
    qtbot: QtBot, open_page: Open, store: Store, draft: str
) -> None:
    page = open_page(draft)
    page.drafting.edit(("count",))
    dialog = item_dialog(page)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    page.drafting.edit(("count",))
    dialog = item_dialog(page)
    dialog.form.editors["label English"].set_value("How many in all?")
    QTimer.singleShot(0, lambda: answer_question("Go on writing"))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    assert content(store, draft).items[1].label["English"] == "How many in all?"
    choices = page.drafting.edit_lists("English")
    assert isinstance(choices, ChoicesDialog)
    choices.lines.set_value("1 | Near")
    QTimer.singleShot(0, lambda: answer_question("Lose it"))
    qtbot.keyClick(choices, Qt.Key.Key_Escape)
    assert not choices.isVisible()
    assert len(content(store, draft).lists["much"]) == 3


def answer_question(words: str) -> None:
    question = QApplication.activeModalWidget()
    assert question is not None
    next(one for one in question.findChildren(QAbstractButton) if one.text() == words).click()


def test_what_is_wrong_with_a_condition_stands_in_sight_of_a_low_window(
    qtbot: QtBot, open_page: Open, draft: str
) -> None:
    page = open_page(draft)
    page.resize(1024, 700)
    page.drafting.edit(("count",))
    dialog = item_dialog(page)
    relevant = dialog.form.editors["relevant"]
    assert isinstance(relevant, LineEditor)
    relevant.line.setFocus()
    relevant.line.selectAll()
    qtbot.keyClicks(relevant.line, "${nowhere} >")
    assert relevant.error()
    qtbot.waitUntil(lambda: relevant.visibleRegion().boundingRect() == relevant.rect())


def test_a_draft_is_deleted_from_its_menu_and_what_is_in_use_is_not(
    qtbot: QtBot, open_page: Open, store: Store, theme: Theme, draft: str
) -> None:
    page = open_page(draft)
    menu = Menu(theme, "More", page)
    page.fill_more(menu)
    next(action for action in menu.actions() if action.text() == "Delete").trigger()
    assert records.get(store, draft).life == "deleted"
    page = open_page(instruments.starter(store, "short"))
    menu = Menu(theme, "More", page)
    page.fill_more(menu)
    assert "Delete" not in [action.text() for action in menu.actions()]
