"""What trust is built on is noted at a visit in a few keys, saved with it, and closed where it is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.domain.timeline import ENTRIES
from isp_desktop.services import drafts, finding, records, settings
from isp_desktop.ui.kit.fields import PlainLine
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.rows import ROW
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.visit import VisitPage
from isp_desktop.ui.pages.visit.entries import EntryRow
from isp_desktop.ui.parts.rail_rows import RailList
from isp_desktop.ui.parts.row_box import RowBox

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date.today().isoformat()
Put = Callable[..., str]
Open = Callable[..., VisitPage]


def begin(qtbot: QtBot, page: VisitPage, letter: str) -> None:
    focused = page.window().focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, letter, Qt.KeyboardModifier.AltModifier)


def type_line(qtbot: QtBot, page: VisitPage, words: str) -> None:
    """Types where the cursor stands, and Enter."""
    line = page.window().focusWidget()
    assert line is not None
    qtbot.keyClicks(line, words)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def rail_list(page: VisitPage, key: str) -> RailList:
    found = [one for one in page.rail.findChildren(RailList, key) if one.isVisible()]
    return found[-1]


def test_each_kind_is_noted_in_a_line_and_saved_with_the_visit(qtbot: QtBot, open_visit: Open, store: Store, put: Put):
    tomas, site = put("person", name="Tomas Lind"), put("site", name="Alder Road")
    page = open_visit(site=site, attended=[tomas])
    for kind, letter in zip(ENTRIES, "FTDVL", strict=True):
        begin(qtbot, page, letter)
        type_line(qtbot, page, f"{kind} one")
        type_line(qtbot, page, f"{kind} two")
    page.save()
    for kind in ENTRIES:
        made = finding.every(store, kind)
        assert {item.fields["what"] for item in made} == {f"{kind} one", f"{kind} two"}
        for item in made:
            known = {name: item.fields[name] for name in ("visit", "site", "date", "people")}
            assert known == {"visit": page.uid, "site": site, "date": TODAY, "people": [tomas]}
            assert item.private


@pytest.mark.parametrize("letter", "FB")
def test_a_line_that_is_begun_comes_into_sight(qtbot: QtBot, open_visit: Open, put: Put, letter: str):
    page = open_visit(site=put("site", name="Alder Road"))
    page.resize(1024, 420)
    begin(qtbot, page, letter)
    line = page.window().focusWidget()
    assert isinstance(line, PlainLine)
    qtbot.waitUntil(lambda: line.visibleRegion().boundingRect().height() == line.height())


def test_a_debrief_is_noted_in_a_line_and_is_shared_with_the_visit(
    qtbot: QtBot, open_visit: Open, store: Store, put: Put
):
    tomas, site = put("person", name="Tomas Lind"), put("site", name="Alder Road")
    page = open_visit(site=site, attended=[tomas, put("person", name="Ruth Calloway")])
    begin(qtbot, page, "B")
    type_line(qtbot, page, "What a coach costs")
    page.save()
    assert not finding.every(store, "debrief")
    [row] = [row for row in page.findChildren(EntryRow) if not row.is_empty()]
    assert row.line.accessibleDescription() == "Say with whom it was."
    row.people.set_value([tomas])
    row.touch("people", [tomas])
    page.save()
    [made] = finding.every(store, "debrief")
    known = {name: made.fields[name] for name in ("talked", "visit", "site", "date", "people", "activities")}
    assert known == {
        "talked": "What a coach costs",
        "visit": page.uid,
        "site": site,
        "date": TODAY,
        "people": [tomas],
        "activities": ["L3"],
    }
    assert not made.private


def test_what_was_written_in_several_lines_is_only_read_in_the_line(open_visit: Open, put: Put):
    hana = put("person", name="Hana Sato")
    visit = put("visit", date=TODAY, attended=[hana])
    put("debrief", date=TODAY, people=[hana], visit=visit, talked="The rota.\nAnd the budget.")
    page = open_visit(visit)
    [row] = [row for row in page.findChildren(EntryRow) if not row.is_empty()]
    assert row.line.isReadOnly()


def test_nothing_asked_for_takes_no_room_and_a_chip_begins_it(qtbot: QtBot, open_visit: Open):
    page = open_visit()
    assert not page.findChildren(EntryRow)
    page.entries.chips["tension"].click()
    [row] = page.findChildren(EntryRow)
    assert row.line.hasFocus()
    assert row.is_empty()
    page.save()
    assert page.minimumSizeHint().width() <= 1100


def test_what_is_noted_is_kept_with_the_draft_and_comes_back(qtbot: QtBot, open_visit: Open, store: Store, put: Put):
    page = open_visit(site=put("site", name="Alder Road"))
    begin(qtbot, page, "F")
    type_line(qtbot, page, "Too fast for the new ones")
    page.flush()
    assert drafts.of(store, page.uid) is not None
    assert not finding.every(store, "feedback")
    again = open_visit(page.uid)
    assert {row.line.text() for row in again.findChildren(EntryRow)} == {"Too fast for the new ones", ""}


def test_a_row_without_words_is_told_and_several_people_are_not_guessed(
    qtbot: QtBot, open_visit: Open, store: Store, put: Put
):
    people = [put("person", name=name) for name in ("Tomas Lind", "Priya Raman")]
    page = open_visit(site=put("site", name="Alder Road"), attended=people)
    begin(qtbot, page, "T")
    [row] = page.findChildren(EntryRow)
    qtbot.keyClicks(row.line, "Who owns the data")
    assert row.people.value() == []
    row.people.set_value([people[0]])
    row.people.changed.emit()
    row.line.clear()
    row.line.textEdited.emit("")
    page.save()
    assert not finding.every(store, "tension")
    assert "Say in a line" in row.line.accessibleDescription()


def test_the_rail_tells_how_far_each_has_come_and_closes_it_with_undo(
    qtbot: QtBot, open_visit: Open, store: Store, put: Put
):
    site = put("site", name="Alder Road")
    visit = put("visit", date=TODAY, site=site)
    feedback = put("feedback", date=TODAY, what="Too fast", site=site, visit=visit)
    tension = put("tension", date="2026-01-10", what="Who owns the data", site=site)
    page = open_visit(visit)
    noted = rail_list(page, "noted").rows().row(0)
    assert (noted.second, noted.date) == ("Feedback", "nothing done yet")
    undos: list[tuple[str, Callable[[], None]]] = []
    page.undo_offered.connect(lambda sentence, undo: undos.append((sentence, undo)))
    rail_list(page, "noted").select(feedback)
    qtbot.keyClick(rail_list(page, "noted"), Qt.Key.Key_Space)
    assert records.get(store, feedback).fields["told_on"] == TODAY
    rail_list(page, "waiting").ticked.emit(tension, True)
    assert records.get(store, tension).fields["state"] == "settled"
    assert [sentence for sentence, _undo in undos] == ["Feedback told back", "Tension settled"]
    for _sentence, undo in undos:
        undo()
    assert "told_on" not in records.get(store, feedback).fields
    assert records.get(store, tension).fields.get("state") in (None, "open")


def test_the_steps_between_are_in_the_menu_of_a_row(qtbot: QtBot, open_visit: Open, store: Store, put: Put):
    visit = put("visit", date=TODAY, site=put("site", name="Alder Road"))
    tension = put("tension", date=TODAY, what="Who owns the data", visit=visit)
    page = open_visit(visit)
    rail_list(page, "noted").menu_asked.emit(tension, QPoint())
    menu = page.findChild(Menu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Open", "Space is held for it", "Settled today"]
    menu.actions()[1].trigger()
    menu.close()
    assert records.get(store, tension).fields["state"] == "held"


def test_rating_trust_begins_with_whom_when_and_where_it_was_seen(
    qtbot: QtBot, open_visit: Open, store: Store, put: Put
):
    me, ruth = put("person", name="Maren Oduya"), put("person", name="Ruth Calloway")
    settings.write(store, "me", me)
    page = open_visit(site=put("site", name="Alder Road"), attended=[me, ruth])
    asked: list[tuple[str, dict[str, Any]]] = []
    page.new_asked.connect(lambda kind, preset: asked.append((kind, preset)))
    begin(qtbot, page, "R")
    assert records.get(store, page.uid).kind == "visit", "the visit is saved first, so that the rating can point to it"
    known = {"stakeholder": ruth, "rater": me, "date": TODAY, "visit": page.uid, "way": "self"}
    assert asked == [("trust", known)]


def test_that_a_row_is_private_is_told_also_where_something_is_wrong_with_it_and_after(
    qtbot: QtBot, open_visit: Open, put: Put
):
    page = open_visit(site=put("site", name="Alder Road"))
    begin(qtbot, page, "F")
    [row] = page.findChildren(EntryRow)
    assert row.line.accessibleDescription() == "Private"
    qtbot.keyClicks(row.line, "Too fast for the new ones")
    row.set_error("Say in a line what it is.")
    assert row.line.accessibleDescription() == "Private. Say in a line what it is."
    page.save()
    told = {one.line.accessibleDescription() for one in page.findChildren(EntryRow)}
    page.form.editors["date"].set_value(None)
    page.form.editors["date"].changed.emit()
    qtbot.keyClicks(next(one for one in page.findChildren(EntryRow) if not one.is_empty()).line, "!")
    page.save()
    told |= {one.line.accessibleDescription() for one in page.findChildren(EntryRow)}
    assert told == {"Private"}


def test_private_rows_look_private_within_their_rounded_edge(qtbot: QtBot, open_visit: Open, theme: Theme, put: Put):
    uid = put("visit", date=TODAY, site=put("site", name="Alder Road"))
    put("conversation", date=TODAY, what="The grades", visit=uid)
    page = open_visit(uid)
    qtbot.waitUntil(lambda: bool(page.rail.findChildren(RailList, "noted")))
    row = page.findChildren(EntryRow)[0]
    box = row.parentWidget()
    assert isinstance(box, RowBox)
    picture = box.grab().toImage()
    edge = [picture.pixelColor(x, 0).name().upper() for x in range(20, 60)]
    assert f"#{theme.tokens.private_line.lstrip('#')}".upper() in edge
    assert len(set(edge)) > 1, "the edge is dashed"
    corner = picture.pixelColor(0, 0)
    assert corner == picture.pixelColor(0, picture.height() - 1)
    assert corner.name().upper() != f"#{theme.tokens.private_soft.lstrip('#')}".upper()
    # The lock stands where others have the sign of their kind.
    noted = rail_list(page, "noted").rows()
    assert [(one.private, one.icon) for one in (noted.index(0, 0).data(ROW),)] == [(True, "")]
