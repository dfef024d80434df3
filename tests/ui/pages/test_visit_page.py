"""A visit is written down by picking and typing, survives anything, and is saved whole in one go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.db.lists import Item
from isp_desktop.db.store import Store
from isp_desktop.services import drafts, finding, records, settings
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.entries import LinkEditor, LinksEditor
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.picks import PicksEditor
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.visit import VisitPage
from isp_desktop.ui.pages.visit.changes import ChangeRow
from isp_desktop.ui.parts.promise_row import PromiseRow
from isp_desktop.ui.parts.rail_rows import RailDelegate, RailList

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Put = Callable[..., str]
Open = Callable[..., VisitPage]


def day(days: int) -> str:
    return (dt.date.today() + dt.timedelta(days=days)).isoformat()


def write(page: VisitPage, name: str, text: str) -> None:
    editor = page.form.editors[name]
    assert isinstance(editor, TextEditor)
    editor.paper.setPlainText(text)


def pick(qtbot: QtBot, editor: LinkEditor | LinksEditor, words: str) -> None:
    """Types and takes the first thing offered."""
    qtbot.keyClicks(editor.line, words)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)


def links(page: VisitPage, name: str) -> LinksEditor:
    editor = page.form.editors[name]
    assert isinstance(editor, LinksEditor)
    return editor


def site_of(page: VisitPage) -> LinkEditor:
    editor = page.form.editors["site"]
    assert isinstance(editor, LinkEditor)
    return editor


def promise(page: VisitPage, at: int) -> PromiseRow:
    row = page.promises.rows[at]
    assert isinstance(row, PromiseRow)
    return row


def every(store: Store, kind: str) -> list[Item]:
    return finding.every(store, kind)


def test_a_whole_visit_is_saved_in_one_transaction(qtbot: QtBot, open_visit: Open, store: Store, put: Put):
    priya = put("person", name="Priya Raman")
    page = open_visit()
    commits: list[frozenset[str]] = []
    store.listen(commits.append)
    pick(qtbot, site_of(page), "Alder Road Primary")
    pick(qtbot, links(page, "attended"), "priya")
    pick(qtbot, links(page, "attended"), "Tomas Lind")
    write(page, "discussion", "The team ran the **data review** on its own.")
    write(page, "private_notes", "Tomas quiet again.")
    row = promise(page, 0)
    qtbot.keyClicks(row.line, "Second adult for the Monday group")
    pick(qtbot, row.owner, "priya")
    qtbot.keyClicks(row.due.line, "+7")
    change = page.changes.rows[0]
    assert isinstance(change, ChangeRow)
    qtbot.keyClicks(change.line, "Team led the review without help")
    change.place.combo.setCurrentIndex(2)
    change.place.combo.activated.emit(2)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    with qtbot.waitSignal(page.paper_asked) as asked:
        qtbot.keyClick(page.form.editors["discussion"].inner(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["visit", page.uid]
    assert commits == [frozenset({"site", "person", "visit", "commitment", "change"})]
    [site] = every(store, "site")
    tomas = next(person for person in every(store, "person") if person.fields["name"] == "Tomas Lind")
    assert tomas.fields["sites"] == [site.uid]
    visit = records.get(store, page.uid).fields
    assert (visit["site"], set(visit["attended"])) == (site.uid, {priya, tomas.uid})
    [kept] = every(store, "commitment")
    assert kept.fields["what"] == "Second adult for the Monday group"
    assert (kept.fields["owner"], kept.fields["due"], kept.fields["status"]) == (priya, day(7), "open")
    assert (kept.fields["visit"], kept.fields["site"]) == (page.uid, site.uid)
    [seen] = every(store, "change")
    assert (seen.fields["place"], seen.fields["date"], seen.fields["visit"]) == ("setting", day(0), page.uid)
    assert drafts.every(store) == []


def test_a_killed_page_loses_nothing_once_a_pause_was_made(qtbot: QtBot, open_visit: Open, store: Store):
    page = open_visit()
    pick(qtbot, site_of(page), "Alder Road Primary")
    pick(qtbot, links(page, "attended"), "Tomas Lind")
    qtbot.keyClicks(promise(page, 0).line, "Second adult")
    write(page, "discussion", "They began without me")
    qtbot.waitUntil(lambda: bool(drafts.every(store)) and "discussion" in drafts.every(store)[0].values)
    again = open_visit(page.uid)
    assert again.form.editors["discussion"].value() == "They began without me"
    assert again.state.accessibleName().endswith(" resumed")
    assert site_of(again).line.text() == "Alder Road Primary"
    assert [row.line.text() for row in again.promises.rows] == ["Second adult", ""]
    again.finish()
    assert records.get(store, page.uid).fields["discussion"] == "They began without me"
    assert [person.fields["name"] for person in every(store, "person")] == ["Tomas Lind"]
    assert len(every(store, "commitment")) == 1


def test_enter_goes_on_to_the_next_row_and_one_empty_row_is_always_there(qtbot: QtBot, open_visit: Open):
    page = open_visit()
    qtbot.keyClicks(promise(page, 0).line, "One")
    qtbot.keyClick(promise(page, 0).line, Qt.Key.Key_Return)
    assert page.focusWidget() is promise(page, 1).line
    qtbot.keyClicks(promise(page, 1).line, "Two")
    assert [row.line.text() for row in page.promises.rows] == ["One", "Two", ""]
    promise(page, 0).cross.click()
    assert [row.line.text() for row in page.promises.rows] == ["Two", ""]


def test_it_begins_today_led_by_me(open_visit: Open, store: Store, put: Put):
    me = put("person", name="Maren Oduya")
    settings.write(store, "me", me)
    page = open_visit()
    assert page.form.editors["date"].value() == day(0)
    assert page.form.editors["led_by"].value() == [me]
    assert page.shown_uid() == ""
    page.flush()
    assert drafts.every(store) == []


def test_saved_rows_are_changed_kept_and_taken_out(qtbot: QtBot, open_visit: Open, store: Store, put: Put):
    visit = put("visit", date=day(-5))
    late = put("commitment", what="Observation form", due=day(-3), visit=visit, status="open")
    gone = put("commitment", what="Never mind", visit=visit, status="open")
    page = open_visit(visit)
    assert [row.line.text() for row in page.promises.rows] == ["Observation form", "Never mind", ""]
    promise(page, 0).circle.click()
    promise(page, 1).cross.click()
    page.finish()
    assert records.get(store, late).fields["status"] == "late"
    assert records.get(store, gone).life == "deleted"


def test_a_row_without_words_is_marked_and_nothing_is_saved(qtbot: QtBot, open_visit: Open, store: Store):
    page = open_visit()
    qtbot.keyClicks(promise(page, 0).due.line, "+7")
    page.finish()
    assert promise(page, 0).line.accessibleDescription() == "Say what was promised, or take the row out."
    assert every(store, "visit") == []


def test_a_visit_that_says_nothing_is_not_saved(open_visit: Open, store: Store):
    page = open_visit()
    page.finish()
    assert "Choose the site" in page.form.editors["site"].error()
    assert every(store, "visit") == []


def test_a_time_that_makes_no_sense_is_marked_beside_its_field(qtbot: QtBot, open_visit: Open, store: Store):
    page = open_visit()
    starts = page.form.editors["starts"].inner()
    qtbot.keyClicks(starts, "14:75")
    page.finish()
    assert page.form.editors["starts"].error() == "Use a time such as 14:45"
    assert every(store, "visit") == []


def test_a_visit_that_ends_before_it_begins_is_not_saved(qtbot: QtBot, open_visit: Open, store: Store, put: Put):
    page = open_visit(site=put("site", name="Alder Road"), starts="09:30", ends="08:00")
    ends = page.form.editors["ends"]
    page.finish()
    assert ends.error() == "It ends before it begins. Use a time after 09:30, or leave this empty."
    assert finding.every(store, "visit") == []
    qtbot.waitUntil(lambda: ends.height() > page.form.editors["starts"].height())
    assert ends.y() == page.form.editors["starts"].y()
    ends.set_value("10:00")
    page._edit.touch("ends", "10:00")
    page.finish()
    assert len(finding.every(store, "visit")) == 1


def test_the_rail_tells_what_was_last_time_and_what_is_late(qtbot: QtBot, open_visit: Open, store: Store, put: Put):
    site = put("site", name="Alder Road Primary")
    last = put("visit", date=day(-27), site=site, discussion="The team ran the review. It went well.")
    put("visit", date=day(-60), site=site, discussion="Long ago.")
    late = put("commitment", what="Observation form", due=day(-3), visit=last, site=site, status="open")
    put("commitment", what="Rota", visit=last, site=site, status="kept")
    put("commitment", what="Room", due=day(2), site=site)
    page = open_visit(site=site)
    promised, waiting = (page.rail.findChild(RowList, name) for name in ("promised", "open"))
    assert promised is not None
    assert waiting is not None
    rows = {row.title: row for row in (promised.rows().row(at) for at in range(promised.rows().rowCount()))}
    assert (rows["Observation form"].second, rows["Observation form"].date) == ("Nobody named", "3 days late")
    assert rows["Rota"].checked
    assert [waiting.rows().row(0).title] == ["Room"]
    with qtbot.waitSignal(page.undo_offered) as offered:
        promised.ticked.emit(late, True)
    assert records.get(store, late).fields["status"] == "late"
    offered.args[1]()
    assert records.get(store, late).fields["status"] == "open"


def test_the_activities_used_most_are_offered_first(open_visit: Open, put: Put):
    put("visit", date=day(-3), activities=["L9", "R10"])
    put("visit", date=day(-9), activities=["L9"])
    page = open_visit()
    picks = page.form.editors["activities"]
    assert isinstance(picks, PicksEditor)
    assert picks.first()[:2] == ["L9", "R10"]
    picks.shown_chips()[-1].click()
    assert len(picks.shown_chips()) == 40, "all activities, and the way back"


def test_less_used_fields_are_folded_until_they_hold_something(open_visit: Open, put: Put):
    page = open_visit(put("visit", date=day(0), agenda="1. Data"))
    assert page.form.editors["agenda"].isVisible()
    assert not page.form.editors["materials"].isVisible()
    page.form.unfold("materials")
    assert page.form.editors["materials"].isVisible()


def test_a_colleagues_change_never_overwrites_what_is_being_typed(
    qtbot: QtBot, open_visit: Open, store: Store, put: Put
):
    visit = put("visit", date=day(0), discussion="First words", purpose="Coaching")
    page = open_visit(visit)
    write(page, "discussion", "First words, and mine")
    put("visit", uid=visit, discussion="Theirs", purpose="Debrief")
    put("commitment", what="From a colleague", visit=visit)
    page.refresh(frozenset({"visit", "commitment"}))
    assert page.form.editors["discussion"].value() == "First words, and mine"
    assert page.form.editors["purpose"].value() == "Debrief"
    assert [row.line.text() for row in page.promises.rows] == ["From a colleague", ""]
    page.save()
    assert len(records.get(store, visit).conflicts["discussion"]) == 2


def test_discarding_a_new_visit_goes_to_the_list_and_comes_back(qtbot: QtBot, open_visit: Open, store: Store):
    page = open_visit()
    write(page, "discussion", "Not meant")
    with qtbot.waitSignal(page.list_asked), qtbot.waitSignal(page.undo_offered) as offered:
        page.discard_button.click()
    assert drafts.every(store) == []
    with qtbot.waitSignal(page.record_asked) as asked:
        offered.args[1]()
    assert asked.args == ["visit", page.uid]
    assert page.form.editors["discussion"].value() == "Not meant"


def test_under_1280_the_rail_becomes_a_tab(open_visit: Open):
    page = open_visit()
    assert page.rail.isVisible()
    page.resize(900, 700)
    assert not page.rail.isVisible()
    page.tabs.look_back.click()
    assert page.rail.isVisible()
    assert not page.form.isVisible()
    assert page.minimumSizeHint().width() <= 800


def test_tab_follows_the_reading_order(qtbot: QtBot, open_visit: Open, put: Put):
    page = open_visit(attended=[put("person", name="Priya"), put("person", name="Tomas")])
    pick(qtbot, links(page, "led_by"), "Priya")
    qtbot.keyClicks(promise(page, 0).line, "One")
    purpose = page.form.editors["purpose"]
    assert isinstance(purpose, LineEditor)
    stops = [page.form.editors[name].inner() for name in ("site", "date", "starts", "attended", "led_by")]
    stops += [purpose.line, page.form.editors["discussion"].inner()]
    stops += [*page.promises.tab_stops(), *page.changes.tab_stops(), page.form.editors["private_notes"].inner()]
    assert _in_order(stops)


def _in_order(stops: list[QWidget]) -> bool:
    place, at = {}, stops[0]
    for number in range(1_000):
        place[at] = number
        at = at.nextInFocusChain()
        if at is stops[0]:
            break
    numbers = [place[stop] for stop in stops]
    return numbers == sorted(numbers)


def test_a_row_that_is_written_in_shows_what_a_colleague_made_of_its_other_fields(
    qtbot: QtBot, open_visit: Open, store: Store, put: Put
):
    visit = put("visit", date=day(0))
    uid = put("commitment", what="Form", due=day(2), visit=visit, status="open")
    page = open_visit(visit)
    row = promise(page, 0)
    qtbot.keyClicks(row.line, "Observation ")
    put("commitment", uid=uid, due=day(9))
    page.refresh(frozenset({"commitment"}))
    assert (row.line.text(), row.due.value()) == ("Observation Form", day(9))
    qtbot.keyClicks(row.line, "s")
    page.save()
    kept = records.get(store, uid)
    assert kept.fields["due"] == day(9)
    assert not kept.conflicts


def test_a_day_that_is_half_typed_in_a_row_never_replaces_one_that_was_not_on_screen(
    qtbot: QtBot, open_visit: Open, store: Store, put: Put
):
    visit = put("visit", date=day(0))
    uid = put("commitment", what="Form", visit=visit, status="open")
    page = open_visit(visit)
    row = promise(page, 0)
    qtbot.keyClicks(row.due.line, "+")
    put("commitment", uid=uid, due=day(9), what="Their form")
    page.refresh(frozenset({"commitment"}))
    assert (row.line.text(), row.due.line.text()) == ("Their form", "+")
    qtbot.keyClicks(row.due.line, "3")
    page.save()
    conflict = records.get(store, uid).conflicts["due"]
    assert {revision.fields["due"] for revision in conflict} == {day(3), day(9)}


def test_a_time_that_is_half_typed_never_replaces_one_that_was_not_on_screen(
    qtbot: QtBot, open_visit: Open, store: Store, put: Put
):
    visit = put("visit", date=day(0), starts="09:00")
    page = open_visit(visit)
    line = page.form.editors["starts"].inner()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    qtbot.keyClicks(line, "x")
    put("visit", uid=visit, starts="11:00")
    page.refresh(frozenset({"visit"}))
    assert line.text() == "x"
    line.selectAll()
    qtbot.keyClicks(line, "10:15")
    page.save()
    assert len(records.get(store, visit).conflicts["starts"]) == 2


def test_what_was_held_back_is_shown_when_nothing_is_half_typed_any_more(
    qtbot: QtBot, open_visit: Open, store: Store, put: Put
):
    visit = put("visit", date=day(0), starts="09:00")
    page = open_visit(visit)
    line = page.form.editors["starts"].inner()
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "x")
    put("visit", uid=visit, starts="11:00")
    page.refresh(frozenset({"visit"}))
    line.setText("09:00")
    page.form.editors["starts"].left.emit()
    assert line.text() == "11:00"
    page.save()
    assert not records.get(store, visit).conflicts


def test_a_fault_while_saving_leaves_what_was_typed_to_be_kept(qtbot: QtBot, open_visit: Open, store: Store):
    page = open_visit()
    write(page, "discussion", "They began without me")
    with store.write() as transaction:
        transaction.connection.exec_driver_sql("ALTER TABLE record RENAME TO elsewhere")
    with qtbot.capture_exceptions() as raised:
        page.finish_button.click()
    assert len(raised) == 1
    with store.write() as transaction:
        transaction.connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO record")
    page.flush()
    draft = drafts.of(store, page.uid)
    assert draft is not None
    assert draft.values["discussion"] == "They began without me"
    page.finish()
    assert records.get(store, page.uid).fields["discussion"] == "They began without me"


def test_a_page_that_is_left_leaves_nothing_behind(qapp: QApplication, theme: Theme, store: Store):
    def widgets_after_a_page() -> int:
        page = VisitPage(theme, store, "", {})
        page.show()
        page.close()
        page.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return len(qapp.allWidgets())

    assert widgets_after_a_page() == widgets_after_a_page()


def test_tab_in_a_row_goes_through_what_who_when_done_and_then_to_the_next_row(qtbot: QtBot, open_visit: Open):
    page = open_visit()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    promise(page, 0).line.setFocus()
    qtbot.keyClicks(page.focusWidget(), "One")
    passed = []
    for _ in range(6):
        passed.append(page.focusWidget())
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    one, two = promise(page, 0), promise(page, 1)
    assert passed == [one.line, one.owner.line, one.due.line, one.circle, two.line, two.owner.line]
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.focusWidget() is page.changes.rows[0].line, "an empty row has nothing to be done"


def test_words_typed_on_a_circle_are_not_swallowed(qtbot: QtBot, open_visit: Open):
    page = open_visit()
    row = promise(page, 0)
    qtbot.keyClicks(row.line, "One")
    row.circle.setFocus()
    qtbot.keyClicks(row.circle, "s")
    assert (row.line.text(), row.edit.value("what")) == ("Ones", "Ones")
    assert page.focusWidget() is row.line
    assert not row.circle.isChecked()


def test_a_row_is_taken_out_by_keys(qtbot: QtBot, open_visit: Open):
    page = open_visit()
    qtbot.keyClicks(promise(page, 0).line, "One two")
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(promise(page, 0).line, Qt.Key.Key_Backspace, both)
    assert [row.line.text() for row in page.promises.rows] == [""]


def test_the_activities_are_one_stop_for_tab(qtbot: QtBot, open_visit: Open):
    page = open_visit()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    picks = page.form.editors["activities"]
    assert isinstance(picks, PicksEditor)
    page.form.editors["purpose"].setFocus()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    chips = picks.shown_chips()
    assert page.focusWidget() is chips[0]
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert picks.value() == picks.first()[1:2]
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.focusWidget() is page.form.editors["discussion"].inner()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Backtab)
    assert page.focusWidget() is chips[1]


def test_all_activities_come_into_sight_with_the_focus(qtbot: QtBot, open_visit: Open):
    page = open_visit()
    page.resize(1212, 420)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    picks = page.form.editors["activities"]
    assert isinstance(picks, PicksEditor)
    picks.setFocus()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_End)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    chips = picks.shown_chips()
    assert len(chips) == 40
    assert page.focusWidget() is chips[0]
    qtbot.waitUntil(lambda: not chips[0].visibleRegion().isEmpty())
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_End)
    assert page.focusWidget() is chips[-1]
    qtbot.waitUntil(lambda: chips[-1].visibleRegion().boundingRect() == chips[-1].rect())


def test_the_rail_says_whose_a_promise_is_and_by_when_in_up_to_three_lines(open_visit: Open, put: Put):
    site = put("site", name="Alder Road Primary")
    last = put("visit", date=day(-27), site=site)
    words = "Send the observation form to everyone who joined the implementation team since the start of the term"
    shared = {"visit": last, "site": site, "owner": put("person", name="Priya Raman")}
    put("commitment", what=words, due=day(-2), status="open", **shared)
    put("commitment", what="Rota", due=day(2), status="open", **shared)
    put("commitment", what="Far too much " * 40, due=day(0), status="open", **shared)
    page = open_visit(site=site)
    promised = page.rail.findChild(RailList, "promised")
    assert promised is not None
    rows = {row.title[:4]: row for row in (promised.rows().row(at) for at in range(3))}
    assert rows["Send"].spoken() == f"{words}, Priya Raman, 2 days late"
    assert rows["Rota"].date.startswith("by ")
    assert rows["Far "].date == "today"
    delegate = promised.itemDelegate()
    assert isinstance(delegate, RailDelegate)
    assert " ".join(delegate.lines(rows["Send"])) == words
    assert len(delegate.lines(rows["Far "])) == 3
    assert delegate.lines(rows["Far "])[-1].endswith("…")
    assert promised.height() >= promised.content_height()


def test_a_visit_that_is_written_down_twice_is_told_once_and_leads_to_the_other(
    qtbot: QtBot, open_visit: Open, put: Put
):
    site = put("site", name="Alder Road")
    other = put("visit", date=day(-1), site=site, discussion="The chart was read aloud.")
    page = open_visit("", date=day(-1), site=site)
    write(page, "discussion", "The chart was read.")
    page.save()
    qtbot.waitUntil(lambda: not page._jobs.busy())
    assert "twin" not in page._shown_notices
    write(page, "discussion", "The chart was read aloud.")
    page.save()
    qtbot.waitUntil(lambda: "twin" in page._shown_notices)
    with qtbot.waitSignal(page.record_asked) as asked:
        page._shown_notices["twin"].acted.emit()
    assert asked.args == ["visit", other]
    page.save()
    qtbot.waitUntil(lambda: not page._jobs.busy())
    assert "twin" not in page._shown_notices


def test_a_visit_finished_as_a_twin_is_told_so_when_it_is_opened_again(qtbot: QtBot, open_visit: Open, put: Put):
    site = put("site", name="Alder Road")
    other = put("visit", date=day(-1), site=site, discussion="The chart was read aloud.")
    page = open_visit("", date=day(-1), site=site)
    write(page, "discussion", "The chart was read aloud.")
    with qtbot.waitSignal(page.paper_asked):
        page.finish()
    again = open_visit(page.uid)
    qtbot.waitUntil(lambda: "twin" in again._shown_notices)
    with qtbot.waitSignal(again.record_asked) as asked:
        again._shown_notices["twin"].acted.emit()
    assert asked.args == ["visit", other]
