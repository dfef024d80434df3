"""Settling in the real window: choosing by key, writing anew, leaving for later, undo, and what comes in meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from colleagues import change, exchange, give, shared_log
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.domain.revision import Revision
from isp_desktop.services import conflicts, records, settings
from isp_desktop.services.story import story
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.compare import CompareText
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.rows import ROW, Row
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.conflicts import ConflictsPage
from isp_desktop.ui.pages.conflicts.words import headline
from isp_desktop.ui.pages.person import PersonPage
from isp_desktop.ui.pages.record import RecordPage
from isp_desktop.ui.pages.site import SitePage
from isp_desktop.ui.pages.today import TodayPage
from isp_desktop.ui.pages.visit import VisitPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

BEFORE = "Small tests are decided by whoever runs them. The head is told within a month."
MINE, THEIRS = BEFORE.replace("month", "week"), BEFORE.replace("decided", "agreed")
JOINED = MINE.replace("decided", "agreed")

Open = Callable[..., ConflictsPage]
Put = Callable[..., str]


@pytest.fixture
def sam(make_store: Callable[[str], Store]) -> Store:
    return make_store("Sam Whitlock")


@pytest.fixture
def open_page(qtbot: QtBot, desk: Desk) -> Open:
    """Opens the page in the window, and waits until it shows what there is."""

    def show(uid: str = "") -> ConflictsPage:
        assert desk.go(Place("conflicts", "", uid))
        desk.window().activateWindow()
        page = desk.page()
        assert isinstance(page, ConflictsPage)
        settle_down(qtbot, desk)
        return page

    return show


def settle_down(qtbot: QtBot, desk: Desk) -> None:
    """Until nothing is being read any more."""
    # What a commit asks for comes with the next turn of the loop.
    for _turn in range(2):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not desk.jobs.busy())
    page = desk.page()
    if isinstance(page, ConflictsPage):
        qtbot.waitUntil(page.is_whole)


def visit_of_both(store: Store, sam: Store, put: Put) -> str:
    uid = put("visit", date="2026-10-15", purpose="Coaching", discussion=BEFORE)
    exchange(store, sam)
    change(store, uid, purpose="Coaching and review", discussion=MINE)
    change(sam, uid, purpose="Data review", discussion=THEIRS)
    exchange(store, sam)
    return uid


@pytest.fixture
def visit(store: Store, sam: Store, put: Put) -> str:
    """A visit whose purpose and discussion both changed."""
    return visit_of_both(store, sam, put)


def rows(page: ConflictsPage) -> list[Row]:
    model = page.waiting.list.rows()
    return [model.index(at, 0).data(ROW) for at in range(model.rowCount())]


def chosen(page: ConflictsPage) -> str:
    choice = page.view.chosen_one() if page.view is not None else None
    return choice.key if choice is not None else ""


def press(qtbot: QtBot, page: ConflictsPage, key: Qt.Key, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    within = page.window().focusWidget() or page
    qtbot.keyClick(within, key, modifier)


def test_all_is_settled_by_keys_alone(qtbot: QtBot, desk: Desk, open_page: Open, store: Store, visit: str) -> None:
    page = open_page()
    assert [(row.title, row.second, row.section) for row in rows(page)] == [
        ("Purpose", "Both changed it", "Visit: 15 October 2026"),
        ("Discussion", "Both changed it", "Visit: 15 October 2026"),
    ]
    assert desk.sidebar.findChildren(QAbstractButton)
    assert any(row.accessibleName() == "Conflicts, 2" for row in desk.sidebar.findChildren(QAbstractButton))
    assert page.view is not None
    assert [card.pick.text() for _choice, card in page.view.cards] == ["Yours", "Theirs", "Write it anew"]
    assert (chosen(page), page.foot.keep.isEnabled()) == ("", False)
    press(qtbot, page, Qt.Key.Key_2)
    assert page.foot.keep.words() == "Keep theirs, next"
    press(qtbot, page, Qt.Key.Key_Return, control=True)
    settle_down(qtbot, desk)
    assert [(row.icon, row.second) for row in rows(page)] == [
        ("circle-check", "Kept: Data review"),
        ("git-compare", "Both changed it"),
    ]
    assert (chosen(page), page.foot.keep.words()) == ("joined", "Keep both")
    press(qtbot, page, Qt.Key.Key_Return, control=True)
    settle_down(qtbot, desk)
    now = records.get(store, visit)
    assert (now.fields["purpose"], now.fields["discussion"], now.conflicts) == ("Data review", JOINED, {})
    assert page.view is None
    assert conflicts.count(store) == 0
    assert any(row.accessibleName() == "Conflicts" for row in desk.sidebar.findChildren(QAbstractButton))
    # Nothing chosen, nothing done.
    press(qtbot, page, Qt.Key.Key_Return, control=True)
    assert records.get(store, visit).heads == now.heads


def test_digits_typed_as_the_reason_are_words_and_the_reason_is_in_the_history(
    qtbot: QtBot, desk: Desk, open_page: Open, store: Store, visit: str
) -> None:
    page = open_page(visit)
    press(qtbot, page, Qt.Key.Key_1)
    assert page.view is not None
    line = page.view.why.line.line
    line.setFocus()
    qtbot.keyClicks(line, "2 agreed")
    assert chosen(page) == "take"
    page.foot.keep.click()
    settle_down(qtbot, desk)
    assert records.get(store, visit).fields["purpose"] == "Coaching and review"
    assert story(store, visit).steps[0].reason == "2 agreed"


def test_a_reason_is_picked(qtbot: QtBot, open_page: Open, visit: str) -> None:
    page = open_page(visit)
    assert page.view is not None
    page.view.why.chips[0].click()
    assert page.view.why.text() == "Agreed by phone"


def test_what_is_written_anew_is_kept_on_the_disk_and_is_there_again(
    qtbot: QtBot, desk: Desk, open_page: Open, store: Store, visit: str
) -> None:
    page = open_page(visit)
    press(qtbot, page, Qt.Key.Key_PageDown, control=True)
    settle_down(qtbot, desk)
    press(qtbot, page, Qt.Key.Key_4)
    assert page.view is not None
    assert isinstance(page.view.editor, TextEditor)
    assert page.view.editor.value() == JOINED
    page.view.editor.paper.insertPlainText("First. ")
    page.view.why.chips[1].click()
    # Another version is looked at, another page: what was typed stays.
    press_pick(page, 1)
    desk.show_place("today")
    page = open_page(visit)
    page.waiting.list.select(rows(page)[1].uid)
    settle_down(qtbot, desk)
    assert page.view is not None
    assert page.view.editor is not None
    assert page.view.editor.value() == f"First. {JOINED}"
    assert page.view.why.text() == "Newer information"
    press_pick(page, 4)
    page.foot.keep.click()
    settle_down(qtbot, desk)
    assert records.get(store, visit).fields["discussion"] == f"First. {JOINED}"
    assert page.view is not None
    page.flush()
    assert not settings.read(store, "settling")


def press_pick(page: ConflictsPage, number: int) -> None:
    assert page.view is not None
    page.view.cards[number - 1][1].pick.click()


def test_what_does_not_fit_is_told_at_the_editor_and_nothing_is_settled(
    qtbot: QtBot, desk: Desk, open_page: Open, store: Store, sam: Store, put: Put
) -> None:
    uid = put("site", name="Alder")
    exchange(store, sam)
    change(store, uid, name="Alder Road")
    change(sam, uid, name="Alder Street")
    exchange(store, sam)
    page = open_page(uid)
    press_pick(page, 3)
    assert page.view is not None
    assert page.view.editor is not None
    page.view.editor.set_value("")
    page.foot.keep.click()
    assert "needed" in page.view.editor.error()
    assert "name" in records.get(store, uid).conflicts


def test_where_nothing_stood_before_the_words_that_differ_are_marked(
    open_page: Open, store: Store, sam: Store, put: Put
) -> None:
    uid = put("visit", date="2026-10-15")
    exchange(store, sam)
    change(store, uid, discussion="We met Priya at ten.")
    change(sam, uid, discussion="We met Tomas at ten.")
    exchange(store, sam)
    view = open_page(uid).view
    assert view is not None
    marked = [text.spoken() for text in view.findChildren(CompareText)]
    assert sorted(filter(None, marked)) == ["added: Priya", "added: Tomas"]
    assert any("Nothing stood here before" in label.text() for label in view.findChildren(Label))


def test_leaving_for_later_changes_nothing_and_goes_back(desk: Desk, open_page: Open, store: Store, visit: str) -> None:
    desk.go(Place("list", "visit"))
    page = open_page()
    before = records.get(store, visit).heads
    page.later_button.click()
    assert desk.place() == Place("list", "visit")
    assert records.get(store, visit).heads == before
    assert conflicts.count(store) == 2


def test_a_settling_is_taken_back_and_waits_again(
    qtbot: QtBot, desk: Desk, open_page: Open, store: Store, visit: str
) -> None:
    page = open_page(visit)
    press_pick(page, 1)
    page.foot.keep.click()
    settle_down(qtbot, desk)
    assert conflicts.count(store) == 1
    desk.undo()
    settle_down(qtbot, desk)
    assert conflicts.count(store) == 2
    assert [row.icon for row in rows(page)] == ["git-compare", "git-compare"]
    assert page.view is not None
    assert {head.words for head in page.view.item.heads} == {  # type: ignore[union-attr]
        "Coaching and review",
        "Data review",
    }


def test_deleted_here_and_changed_there_is_kept_or_deleted(
    qtbot: QtBot, desk: Desk, open_page: Open, store: Store, sam: Store, put: Put
) -> None:
    uid = put("commitment", what="Send the rota", due="2026-10-20")
    exchange(store, sam)
    with store.write() as transaction:
        records.delete(transaction, uid)
    change(sam, uid, what="Send the new rota")
    exchange(store, sam)
    page = open_page()
    assert [(row.title, row.second) for row in rows(page)] == [("The whole commitment", "Deleted by you")]
    press(qtbot, page, Qt.Key.Key_1)
    page.foot.keep.click()
    settle_down(qtbot, desk)
    assert records.get(store, uid).life == "live"
    desk.undo()
    settle_down(qtbot, desk)
    assert records.get(store, uid).life == "contested"
    press(qtbot, page, Qt.Key.Key_2)
    page.foot.keep.click()
    settle_down(qtbot, desk)
    assert records.get(store, uid).life == "deleted"


def test_a_version_that_comes_in_while_one_looks_is_shown_and_what_was_typed_stays(
    qtbot: QtBot, desk: Desk, open_page: Open, store: Store, make_store: Callable[[str], Store], sam: Store, put: Put
) -> None:
    ana = make_store("Ana")
    uid = put("site", name="Alder", about=BEFORE)
    for other in (sam, ana):
        exchange(store, other)
    change(store, uid, about=MINE)
    change(sam, uid, about=THEIRS)
    change(ana, uid, about="Ana's words")
    exchange(store, sam)
    page = open_page(uid)
    press_pick(page, 4)
    assert page.view is not None
    assert isinstance(page.view.editor, TextEditor)
    page.view.editor.paper.insertPlainText("First. ")
    give(store, shared_log(ana))
    settle_down(qtbot, desk)
    assert page.view is not None
    assert page.view.editor is not None
    assert len(page.view.item.heads) == 3  # type: ignore[union-attr]
    assert [card.pick.text() for choice, card in page.view.cards if choice.key == "take"] == [
        "Yours",
        "Ana",
        "Sam Whitlock",
    ]
    assert page.view.editor.value() == f"First. {JOINED}"
    page.foot.keep.click()
    settle_down(qtbot, desk)
    assert records.get(store, uid).fields["about"] == f"First. {JOINED}"
    assert conflicts.count(store) == 0


def heads_at_once(base: Revision, field: str, values: list[Any], **more: Any) -> list[Revision]:
    """Revisions of other notebooks that follow `base`, none having seen another."""
    kwargs = {name: getattr(base, name) for name in ("uid", "kind", "scope", "schema", "clock")}
    given = {"parents": (base.id,), "author": "Sam Whitlock", "device": "far", "action": "edit"} | more
    return [Revision(**(kwargs | given), fields={field: value}) for value in values]


@pytest.fixture
def base(store: Store, put: Put) -> Revision:
    """What a site was made with."""
    return records.history(store, put("site", name="Alder", about=BEFORE))[0]


def test_a_deletion_that_comes_in_while_one_looks_still_waits_when_the_field_is_settled(
    qtbot: QtBot, desk: Desk, open_page: Open, store: Store, base: Revision
) -> None:
    mine, theirs = heads_at_once(base, "about", [MINE, THEIRS])
    give(store, [mine, theirs])
    page = open_page(base.uid)
    gone = heads_at_once(theirs, "about", [""], action="delete")[0]
    give(store, [msgspec.structs.replace(gone, fields={})])
    settle_down(qtbot, desk)
    assert page.view is not None
    assert [row.title for row in rows(page)] == ["About", "The whole site"]
    press_pick(page, 1)
    page.foot.keep.click()
    settle_down(qtbot, desk)
    now = records.get(store, base.uid)
    assert (now.life, now.conflicts) == ("contested", {})
    assert [row.icon for row in rows(page)] == ["circle-check", "trash-2"]


def test_long_versions_show_their_beginning_and_then_all(
    qtbot: QtBot, desk: Desk, open_page: Open, store: Store, base: Revision
) -> None:
    long = [letter * 50_000 for letter in "ab"]
    give(store, heads_at_once(base, "about", long))
    page = open_page(base.uid)
    assert page.view is not None
    (card, *_others) = [card for choice, card in page.view.cards if choice.key == "take"]

    def shown() -> str:
        return "".join(part.toPlainText() for part in card.findChildren(CompareText))

    assert len(shown()) == 4_000
    more = card.findChild(Button, "more")
    assert more is not None
    said = []
    while more.isVisibleTo(card):
        said.append(more.words())
        more.click()
    assert (shown() in long, said) == (True, ["Show more", "Show more", "Show all"])
    assert chosen(page) == ""
    press_pick(page, 1)
    page.foot.keep.click()
    settle_down(qtbot, desk)
    assert records.get(store, base.uid).fields["about"] in long


def test_of_very_many_versions_some_tens_are_shown_at_once(
    qtbot: QtBot, desk: Desk, open_page: Open, store: Store, base: Revision
) -> None:
    give(store, heads_at_once(base, "phone", [str(number) for number in range(60)]))
    page = open_page(base.uid)
    assert page.view is not None
    more = page.view.findChild(Button, "more-versions")
    assert more is not None

    def count() -> int:
        assert page.view is not None
        return sum(choice.key == "take" for choice, _card in page.view.cards)

    assert (count(), more.words()) == (24, "Show 36 more versions")
    for wanted in (48, 60):
        assert more.isVisibleTo(page)
        more.click()
        assert not page.is_whole()
        qtbot.waitUntil(page.is_whole)
        assert count() == wanted
    assert not more.isVisibleTo(page)
    press_pick(page, len(page.view.cards))
    page.foot.keep.click()
    settle_down(qtbot, desk)
    assert conflicts.count(store) == 0


@pytest.mark.parametrize("field", ["about", "setting", "initiatives", "name"])
def test_a_version_that_does_not_fit_is_shown_as_that_and_another_can_be_taken(
    qtbot: QtBot, desk: Desk, open_page: Open, store: Store, base: Revision, field: str
) -> None:
    value = "school" if field == "setting" else "Alder Lane"
    give(store, heads_at_once(base, field, [{"add": ["x"]}, 7, value]))
    page = open_page(base.uid)
    assert page.view is not None
    told = {choice.told: at for at, (choice, _card) in enumerate(page.view.cards, 1) if choice.key == "take"}
    odd = "something that this version does not understand"
    assert odd in told
    press_pick(page, told[odd])
    page.foot.keep.click()
    settle_down(qtbot, desk)
    assert conflicts.count(store) == 1


def test_a_clock_that_nobody_has_is_told_as_the_last_day_there_is(
    open_page: Open, store: Store, base: Revision
) -> None:
    give(store, heads_at_once(base, "phone", ["1", "2"], clock=(2**48 - 1, 0)))
    give(store, heads_at_once(base, "phone", ["3"], clock=(-(2**40), 0)))
    assert "31 December 9999" in headline(conflicts.conflicts(store))
    page = open_page(base.uid)
    assert page.view is not None
    assert not any("10889" in card.pick.accessibleDescription() for _choice, card in page.view.cards)


def test_what_a_colleague_settled_goes_from_the_list(
    qtbot: QtBot, desk: Desk, open_page: Open, store: Store, sam: Store, visit: str
) -> None:
    page = open_page(visit)
    change(sam, visit, purpose="Something else")
    give(store, shared_log(sam))
    settle_down(qtbot, desk)
    assert [row.title for row in rows(page)] == ["Discussion"]
    assert page.view is not None
    assert page.view.item.field == "discussion"  # type: ignore[union-attr]


def test_an_editor_open_on_the_same_field_while_revisions_arrive_ends_in_a_conflict_on_this_page(
    qtbot: QtBot, desk: Desk, store: Store, sam: Store, put: Put
) -> None:
    uid = put("site", name="Alder", phone="1")
    exchange(store, sam)
    desk.go(Place("edit", "site", uid))
    editing = desk.page()
    assert isinstance(editing, RecordPage)
    line = editing.form.editors["phone"].inner()
    line.setFocus()
    qtbot.keyClicks(line, "22")
    change(sam, uid, phone="333")
    give(store, shared_log(sam))
    settle_down(qtbot, desk)
    editing.save()
    settle_down(qtbot, desk)
    assert {one.fields["phone"] for one in records.get(store, uid).conflicts["phone"]} == {"221", "333"}
    note = editing.findChild(Notice, "conflict-phone")
    assert note is not None
    note.button.click()
    settle_down(qtbot, desk)
    page = desk.page()
    assert isinstance(page, ConflictsPage)
    assert page.view is not None
    assert [version.words for version in page.view.item.heads] == ["221", "333"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("kind", "page_class", "fields"),
    [("site", SitePage, {"name": "Alder"}), ("person", PersonPage, {"name": "Priya"}), ("visit", VisitPage, {})],
)
def test_the_pages_of_records_lead_here(
    qtbot: QtBot,
    desk: Desk,
    store: Store,
    sam: Store,
    put: Put,
    kind: str,
    page_class: type[QWidget],
    fields: dict[str, str],
) -> None:
    name = "purpose" if kind == "visit" else "organization"
    start = {"date": "2026-10-15"} if kind == "visit" else fields
    uid = put(kind, **start)
    exchange(store, sam)
    change(store, uid, **{name: "one"})
    change(sam, uid, **{name: "two"})
    exchange(store, sam)
    desk.go(Place("record", kind, uid))
    found = desk.page()
    assert isinstance(found, page_class)
    settle_down(qtbot, desk)
    qtbot.waitUntil(lambda: bool(links(found)))
    links(found)[0].click()
    assert desk.place() == Place("conflicts", "", uid)


def links(page: QWidget) -> list[Button]:
    return [button for button in page.findChildren(Button) if button.words() == "Settle"]


def test_today_says_how_much_waits(qtbot: QtBot, desk: Desk, visit: str) -> None:
    desk.show_place("today")
    today = desk.page()
    assert isinstance(today, TodayPage)
    settle_down(qtbot, desk)
    assert today.to_settle.isVisibleTo(today)
    assert today.to_settle.remark.accessibleName() == "2 changes to settle"
    today.to_settle.button.click()
    assert desk.place() == Place("conflicts")


def test_where_nothing_waits_the_page_says_what_would(desk: Desk, open_page: Open) -> None:
    page = open_page()
    assert page.empty.isVisibleTo(page)
    assert not page.later_button.isVisibleTo(page)


def test_it_fits_into_small_windows_and_everything_has_a_name(
    qtbot: QtBot, desk: Desk, open_page: Open, visit: str
) -> None:
    page = open_page(visit)
    press(qtbot, page, Qt.Key.Key_PageDown, control=True)
    settle_down(qtbot, desk)
    assert page.minimumSizeHint().width() <= 760
    for control in page.findChildren(QAbstractButton):
        assert control.accessibleName() or control.text() or not control.isVisibleTo(page)
    for pick in page.findChildren(QRadioButton):
        assert pick.accessibleDescription()
