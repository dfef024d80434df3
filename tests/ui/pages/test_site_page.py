"""The page of a site: its head, its timeline and filters, what stands beside it, and what can be done there."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.timeline import ENTRIES
from isp_desktop.services import attaching, finding, records, taking_back
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.photos import PhotoGrid
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.timeline import Moment, TimelineModel
from isp_desktop.ui.main_window.builders import where
from isp_desktop.ui.pages.site import SitePage
from isp_desktop.ui.pages.site.support import SupportDialog

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 14)
BEGUN_AT_SITE = (
    *("Add feedback", "Note a tension", "Prepare a conversation", "Add value delivered", "Add local knowledge"),
    "Add a tie",
)
Put = Callable[..., str]
Open = Callable[..., SitePage]


@pytest.fixture
def open_site(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    def show(uid: str, width: int = 1200) -> SitePage:
        page = SitePage(theme, jobs, store, uid, where, today=lambda: TODAY)
        qtbot.addWidget(page)
        page.resize(width, 860)
        page.show()
        qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole())
        return page

    return show


def moments(page: SitePage) -> list[Moment]:
    model = page.timeline.view.model()
    assert isinstance(model, TimelineModel)
    return [model.moment(at) for at in range(model.rowCount())]


def test_a_site_that_is_not_there_is_refused(theme: Theme, jobs: Jobs, store: Store):
    with pytest.raises(NotFound):
        SitePage(theme, jobs, store, records.new_uid(), where)


def test_an_empty_site_offers_the_first_step(qtbot: QtBot, open_site: Open, put: Put):
    page = open_site(site := put("site", name="Alder Road"))
    assert page.timeline.empty.isVisible()
    assert not page.timeline.tools.isVisible()
    with qtbot.waitSignal(page.new_asked) as asked:
        page.timeline.empty.action.click()
    assert asked.args == ["visit", {"site": site}]


def test_the_timeline_opens_by_enter_and_marks_what_is_private(qtbot: QtBot, open_site: Open, put: Put):
    site = put("site", name="Alder Road")
    put("note", date="2026-10-02", text="Tomas may leave", sites=[site])
    visit = put("visit", date="2026-10-08", site=site, purpose="Coaching")
    page = open_site(site)
    first, second = moments(page)
    assert (first.uid, first.private, second.private) == (visit, False, True)
    assert "Private" in second.spoken()
    page.timeline.view.setFocus()
    with qtbot.waitSignal(page.record_asked) as asked:
        qtbot.keyClick(page.timeline.view, Qt.Key.Key_Return)
    assert asked.args == ["visit", visit]


def test_the_page_is_built_in_turns_and_ends_with_the_focus_and_tab_in_order(
    qtbot: QtBot, theme: Theme, jobs: Jobs, put: Put, store: Store
):
    site = put("site", name="Alder Road")
    for year in (2025, 2026):
        put("visit", date=f"{year}-05-08", site=site)
    put("commitment", what="Send", status="open", due="2026-10-20", site=site)
    page = SitePage(theme, jobs, store, site, where, today=lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(1200, 860)
    page.show()
    page.setFocus()
    assert not page.is_whole()
    qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole())
    assert page.focusWidget() is page.timeline.view
    parts = [page.header, page.timeline.tools, page.timeline.view, page.findChild(ChoiceChip, "year-2026"), page.side]
    assert _order(page, parts) == parts


def _order(page: SitePage, parts: list[QWidget]) -> list[QWidget]:
    """The parts in the order in which Tab comes through them."""
    met: list[QWidget] = []
    at = page.nextInFocusChain()
    while at is not page:
        part = next((one for one in parts if one is at or one.isAncestorOf(at)), None)
        if part is not None and at.focusPolicy() & Qt.FocusPolicy.TabFocus and part not in met[-1:]:
            met.append(part)
        at = at.nextInFocusChain()
    return met


def test_a_page_that_is_left_while_it_is_built_reads_nothing_more(
    qtbot: QtBot, theme: Theme, jobs: Jobs, put: Put, store: Store
):
    page = SitePage(theme, jobs, store, put("site", name="Alder Road"), where, today=lambda: TODAY)
    qtbot.addWidget(page)
    page.show()
    page.hide()
    page.refresh(frozenset({"site"}))
    for _turn in range(5):
        QCoreApplication.processEvents()
    assert not jobs.busy()
    assert not page.is_whole()
    page.show()
    qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole())
    assert page.timeline.empty.isVisible()


def test_a_page_that_is_left_before_it_is_built_leaves_nothing_behind(
    qtbot: QtBot, theme: Theme, jobs: Jobs, put: Put, store: Store
):
    page = SitePage(theme, jobs, store, put("site", name="Alder Road"), where, today=lambda: TODAY)
    side = page.side
    page.deleteLater()
    qtbot.waitUntil(lambda: not isValid(side))
    assert not isValid(page)


@pytest.mark.parametrize(("earlier", "has_strip"), [(2026, False), (2025, True)])
def test_rows_have_their_width_from_the_first_and_no_empty_strip_for_years(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, put: Put, earlier: int, has_strip: bool
):
    site = put("site", name="Alder Road")
    for day in range(1, 41):
        put("visit", date=f"2026-{1 + day // 28:02}-{1 + day % 28:02}", site=site)
    put("visit", date=f"{earlier}-01-01", site=site)
    page = SitePage(theme, jobs, store, site, where, today=lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(1200, 860)
    page.show()
    widths = set()
    while jobs.busy() or not page.is_whole():
        QCoreApplication.processEvents()
        if page.slices.is_done() and moments(page):
            widths.add(page.timeline.view.width())
    QCoreApplication.processEvents()
    assert widths | {page.timeline.view.width()} == {page.timeline.view.width()}
    room = page.timeline.width() - page.timeline.view.width()
    assert (room > 60) is has_strip


def test_rows_keep_their_width_though_something_is_saved_while_they_are_first_read(
    qtbot: QtBot, theme: Theme, store: Store, put: Put
):
    site = put("site", name="Alder Road")
    put("visit", date="2026-01-01", site=site)
    # One after the other, as on a computer that is busy: the years come when the rows are there.
    jobs = Jobs(threads=1)
    page = SitePage(theme, jobs, store, site, where, today=lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(1200, 860)
    page.show()
    qtbot.waitUntil(jobs.busy)
    page.refresh(frozenset({"visit"}))
    view, widths = page.timeline.view, list[int]()
    view.model().modelReset.connect(lambda: widths.append(view.width()))
    qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole())
    assert widths
    assert set(widths) == {view.width()}


def test_titles_beside_the_timeline_take_two_lines_before_they_are_cut(open_site: Open, put: Put):
    site = put("site", name="Alder Road")
    put("commitment", what="Send the rota", status="open", site=site, due="2026-11-01")
    put("commitment", what="Bring the printed observation form for the second group", status="open", site=site)
    page = open_site(site)
    rows = page.findChild(RowList, "side-open")
    assert rows is not None
    short, long = sorted(rows.sizeHintForRow(at) for at in range(2))
    assert long > short
    assert rows.height() == short + long + 2
    place = rows.parentWidget()
    assert place is not None
    assert place.height() == place.sizeHint().height()


def test_pages_come_as_one_scrolls_and_a_year_leads_to_its_end(
    qtbot: QtBot, open_site: Open, jobs: Jobs, put: Put, store: Store
):
    site = put("site", name="Alder Road")
    with store.write() as transaction:
        for step in range(250):
            day = (dt.date(2026, 10, 1) - dt.timedelta(days=3 * step)).isoformat()
            records.put(transaction, "visit", {"date": day, "site": site})
    page = open_site(site)
    assert len(moments(page)) < 250
    bar = page.timeline.view.verticalScrollBar()

    def scrolled() -> bool:
        bar.setValue(bar.maximum())
        return len(moments(page)) == 250

    qtbot.waitUntil(scrolled)
    page.findChild(ChoiceChip, "year-2025").click()
    qtbot.waitUntil(lambda: moments(page)[0].year == 2025)
    assert page.findChild(ChoiceChip, "year-2025").isChecked()
    page.findChild(ChoiceChip, "year-2026").click()
    qtbot.waitUntil(lambda: moments(page)[0].year == 2026)


def test_words_and_kinds_narrow_and_all_is_shown_again(qtbot: QtBot, open_site: Open, put: Put):
    site = put("site", name="Alder Road")
    put("visit", date="2026-10-08", site=site, purpose="Coaching")
    put("change", date="2026-10-01", place="setting", what="New head", site=site)
    page = open_site(site)
    kind, words = page.timeline.filters["kind"], page.timeline.filters["words"]
    assert isinstance(words, LineEditor)
    qtbot.keyClicks(words.line, "head")
    qtbot.waitUntil(lambda: [one.title for one in moments(page)] == ["New head"])
    kind.set_value("visit")
    kind.changed.emit()
    qtbot.waitUntil(page.timeline.nothing.isVisible)
    page.timeline.nothing.other.click()
    qtbot.waitUntil(lambda: len(moments(page)) == 2)


def test_a_refresh_keeps_the_place_and_the_current_one(
    qtbot: QtBot, open_site: Open, jobs: Jobs, put: Put, store: Store
):
    site = put("site", name="Alder Road")
    for step in range(60):
        put("visit", date=(dt.date(2026, 10, 1) - dt.timedelta(days=step)).isoformat(), site=site)
    page = open_site(site)
    view = page.timeline.view
    view.setCurrentIndex(view.model().index(30, 0))
    view.scrollTo(view.currentIndex())
    current, top = view.current(), view.visualRect(view.currentIndex()).top()
    put("visit", date="2026-10-10", site=site, purpose="New")
    page.refresh(frozenset({"visit"}))
    qtbot.waitUntil(lambda: len(moments(page)) == 61 and not jobs.busy())
    assert view.current() == current
    assert abs(view.visualRect(view.currentIndex()).top() - top) <= 1


def test_the_support_status_is_changed_in_place_and_can_be_undone(
    qtbot: QtBot, open_site: Open, put: Put, store: Store
):
    site = put("site", name="Alder Road")
    put("support", site=site, status="active", since="2026-01-12")
    page = open_site(site)
    page.findChild(ChoiceChip, "support").click()
    dialog = page.findChild(SupportDialog)
    dialog.states["tapering"].click()
    with qtbot.waitSignal(page.undo_offered) as offered:
        dialog.save_button.click()
    page.refresh(frozenset({"support"}))
    assert page.head.support is not None
    assert page.head.support.status == "tapering"
    assert "Tapering" in page.findChildren(ChoiceChip, "support")[-1].text()
    offered.args[1]()
    page.refresh(frozenset({"support"}))
    assert page.head.support.status == "active"


def test_a_commitment_is_done_beside_the_timeline(qtbot: QtBot, open_site: Open, put: Put, store: Store):
    site = put("site", name="Alder Road")
    promise = put("commitment", what="Send", status="open", due="2026-10-20", site=site)
    page = open_site(site)
    found = page.findChild(RowList, "side-open")
    with qtbot.waitSignal(page.undo_offered) as offered:
        found.ticked.emit(promise, True)
    assert records.get(store, promise).fields["status"] == "kept"
    offered.args[1]()
    assert records.get(store, promise).fields["status"] == "open"


def test_what_is_beside_follows_the_notebook_and_its_list_keeps_the_focus(
    qtbot: QtBot, open_site: Open, jobs: Jobs, put: Put, store: Store
):
    site = put("site", name="Alder Road")
    put("commitment", what="Send", status="open", due="2026-10-20", site=site)
    gone = [put("change", date="2026-10-01", place=place, what=place, site=site) for place in ("setting", "system")]
    page = open_site(site)
    page.findChild(RowList, "side-open").setFocus()
    for uid in gone:
        taking_back.delete(store, uid)
    page.refresh(frozenset({"change"}))
    qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole())
    assert [one.objectName() for one in page.side.findChildren(RowList)] == ["side-open"]
    assert page.focusWidget() is page.findChild(RowList, "side-open")


def test_photos_stand_beside_and_open(qtbot: QtBot, open_site: Open, put: Put, store: Store):
    site = put("site", name="Alder Road")
    picture = io.BytesIO()
    Image.new("RGB", (60, 40), "#447788").save(picture, "PNG")
    uid = attaching.add(store, picture.getvalue(), "wall.png", ("site", site), today=TODAY)
    page = open_site(site)
    grid = page.findChild(PhotoGrid, "files")
    grid.setCurrentIndex(grid.model().index(0, 0))
    with qtbot.waitSignal(page.record_asked) as asked:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert asked.args == ["attachment", uid]


def test_edit_history_and_the_narrow_window(qtbot: QtBot, open_site: Open, put: Put):
    site = put("site", name="Alder Road", organization="Lowland Schools Network")
    page = open_site(site, 900)
    assert not page.side.isVisible()
    page.parts.chips[1].click()
    assert page.side.isVisible()
    assert not page.timeline.isVisible()
    with qtbot.waitSignal(page.edit_asked) as asked:
        page.edit_button.click()
    assert asked.args == ["site", site]
    with qtbot.waitSignal(page.history_asked):
        page.findChild(IconButton, "history").click()
    assert page.minimumSizeHint().width() <= 800


def test_a_deleted_site_can_be_restored(qtbot: QtBot, open_site: Open, put: Put, store: Store):
    site = put("site", name="Alder Road")
    taking_back.delete(store, site)
    page = open_site(site)
    page.notice("deleted").acted.emit()
    page.refresh(frozenset({"site"}))
    assert page.notice("deleted") is None
    assert [item.uid for item in finding.every(store, "site")] == [site]


def test_what_trust_is_built_on_begins_here_with_this_site(qtbot: QtBot, open_site: Open, put: Put):
    page = open_site(site := put("site", name="Alder Road"))
    begun: list[tuple[str, object]] = []
    page.new_asked.connect(lambda kind, fields: begun.append((kind, fields)))
    page.more_button.click()
    menu = next(menu for menu in page.findChildren(Menu) if menu.isVisible())
    for action in menu.actions():
        if action.text() in BEGUN_AT_SITE:
            action.trigger()
    assert begun == [*((kind, {"site": site}) for kind in ENTRIES), ("tie", {"source": site})]
    menu.close()
    qtbot.waitUntil(lambda: not page.findChildren(Menu))


def test_who_is_connected_here_is_a_button_away(qtbot: QtBot, open_site: Open, put: Put):
    site = put("site", name="Harbour")
    put("person", name="Ruth", sites=[site])
    page = open_site(site)
    [link] = [one for one in page.side.findChildren(Button) if one.words() == "Who is connected here"]
    with qtbot.waitSignal(page.map_asked) as asked:
        link.click()
    assert asked.args == [site]


def test_how_the_core_elements_hold_is_told_beside_and_a_button_away(qtbot: QtBot, open_site: Open, put: Put):
    initiative = put("initiative", name="Strong starts")
    element = put("core_element", name="Daily practice", initiative=initiative)
    site = put("site", name="Harbour", initiatives=[initiative])
    put("integrity_mark", element=element, site=site, date="2026-01-02", mark="partly")
    page = open_site(site)
    assert "The core element holds in part." in [prose.text() for prose in page.side.findChildren(Prose)]
    [link] = [one for one in page.side.findChildren(Button) if one.words() == "How they hold over time"]
    with qtbot.waitSignal(page.integrity_asked) as asked:
        link.click()
    assert asked.args == [site]
