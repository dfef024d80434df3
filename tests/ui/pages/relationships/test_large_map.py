"""A map of more people than can be read at once: begun with some, all of them on request, larger and back."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import pytest
from maps import TODAY, Open, Put, press, settle
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.domain.excerpt import READABLE
from isp_desktop.domain.network import Sieve
from isp_desktop.services import settings
from isp_desktop.services.network import keeping
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.pages.relationships.map import Habit, MapPanel
from isp_desktop.ui.pages.relationships.map.legend import line_height
from isp_desktop.ui.pages.relationships.map.legend_bar import LINES

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CARD = (600, 520)


@pytest.fixture
def many(store: Store, put: Put) -> dict[str, str]:
    """The practitioner with lines to 8 people, each tied to 3 others; 13 more without a tie. "P 3" has gone quiet."""
    uids = {"me": put("person", name="Maren Oduya")}
    settings.write(store, "me", uids["me"])
    for at in range(8):
        uids[f"P {at}"] = put("person", name=f"P {at}", part="practice", wanted_days=28 if at == 3 else None)
        put("relationship", stakeholder=uids[f"P {at}"], practitioner=uids["me"])
        for other in range(3):
            name = f"P {at}-{other}"
            uids[name] = put("person", name=name, part="teams")
            ends = {"source": uids[f"P {at}"], "target": uids[name]}
            put("tie", scope="shared", **ends, type="works_with", strength="weak")
    for at in range(13):
        uids[f"Alone {at}"] = put("person", name=f"Alone {at}")
    return uids


def shown(panel: MapPanel) -> set[str]:
    return {node.name for node in panel.view.picture.nodes.values()}


def test_it_begins_with_the_practitioner_and_those_first_in_need_so_that_all_can_be_read(
    open_map: Open, many: dict[str, str]
):
    panel = open_map(CARD)
    assert {"Maren Oduya", "P 3", "P 3-0", "P 3-1", "P 3-2"} <= shown(panel)
    assert len(shown(panel)) <= READABLE
    assert panel.view.zoom() > 0.7
    named = {uid for uid, rect in panel.view.names_shown().items() if rect[2]}
    assert named == panel.view.picture.nodes.keys() - {many["me"]}
    assert panel.strips.excerpt.words.text() == "13 of 46, those gone quiet first"


def test_everyone_is_a_key_away_and_remembered_while_the_window_is_open(
    open_map: Open, many: dict[str, str], qtbot: QtBot, jobs: Jobs
):
    habit = Habit()
    panel = open_map(habit=habit)
    press(panel, Qt.Key.Key_E)
    assert len(shown(panel)) == 33
    assert panel.strips.sieve.words.text() == "13 without a tie are left out."
    again = open_map(habit=habit)
    assert len(shown(again)) == 33
    assert again.strips.excerpt.end_button.words() == "Show fewer"
    again.strips.sieve.end_button.click()
    assert len(shown(again)) == 46
    again.strips.excerpt.end_button.click()
    settle(qtbot, jobs)
    assert len(shown(again)) <= READABLE
    assert len(shown(open_map())) <= READABLE


def test_everyone_stands_where_she_did_whatever_was_looked_at_meanwhile(
    open_map: Open, many: dict[str, str], store: Store, qtbot: QtBot, jobs: Jobs
):
    panel = open_map()
    before = keeping.kept(store)
    uid = many["P 3-1"]
    start = panel.view.spot_of(uid)
    panel.view.begin_drag(uid, start)
    panel.view.drag_to(start + QPointF(30, 20))
    with qtbot.waitSignal(panel.said) as said:
        panel.view.drop()
    assert said.args == ["Moved for now. To pin somebody, show everyone first."]
    moved = QPointF(panel.view.picture.spots[uid])
    panel.refresh(frozenset({"tie"}))
    settle(qtbot, jobs)
    assert (panel.view.picture.spots[uid] - moved).manhattanLength() < 1
    press(panel, Qt.Key.Key_E)
    assert keeping.kept(store) == before
    assert panel.view.picture.spots[uid] == QPointF(*before.spots[uid])


def test_a_person_of_the_rail_is_pointed_out_or_shown_with_what_is_around(
    open_map: Open, many: dict[str, str], qtbot: QtBot, jobs: Jobs
):
    panel = open_map()
    first = shown(panel)
    panel.point_out(many["P 3-1"])
    assert shown(panel) == first
    assert panel.view.current == many["P 3-1"]
    absent = next(name for name in sorted(many) if name.startswith("P") and "-" in name and name not in first)
    panel.point_out(many[absent])
    settle(qtbot, jobs)
    assert absent in shown(panel)
    assert panel.view.current == many[absent]
    assert panel.shown.steps == 3
    assert len(shown(panel)) <= READABLE
    press(panel, Qt.Key.Key_Escape)
    settle(qtbot, jobs)
    assert shown(panel) == first


def test_somebody_whom_the_sieve_leaves_out_is_not_chosen(open_map: Open, many: dict[str, str]):
    panel = open_map()
    panel.sift(Sieve(parts=frozenset({"practice"})))
    panel.point_out(many["Alone 3"])
    panel.grab()
    assert panel.view.current == ""


def test_a_part_stays_where_it_is_on_another_day(
    open_map: Open, many: dict[str, str], put: Put, qtbot: QtBot, jobs: Jobs
):
    put("tie", source=many["P 3"], target=many["P 3-0"], type="reports_to", since="2026-09-20")
    panel = open_map()
    before = {uid: QPointF(spot) for uid, spot in panel.view.picture.spots.items()}
    panel.show_day(TODAY.replace(month=9, day=1))
    settle(qtbot, jobs)
    assert len(panel.view.picture.edges) == 12
    assert panel.view.picture.spots == before


def test_what_is_shown_first_looks_alike_from_visit_to_visit(
    open_map: Open, many: dict[str, str], put: Put, qtbot: QtBot, jobs: Jobs
):
    before = {uid: QPointF(spot) for uid, spot in open_map().view.picture.spots.items()}
    put("person", uid=many["P 6"], wanted_days=7)
    put("tie", source=many["P 3"], target=many["Alone 1"], type="works_with")
    panel = open_map()
    after = panel.view.picture.spots
    assert many["Alone 1"] in after
    pairs = list(combinations(before.keys() & after.keys(), 2))
    turned = sum((before[a].x() - before[b].x()) * (after[a].x() - after[b].x()) < 0 for a, b in pairs)
    assert len(pairs) > 10
    assert turned <= len(pairs) / 10
    press(panel, Qt.Key.Key_Space)  # Nobody is chosen: nothing happens.
    panel.focus_on(many["P 3"])
    settle(qtbot, jobs)
    panel.focus_on("")
    assert panel.view.picture.spots == after
    panel.places.arrange()
    settle(qtbot, jobs)
    assert panel.view.picture.nodes.keys() == after.keys()


def test_larger_and_back_by_key_button_and_escape(open_map: Open, many: dict[str, str], qtbot: QtBot):
    panel = open_map()
    told: list[bool] = []
    panel.larger_chosen.connect(told.append)
    press(panel, Qt.Key.Key_L, Qt.Key.Key_L)
    panel.head.larger_button.click()
    assert panel.head.larger_button.accessibleName() == "Back to the page (L)"
    # Wherever in it the focus is.
    panel.head.list_chip.setFocus()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    QTest.keyClick(panel.head.list_chip, Qt.Key.Key_Escape)
    assert told == [True, False, True, False]


def test_where_everyone_is_too_small_to_be_read_the_larger_map_is_a_link_away(open_map: Open, many: dict[str, str]):
    panel = open_map()
    larger = panel.strips.larger_button
    assert not larger.isVisible()
    press(panel, Qt.Key.Key_E)
    assert larger.isVisible()
    larger.click()
    assert panel.is_larger
    assert not larger.isVisible()
    panel.enlarge(False)
    assert larger.isVisible()


def test_the_legend_takes_two_lines_and_has_all_of_it_in_a_sheet(open_map: Open, many: dict[str, str], put: Put):
    for (_one, first), (_other, second) in pairwise(list(many.items())[1:9]):
        for kind in ("reports_to", "influences", "supplies", "in_tension"):
            put("tie", source=first, target=second, type=kind, strength="strong")
    panel = open_map((480, 520))
    legend = panel.legend
    assert legend.height() <= LINES * line_height(panel.view.look) + 6
    assert "In tension with" not in {words for _place, words, _entry in legend.placed()}
    assert legend.button.isVisible()
    QTest.keyClick(legend.button, Qt.Key.Key_Return)
    assert legend.sheet.isVisible()
    assert "In tension with" in legend.sheet.accessibleDescription()
    QTest.keyClick(legend.sheet, Qt.Key.Key_Escape)
    assert not legend.sheet.isVisible()
    panel.resize(1400, 700)
    panel.enlarge(True)
    assert "In tension with" in {words for _place, words, _entry in legend.placed()}
    assert not legend.button.isVisible()


def test_a_picture_without_trust_does_not_tell_who_has_gone_quiet(
    open_map: Open, many: dict[str, str], put: Put, qtbot: QtBot, jobs: Jobs, tmp_path: Path
):
    def saved(name: str) -> bytes:
        panel = open_map()
        panel.acts.save_picture(tmp_path / name, trust=False)
        settle(qtbot, jobs)
        return (tmp_path / name).read_bytes()

    open_map()  # From now on all have their places.
    before = saved("before.svg")
    put("note", scope="private", date="2026-10-12", type="call", text="Met", people=[many["P 3"]])
    put("person", scope="private", name="Planted", wanted_days=7)
    put("person", uid=many["P 6"], wanted_days=7)
    # It stands apart: the others keep the places that they had.
    assert saved("after.svg") == before
    assert all(f"P {at}-1".encode() in before for at in range(8))


def test_a_site_has_a_map_of_its_own(open_map: Open, many: dict[str, str], put: Put, qtbot: QtBot, jobs: Jobs):
    site = put("site", name="Harbour")
    for name in ("P 3", "P 3-0", "P 5"):
        put("person", uid=many[name], sites=[site])
    panel = open_map(site=site)
    assert {"P 3", "P 3-0", "P 5"} <= shown(panel)
    assert "P 1" not in shown(panel)
    assert panel.strips.site.words.text() == "At Harbour"
    panel.strips.site.end_button.click()
    settle(qtbot, jobs)
    assert not panel.strips.site.is_shown()
    assert panel.strips.excerpt.is_shown()
