"""The page of a charter: a document to read, written section by section by the keyboard, agreed and signed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from meanwhile import coming_in
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextBlock
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.domain.charter import digest
from isp_desktop.domain.merge import seen_by
from isp_desktop.domain.record import look
from isp_desktop.services import drafts, records
from isp_desktop.services.charters import keeping
from isp_desktop.services.charters.reading import answers_to, read
from isp_desktop.services.summary.notes import read as read_notes
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.chips import Chip
from isp_desktop.ui.kit.compare import CompareText
from isp_desktop.ui.kit.dialogs import Dialog
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import HOME, Place
from isp_desktop.ui.pages.charter import CharterPage
from isp_desktop.ui.pages.charter.prose import CharterProse
from isp_desktop.ui.pages.charter_print import CharterPrintPage
from isp_desktop.ui.pages.conflicts import ConflictsPage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date.today()
WRITTEN = {
    **{name: "As we said." for name in ("scope_in", "functions", "roles", "governance", "authority", "place")},
    **{name: "As we said." for name in ("communication", "resources", "amendment", "ending")},
    "review_on": "2099-03-01",
}
"""Words for every section that the charter of the tests leaves empty."""
Put = Callable[..., str]
Show = Callable[[str], CharterPage]


@pytest.fixture
def people(put: Put) -> dict[str, str]:
    return {name: put("person", name=name) for name in ("Tomas Lind", "Priya Raman")}


@pytest.fixture
def team(put: Put, people: dict[str, str]) -> str:
    uid = put("team", name="Implementation team", sites=[put("site", name="Alder Road Primary")])
    for name, role in (("Tomas Lind", "Chair"), ("Priya Raman", "Coordinator")):
        put("membership", team=uid, person=people[name], role=role)
    return uid


@pytest.fixture
def charter(store: Store, team: str, put: Put) -> str:
    uid = put("charter", **keeping.beginning(store, team))
    return put("charter", uid, vision="Every child **reads**.", ways="We listen.")


@pytest.fixture
def show(qtbot: QtBot, window: MainWindow, desk: Desk) -> Show:
    def go(uid: str) -> CharterPage:
        assert desk.go(Place("record", "charter", uid))
        window.activateWindow()
        return whole(qtbot, desk)

    return go


def whole(qtbot: QtBot, desk: Desk) -> CharterPage:
    page = desk.page()
    assert isinstance(page, CharterPage)
    qtbot.waitUntil(page.is_whole)
    return page


def of(store: Store, uid: str) -> dict[str, object]:
    return dict(records.get(store, uid).fields)


def said(page: CharterPage, key: str) -> str:
    """What a section says on the page, its chips first."""
    block = page.sheet.blocks[key]
    chips = [chip.accessibleName() for chip in block.findChildren(Chip) if not chip.isHidden()]
    texts = [text.toPlainText() for text in block.findChildren(CharterProse) if text.isVisibleTo(block)]
    marked = [text.spoken() for text in block.findChildren(CompareText) if text.isVisibleTo(block)]
    return " | ".join((*chips, *texts, *marked))


def editor(page: CharterPage) -> TextEditor:
    found = page.form.editors["ways"]
    assert isinstance(found, TextEditor)
    return found


def to(qtbot: QtBot, page: CharterPage, key: str) -> None:
    """Walks down the list of sections."""
    qtbot.waitUntil(page.column.list.hasFocus)
    while page.column.list.current_uid() != key:
        qtbot.keyClick(page.column.list, Qt.Key.Key_Down)


def entry(menu: Menu, words: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == words)


def test_it_is_read_as_a_document(show: Show, charter: str):
    page = show(charter)
    assert said(page, "purpose") == "Every child reads."
    assert said(page, "ending") == "Not written"
    assert list(page.sheet.blocks) == [page.column.list.rows().row(at).uid for at in range(13)]
    assert page.header.primary_button.words() == "Ask for sign-off"
    assert not page.header.compare_button.isVisible()
    assert page.minimumSizeHint().width() <= 1100


def test_a_section_is_written_by_the_keyboard_and_saved(qtbot: QtBot, show: Show, charter: str, store: Store):
    page = show(charter)
    to(qtbot, page, "ways")
    qtbot.keyClick(page.column.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: editor(page).paper.hasFocus())
    qtbot.keyClicks(editor(page).paper, " We wait.")
    qtbot.keyClick(editor(page).paper, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.is_whole)
    assert of(store, charter)["ways"] == "We listen. We wait."
    assert said(page, "ways") == "We listen. We wait."
    assert page.column.list.hasFocus()
    assert page.column.list.current_uid() == "ways"
    assert drafts.of(store, charter) is None


def test_escape_leaves_a_section_and_nothing_is_lost(qtbot: QtBot, show: Show, desk: Desk, charter: str, store: Store):
    page = show(charter)
    page.write_in("ways")
    qtbot.waitUntil(lambda: editor(page).paper.hasFocus())
    qtbot.keyClicks(editor(page).paper, " We wait.")
    qtbot.keyClick(editor(page).paper, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.is_whole)
    assert said(page, "ways") == "Not saved yet | We listen. We wait."
    assert of(store, charter)["ways"] == "We listen."
    desk.go(Place("today"))
    again = show(charter)
    assert said(again, "ways") == "Not saved yet | We listen. We wait."
    save = again.findChild(Button, "save")
    assert save is not None
    assert save.isVisible()
    save.click()
    qtbot.waitUntil(again.is_whole)
    assert of(store, charter)["ways"] == "We listen. We wait."
    assert not save.isVisible()


def test_a_discarded_draft_can_be_taken_back(qtbot: QtBot, show: Show, desk: Desk, charter: str):
    page = show(charter)
    page.write_in("ways")
    qtbot.keyClicks(editor(page).paper, " We wait.")
    page.leave()
    qtbot.waitUntil(lambda: page.is_whole() and page.has_draft)
    discard = page.findChild(Button, "discard")
    assert discard is not None
    discard.click()
    qtbot.waitUntil(lambda: page.is_whole() and said(page, "ways") == "We listen.")
    desk.undo()
    qtbot.waitUntil(lambda: said(whole(qtbot, desk), "ways") == "Not saved yet | We listen. We wait.")


def test_what_is_half_typed_keeps_the_section_open(qtbot: QtBot, show: Show, charter: str):
    page = show(charter)
    page.write_in("review")
    day = page.form.editors["review_on"].inner()
    qtbot.keyClicks(day, "some day")
    qtbot.keyClick(day, Qt.Key.Key_Escape)
    assert page.form.editors["review_on"].error()
    qtbot.keyClick(day, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(day, Qt.Key.Key_Delete)
    qtbot.keyClick(day, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.is_whole)
    assert said(page, "review") == "Not written"


def test_the_meetings_follow_a_rule_that_is_picked(qtbot: QtBot, show: Show, charter: str, store: Store):
    page = show(charter)
    page.write_in("meetings")
    page.writing.finish()
    first = page.form.editors["first_meeting"]
    qtbot.keyClicks(first.inner(), "2026-09-01")
    first.commit()
    combo = page.form.editors["schedule"].inner()
    offered = [combo.itemText(at) for at in range(combo.count())]
    assert "Every month on the first Tuesday" in offered
    page.form.editors["schedule"].set_value("FREQ=WEEKLY;INTERVAL=2")
    page.form.editors["schedule"].changed.emit()
    qtbot.keyClicks(page.form.editors["agenda"].inner(), "Look at the data, 20")
    page.save()
    assert of(store, charter)["schedule"] == "FREQ=WEEKLY;INTERVAL=2"
    assert of(store, charter)["first_meeting"] == "2026-09-01"
    page.leave()
    qtbot.waitUntil(page.is_whole)
    assert said(page, "meetings") == "Look at the data, 20 min"


def test_it_is_proposed_signed_agreed_and_carried_on(
    qtbot: QtBot, show: Show, desk: Desk, charter: str, store: Store, people: dict[str, str], put: Put
):
    put("charter", charter, **WRITTEN)
    page = show(charter)
    page.header.primary_button.click()
    qtbot.waitUntil(lambda: page.is_whole() and page.header.primary_button.words() == "Mark as agreed")
    entry(page.answer_menu(people["Tomas Lind"]), "Signed").trigger()
    qtbot.waitUntil(lambda: page.is_whole() and signers(page) == {"Tomas Lind": "Signed", "Priya Raman": "Not yet"})
    page.header.primary_button.click()
    qtbot.waitUntil(lambda: page.is_whole() and page.header.primary_button.words() == "Begin version 2")
    assert of(store, charter)["agreed_on"] == TODAY.isoformat()
    page.header.primary_button.click()
    second = whole(qtbot, desk)
    assert second.uid != charter
    assert of(store, second.uid)["follows"] == charter
    assert said(second, "ways") == "We listen."
    desk.undo()
    assert records.get(store, second.uid).life == "deleted"


def test_what_is_missing_is_asked_about_once_before_sign_off_and_before_it_is_agreed(
    qtbot: QtBot, show: Show, charter: str, store: Store, put: Put
):
    put("charter", charter, **{**WRITTEN, "resources": "", "ending": ""})
    page = show(charter)
    page.header.primary_button.click()
    asking = page.findChild(Notice, "notice-missing")
    assert asking is not None
    assert "Nothing is written under Resources and When support ends." in asking.accessibleName()
    assert of(store, charter)["state"] == "draft"
    qtbot.keyClick(asking.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.is_whole() and page.header.primary_button.words() == "Mark as agreed")
    assert not page.findChildren(Notice, "notice-missing")
    page.header.primary_button.click()
    asking = page.findChild(Notice, "notice-missing")
    assert asking is not None
    told = "Nothing is written under Resources and When support ends, and nobody has signed it as it reads now."
    assert told in asking.accessibleName()
    asking.button.click()
    qtbot.waitUntil(lambda: page.is_whole() and page.header.primary_button.words() == "Begin version 2")


def test_a_deleted_charter_leaves_one_at_its_team(qtbot: QtBot, show: Show, desk: Desk, charter: str, team: str):
    page = show(charter)
    page.do("delete")
    qtbot.waitUntil(lambda: desk.place() == Place("record", "team", team))
    desk.undo()
    assert show(charter).header.primary_button.isVisible()


def signers(page: CharterPage) -> dict[str, str]:
    rows = page.rail.findChild(QWidget, "side-signers").rows()
    return {rows.row(at).title: rows.row(at).date for at in range(rows.rowCount())}


def test_a_question_is_noted_with_its_words(
    qtbot: QtBot, show: Show, charter: str, people: dict[str, str], monkeypatch: pytest.MonkeyPatch
):
    page = show(charter)

    def ask(dialog: Dialog) -> int:
        dialog.reason.set_value("Who is the head?")
        dialog.go_on.click()
        return dialog.result()

    monkeypatch.setattr(Dialog, "exec", ask)
    entry(page.answer_menu(people["Priya Raman"]), "Asks a question").trigger()
    qtbot.waitUntil(lambda: page.is_whole() and signers(page)["Priya Raman"] == "Asks a question")
    rows = page.rail.findChild(QWidget, "side-signers").rows()
    assert "“Who is the head?”" in next(rows.row(at).second for at in range(2) if rows.row(at).title == "Priya Raman")


def test_changes_are_marked_word_by_word_and_can_be_hidden(
    qtbot: QtBot, show: Show, charter: str, store: Store, put: Put
):
    for state in ("proposed", "agreed"):
        keeping.become(store, charter, state, TODAY)
    second, _undo = keeping.begin_next(store, charter)
    put("charter", second, ways="We listen well.")
    page = show(second)
    assert said(page, "ways") == "Changed | added: well"
    assert page.header.compare_button.words() == "Hide changes"
    page.header.compare_button.click()
    qtbot.waitUntil(lambda: page.is_whole() and said(page, "ways") == "Changed | We listen well.")
    assert page.header.compare_button.words() == "Compare with version 1"
    entry(page.compare_menu(), "Version 1").trigger()
    qtbot.waitUntil(lambda: page.is_whole() and said(page, "ways") == "Changed | added: well")


def test_a_section_in_conflict_leads_to_where_it_is_settled(
    qtbot: QtBot, show: Show, desk: Desk, charter: str, store: Store, put: Put
):
    heads = records.get(store, charter).heads
    put("charter", charter, heads, ways="We talk.")
    put("charter", charter, heads, ways="We wait.")
    page = show(charter)
    note = page.findChild(Notice, "conflict-ways")
    assert note is not None
    assert "We talk." in note.accessibleName()
    note.button.click()
    assert isinstance(desk.page(), ConflictsPage)
    assert desk.place() == Place("conflicts", "", charter)


def test_what_a_colleague_saves_meanwhile_comes_in_beside_what_is_typed(
    qtbot: QtBot, show: Show, charter: str, store: Store, put: Put
):
    page = show(charter)
    page.write_in("ways")
    qtbot.keyClicks(editor(page).paper, " We wait.")
    put("charter", charter, vision="All children read.")
    qtbot.waitUntil(lambda: page.is_whole() and said(page, "purpose") == "All children read.")
    assert editor(page).value() == "We listen. We wait."
    page.save()
    assert of(store, charter)["vision"] == "All children read."
    assert of(store, charter)["ways"] == "We listen. We wait."
    assert not records.get(store, charter).conflicts


def test_a_new_charter_is_begun_for_a_team_with_a_template(
    qtbot: QtBot, desk: Desk, show: Show, charter: str, store: Store, put: Put
):
    keeping.keep_as_template(store, charter, "Our way")
    other = put("team", name="Network team")
    desk.new("charter", {"team": other})
    page = whole(qtbot, desk)
    assert said(page, "purpose") == "Not written"
    template = page.findChild(Button, "template")
    assert template is not None
    assert template.words() == "Our way"
    template.click()
    qtbot.waitUntil(lambda: page.is_whole() and said(page, "ways") == "Not saved yet | We listen.")
    page.save()
    assert of(store, page.uid)["team"] == other
    assert of(store, page.uid)["version"] == 1


@pytest.mark.parametrize("scope", ["shared", "private"])
def test_a_private_template_stays_private_in_the_charter_that_is_begun_with_it(
    qtbot: QtBot, desk: Desk, show: Show, team: str, store: Store, put: Put, scope: str
):
    put("charter", scope=scope, name="Our way", vision="Every child reads.")
    desk.new("charter", {"team": team})
    page = whole(qtbot, desk)
    template = page.findChild(Button, "template")
    assert template is not None
    template.click()
    assert desk.go(HOME)
    page = show(page.uid)
    page.save()
    assert of(store, page.uid)["vision"] == "Every child reads."
    assert records.get(store, page.uid).is_private == (scope == "private")


def test_words_of_a_private_template_are_not_taken_into_a_shared_charter(
    qtbot: QtBot, show: Show, team: str, store: Store, put: Put
):
    put("charter", scope="private", name="Our way", vision="Every child reads.")
    page = show(put("charter", team=team, version=1, state="draft"))
    template = page.findChild(Button, "template")
    assert template is not None
    with qtbot.waitSignal(page.said, check_params_cb=lambda words: words.startswith("This template is private")):
        template.click()
    assert said(page, "purpose") == "Not written"


@pytest.mark.parametrize(("scope", "taken"), [("shared", {"starts", "place", "date"}), ("private", set[str]())])
def test_the_meeting_on_its_review_begins_with_what_may_leave(
    qtbot: QtBot, show: Show, team: str, put: Put, scope: str, taken: set[str]
):
    own = {"starts": "09:00", "place": "Room 2", "review_on": "2027-03-01", "state": "agreed", "version": 1}
    page = show(put("charter", team=team, scope=scope, **own))
    plan = page.rail.findChild(Button, "plan")
    assert plan is not None
    with qtbot.waitSignal(page.new_asked) as asked:
        plan.click()
    kind, values = asked.args
    assert (kind, values["team"]) == ("meeting", team)
    assert {name for name in ("starts", "place", "date") if values.get(name)} == taken


def test_a_template_has_its_name_and_no_versions(qtbot: QtBot, desk: Desk, show: Show, charter: str, store: Store):
    keeping.keep_as_template(store, charter, "Our way")
    [(template, _name)] = read(store, "", {}, TODAY).templates
    page = show(template)
    assert page.header.findChild(Chip).accessibleName() == "Template"
    assert not page.header.primary_button.isVisible()
    assert page.rail.findChild(QWidget, "side-versions") is None
    page.do("edit")
    assert desk.place() == Place("edit", "charter", template)


def test_the_list_follows_when_the_document_is_scrolled(qtbot: QtBot, show: Show, charter: str):
    page = show(charter)
    bar = page.sheet.area.verticalScrollBar()
    bar.triggerAction(bar.SliderAction.SliderToMaximum)
    qtbot.waitUntil(lambda: page.column.list.current_uid() not in ("purpose", "scope"))
    assert bar.value() == bar.maximum()


def test_the_rail_is_a_tab_in_a_narrow_window(qtbot: QtBot, window: MainWindow, show: Show, charter: str):
    page = show(charter)
    window.resize(1024, 700)
    qtbot.waitUntil(page.parts.tabs.isVisible)
    assert not page.rail.isVisible()
    page.parts.chips[1].click()
    qtbot.waitUntil(page.rail.isVisible)
    assert not page.sheet.isVisible()


def test_a_schedule_without_a_first_day_is_told_beside_the_review(show: Show, charter: str, put: Put):
    put("charter", charter, schedule="FREQ=WEEKLY;INTERVAL=2")
    told = [one.text() for one in show(charter).rail.findChildren(Prose)]
    assert any(words.startswith("How often the team meets is said, but not from which day on") for words in told)


def test_what_has_drifted_is_said_and_leads_to_its_section(
    qtbot: QtBot, show: Show, charter: str, store: Store, put: Put
):
    put("charter", charter, review_on=(TODAY - dt.timedelta(days=3)).isoformat())
    page = show(charter)
    fact = page.rail.findChild(QAbstractButton, "drift-review_overdue")
    assert fact is not None
    assert fact.accessibleName() == "The review is 3 days late."
    fact.click()
    assert page.column.list.current_uid() == "review"


def test_a_deleted_charter_is_not_written_in(qtbot: QtBot, show: Show, charter: str, store: Store):
    with store.write() as transaction:
        records.delete(transaction, charter)
    page = show(charter)
    page.write_in("ways")
    assert page.form.editors == {}
    assert not page.header.primary_button.isVisible()


def test_it_is_printed_by_the_organizations_template(
    qtbot: QtBot, show: Show, desk: Desk, charter: str, store: Store, tmp_path
):
    show(charter).header.print_button.click()
    page = desk.page()
    assert isinstance(page, CharterPrintPage)
    qtbot.waitUntil(page.buttons["pdf"].isEnabled)
    assert page.proposed("pdf").name == "Charter Implementation team version 1.pdf"
    path = tmp_path / "charter.docx"
    with qtbot.waitSignal(page.said):
        page.write_to("docx", path)
    assert path.stat().st_size > 1_000
    page.back_button.click()
    assert desk.place() == Place("record", "charter", charter)


def test_the_signature_is_of_what_is_on_the_screen(
    qtbot: QtBot, show: Show, charter: str, store: Store, people: dict[str, str]
):
    page = show(charter)
    page.write_in("ways")
    qtbot.keyClicks(editor(page).paper, " We wait.")
    page.answer(people["Tomas Lind"], "signed")
    qtbot.waitUntil(lambda: page.is_whole() and signers(page)["Tomas Lind"] == "Signed")
    assert of(store, charter)["ways"] == "We listen. We wait."
    with store.read() as reading:
        [answer] = answers_to(reading, charter).values()
    assert answer.read == digest(of(store, charter))


def test_what_waits_for_its_turn_is_for_the_words_that_were_read(
    qtbot: QtBot, show: Show, charter: str, store: Store, put: Put, people: dict[str, str]
):
    put("charter", charter, state="proposed")
    page = show(charter)
    page.write_in("ways")
    qtbot.keyClicks(editor(page).paper, " We wait.")
    with coming_in(store, "charter", charter, {"vision": "Words that nobody here has read."}):
        page.answer(people["Tomas Lind"], "signed")
        page.do("agree")
        asking = page.findChild(Notice, "notice-missing")
        assert asking is not None
        asking.button.click()
    qtbot.waitUntil(lambda: of(store, charter)["state"] == "agreed")
    read = {**of(store, charter), "vision": "Every child **reads**.", "ways": "We listen. We wait."}
    with store.read() as reading:
        [answer] = answers_to(reading, charter).values()
    assert answer.read == digest(read)
    history = records.history(store, charter)
    [agreed] = [one.id for one in history if one.fields.get("state") == "agreed"]
    assert digest(look(seen_by(history, [agreed]), kind_named("charter")).fields) == digest(read)


def test_prose_is_set_with_its_lists_and_fetches_nothing(qtbot: QtBot, theme: Theme):
    text = """# Aims

1. Read
2. Talk about it
   - at home

> Said by *Ruth*

| Who | What |
| --- | --- |
| Tomas | chairs |

![a picture](file:///etc/hostname) <b>bold</b> and `code`
"""
    prose = CharterProse(theme, "Ways of working", read_notes(text))
    qtbot.addWidget(prose)
    assert prose.toPlainText().splitlines() == [
        "Aims",
        "Read",
        "Talk about it",
        "at home",
        "Said by Ruth",
        "Who  ·  What",
        "Tomas  ·  chairs",
        "![a picture](file:///etc/hostname) <b>bold</b> and code",
    ]
    items = [block.textList() for block in blocks_of(prose) if block.textList() is not None]
    assert [one.format().indent() for one in items] == [1, 1, 2]
    with qtbot.waitSignal(prose.pressed):
        qtbot.mouseClick(prose.viewport(), Qt.MouseButton.LeftButton)


def blocks_of(prose: CharterProse) -> list[QTextBlock]:
    found, block = [], prose.document().begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found
