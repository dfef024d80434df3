"""The map of relationships: looked at, travelled by keys, arranged by hand, looked back with, told as lists, saved."""

from __future__ import annotations

import random
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path
from typing import Any

import pypdf
import pytest
import shiboken6
from maps import Open, Put, press, settle
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.domain.network import Sieve
from isp_desktop.services import finding, settings
from isp_desktop.services.network import importing
from isp_desktop.services.network.measures import measures
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.paint import text_width
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.relationships.map import MapPanel
from isp_desktop.ui.pages.relationships.map.legend import sections
from isp_desktop.ui.pages.relationships.map.measures_dialog import MeasuresDialog
from isp_desktop.ui.pages.relationships.map.saving import SaveDialog
from isp_desktop.ui.pages.relationships.map.taking_in import FoundDialog

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def people(store: Store, put: Put) -> dict[str, str]:
    """The practitioner and three others in a row: You - Ruth - Tomas, and Noor by herself."""
    uids = {
        "me": put("person", name="Maren Oduya"),
        "ruth": put("person", name="Ruth Calloway", part="leadership", level="organization"),
        "tomas": put("person", name="Tomas Lind", part="teams", level="individual"),
        "noor": put("person", name="Noor Haddad", part="families"),
    }
    settings.write(store, "me", uids["me"])
    put("relationship", stakeholder=uids["ruth"], practitioner=uids["me"], since="2026-01-01", aims="plantedaims")
    put("trust", stakeholder=uids["ruth"], rater=uids["me"], date="2026-09-01", way="self", reliability=5,
        evidence="plantedevidence")  # fmt: skip
    put("tie", source=uids["tomas"], target=uids["ruth"], type="reports_to", since="2026-03-10", strength="weak")
    return uids


def drag(panel: MapPanel, uid: str, by: QPointF) -> None:
    """As the mouse does it."""
    start = panel.view.spot_of(uid)
    viewport = panel.view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start.toPoint())
    for step in (0.3, 0.7, 1.0):
        QTest.mouseMove(viewport, (start + by * step).toPoint())
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=(start + by).toPoint())


def cells(table: QTableView) -> list[list[str]]:
    model = table.model()
    return [[str(model.index(row, at).data()) for at in range(model.columnCount())] for row in range(model.rowCount())]


def test_keys_lead_from_node_to_node_and_open_what_is_chosen(open_map: Open, people: dict[str, str], qtbot: QtBot):
    panel = open_map()
    spots = panel.view.picture.spots
    for uid, spot in zip(people.values(), ((0, 0), (200, 10), (400, 0), (0, 300)), strict=True):
        spots[uid] = QPointF(*spot)
    panel.view.rebuild()
    heard: list[str] = []
    panel.chosen.connect(heard.append)
    press(panel, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left)
    press(panel, Qt.Key.Key_Down)
    names = {uid: name for name, uid in people.items()}
    assert [names[uid] for uid in heard] == ["me", "ruth", "tomas", "ruth", "me", "noor"]
    with qtbot.waitSignal(panel.record_asked) as asked:
        press(panel, Qt.Key.Key_Return)
    assert asked.args == ["person", people["noor"]]
    assert panel.view.accessibleDescription() == "Noor Haddad, Families, 0 ties"


def test_the_menu_key_opens_the_menu_of_what_is_chosen(open_map: Open, people: dict[str, str], qtbot: QtBot):
    panel = open_map()
    panel.view.choose(people["tomas"])
    with qtbot.waitSignal(panel.view.menu_asked) as asked:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
        QApplication.sendEvent(panel.view, event)
    assert asked.args is not None
    assert asked.args[0] == people["tomas"]
    [menu] = [one for one in panel.findChildren(Menu) if one.isVisible()]
    assert [act.text() for act in menu.actions()] == ["Open", "Show who is around", "New tie from here", "Rate trust"]
    with qtbot.waitSignal(panel.new_asked) as rating:
        menu.actions()[-1].trigger()
    assert rating.args == ["trust", {"stakeholder": people["tomas"], "date": "2026-10-14"}]
    menu.close()


def test_a_node_that_was_dragged_is_pinned_and_stays_there_when_the_map_is_opened_again(
    open_map: Open, people: dict[str, str], qtbot: QtBot, jobs: Jobs
):
    panel = open_map()
    before = {uid: QPointF(spot) for uid, spot in panel.view.picture.spots.items()}
    with qtbot.waitSignal(panel.undo_offered) as offered:
        drag(panel, people["noor"], QPointF(60, -40))
    settle(qtbot, jobs)
    put_at = panel.view.picture.spots[people["noor"]]
    assert (put_at - before[people["noor"]]).manhattanLength() > 40
    again = open_map()
    shown = again.view.picture
    assert shown.pins == {people["noor"]}
    for uid, spot in shown.spots.items():
        wanted = put_at if uid == people["noor"] else before[uid]
        assert (spot - wanted).manhattanLength() < 1
    assert offered.args is not None
    offered.args[1]()
    settle(qtbot, jobs)
    assert (panel.view.picture.spots[people["noor"]] - before[people["noor"]]).manhattanLength() < 1
    assert open_map().view.picture.pins == set()


def test_a_place_is_put_back_also_when_the_map_is_left(
    open_map: Open, people: dict[str, str], qtbot: QtBot, jobs: Jobs
):
    panel = open_map()
    with qtbot.waitSignal(panel.undo_offered) as offered:
        drag(panel, people["noor"], QPointF(60, -40))
    settle(qtbot, jobs)
    shiboken6.delete(panel.places)
    assert offered.args is not None
    offered.args[1]()
    settle(qtbot, jobs)
    assert open_map().view.picture.pins == set()


def test_a_node_is_moved_and_unpinned_by_keys_and_menu_too(
    open_map: Open, people: dict[str, str], qtbot: QtBot, jobs: Jobs
):
    panel = open_map()
    panel.view.choose(people["ruth"])
    QTest.keyClick(panel.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert panel.view.picture.pins == {people["ruth"]}
    [unpin] = [act for act in panel.acts.node_menu(people["ruth"]).actions() if act.text() == "Unpin"]
    unpin.trigger()
    settle(qtbot, jobs)
    assert panel.view.picture.pins == set()


def test_arranging_anew_leaves_pins_alone_and_can_be_taken_back(
    open_map: Open, people: dict[str, str], qtbot: QtBot, jobs: Jobs
):
    panel = open_map()
    drag(panel, people["noor"], QPointF(120, 0))
    settle(qtbot, jobs)
    drag(panel, people["tomas"], QPointF(-90, 50))
    settle(qtbot, jobs)
    panel.places.unpin(people["tomas"], "Tomas")
    settle(qtbot, jobs)
    before = {uid: QPointF(spot) for uid, spot in panel.view.picture.spots.items()}
    with qtbot.waitSignal(panel.undo_offered) as offered:
        panel.places.arrange()
    settle(qtbot, jobs)
    moved = {uid for uid, spot in panel.view.picture.spots.items() if (spot - before[uid]).manhattanLength() > 1}
    assert people["tomas"] in moved
    assert people["noor"] not in moved
    assert offered.args is not None
    offered.args[1]()
    settle(qtbot, jobs)
    spots = panel.view.picture.spots
    assert all((spots[uid] - spot).manhattanLength() < 1 for uid, spot in before.items())


def test_a_sieve_leaves_out_and_says_so(open_map: Open, people: dict[str, str]):
    panel = open_map()
    panel.sift(Sieve(parts=frozenset({"leadership"})))
    assert panel.view.picture.nodes.keys() == {people["me"], people["ruth"]}
    assert panel.strips.sieve.words.text() == "2 of 4 shown, 1 part of the system"
    panel.sift(Sieve(types=frozenset({"reports_to"}), alone=False))
    assert [edge.type for edge in panel.view.picture.edges] == ["reports_to"]
    panel.strips.sieve.end_button.click()
    assert len(panel.view.picture.nodes) == 4
    assert not panel.strips.sieve.is_shown()


def test_space_shows_who_is_around_and_escape_everyone_again(open_map: Open, people: dict[str, str]):
    panel = open_map()
    panel.view.choose(people["me"])
    press(panel, Qt.Key.Key_Space)
    assert panel.view.picture.nodes.keys() == {people["me"], people["ruth"]}
    panel.strips.around.chips[2].click()
    assert panel.view.picture.nodes.keys() == {people["me"], people["ruth"], people["tomas"]}
    press(panel, Qt.Key.Key_Escape)
    assert len(panel.view.picture.nodes) == 4


def test_the_slider_shows_how_it_was_then(open_map: Open, people: dict[str, str], qtbot: QtBot, jobs: Jobs):
    panel = open_map()
    assert panel.time.slider.maximum() == 3
    told = []
    for at in (0, 1, 2, 3):
        panel.time.slider.setValue(at)
        settle(qtbot, jobs)
        edges = panel.view.picture.edges
        told.append((panel.time.words.text(), sorted(edge.type for edge in edges), [edge.trust for edge in edges]))
    assert told == [
        ("At 31 January 2026", ["relationship"], [""]),
        ("At 31 March 2026", ["relationship", "reports_to"], ["", ""]),
        ("At 30 September 2026", ["relationship", "reports_to"], ["", "strong"]),
        ("Today", ["relationship", "reports_to"], ["", "strong"]),
    ]


def test_the_list_tells_what_the_map_does_and_opens_it(open_map: Open, people: dict[str, str], qtbot: QtBot):
    panel = open_map()
    panel.head.list_chip.click()
    assert panel.list.isVisible()
    assert cells(panel.list.ties) == [
        ["Maren Oduya", "Practitioner with", "Ruth Calloway", "Strong trust", "1 Jan 2026", ""],
        ["Tomas Lind", "Reports to", "Ruth Calloway", "Weak", "10 Mar 2026", ""],
    ]
    panel.list.ties.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    panel.list.ties.setCurrentIndex(panel.list.ties.model().index(0, 0))
    with qtbot.waitSignal(panel.record_asked) as asked:
        QTest.keyClick(panel.list.ties, Qt.Key.Key_Return)
    assert asked.args is not None
    assert asked.args[0] == "tie"
    panel.list.chips[1].click()
    assert ["Noor Haddad", "Person", "Families", "Level not said", "", "0"] in cells(panel.list.nodes)


def test_the_list_has_room_for_its_words_without_a_bar_below(theme: Theme, open_map: Open, people: dict[str, str]):
    panel = open_map((560, 640))
    panel.show_list(True)
    for table in (panel.list.ties, panel.list.nodes):
        panel.list.show_table(int(table is panel.list.nodes))
        QApplication.processEvents()
        assert sum(table.columnWidth(at) for at in range(6)) == table.viewport().width()
    ties = panel.list.ties
    assert ties.isColumnHidden(5), "nothing has ended"
    words = [str(ties.model().index(0, at).data()) for at in range(5)]
    assert all(text_width(theme.body(), word) < ties.columnWidth(at) - 10 for at, word in enumerate(words)), words


def test_a_tie_is_begun_at_one_node_and_ended_at_another(open_map: Open, people: dict[str, str], qtbot: QtBot):
    panel = open_map()
    [begin] = [act for act in panel.acts.node_menu(people["noor"]).actions() if act.text() == "New tie from here"]
    begin.trigger()
    panel.view.choose(people["ruth"])
    with qtbot.waitSignal(panel.new_asked) as asked:
        press(panel, Qt.Key.Key_Return)
    assert asked.args == ["tie", {"source": people["noor"], "target": people["ruth"]}]
    assert not panel.strips.tie.is_shown()


def test_names_of_thirty_people_do_not_cover_each_other(open_map: Open, put: Put, qtbot: QtBot, jobs: Jobs):
    drawn = random.Random(3)
    uids = [put("person", name=f"Somebody Else {at}") for at in range(30)]
    for _tie in range(45):
        one, other = drawn.sample(uids, 2)
        put("tie", source=one, target=other, type="works_with")
    panel = open_map((1100, 760))
    press(panel, Qt.Key.Key_E)
    names = [rect for uid, rect in panel.view.names_shown().items() if rect[2]]
    # The practitioner has a node of her own, too.
    assert len(names) == 30
    assert not any(
        a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]
        for a, b in combinations(names, 2)
    )


def test_types_of_ones_own_are_named_on_few_lines_or_those_of_the_chosen_and_each_once_in_the_legend(
    open_map: Open, put: Put
):
    advice, lunch = put("tie_type", name="asks advice"), put("tie_type", name="eats with", both_ways=True)
    uids = [put("person", name=str(at)) for at in range(10, 22)]
    for at, one in enumerate(uids):
        for step in (1, 2, 3):
            put("tie", source=one, target=uids[(at + step) % 12], named=lunch if step == 3 else advice)
    panel = open_map((1100, 760))
    view = panel.view
    assert view.words_shown() == []
    panel.choose(uids[0])
    assert set(view.words_shown()) <= {"asks advice", "eats with"}
    assert 0 < len(view.words_shown()) <= 6
    ties = next(part for part in sections(view.picture) if part.title == "Tie")
    assert [entry.words for entry in ties.entries] == ["asks advice", "eats with"]
    assert len({view.picture.stroke(edge) for edge in view.picture.edges}) == 2
    panel.focus_on(uids[0])
    panel.choose("")
    panel.sift(Sieve(types=frozenset({"own:eats with"})))
    assert len(view.picture.edges) <= 12
    assert set(view.words_shown()) == {"eats with"}


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_a_picture_is_saved_as_a_file_that_opens(
    open_map: Open, people: dict[str, str], qtbot: QtBot, jobs: Jobs, tmp_path: Path, ending: str
):
    panel, path = open_map(), tmp_path / f"map.{ending}"
    panel.acts.save_picture(path, trust=True)
    settle(qtbot, jobs)
    if ending == "svg":
        assert "Ruth Calloway" in "".join(ET.parse(path).getroot().itertext())
    elif ending == "png":
        assert QImage(str(path)).width() > 500
    else:
        words = pypdf.PdfReader(path).pages[0].extract_text()
        assert "Ruth Calloway" in " ".join(words.split())


def test_a_picture_without_trust_tells_nothing_that_is_private(
    open_map: Open, people: dict[str, str], put: Put, qtbot: QtBot, jobs: Jobs, tmp_path: Path
):
    own = put("tie_type", name="plantedtype")
    put("tie", source=people["noor"], target=people["tomas"], named=own, about="plantedabout")
    put("person", scope="private", name="Plantedname")
    panel = open_map()
    told = {}
    for trust in (False, True):
        path = tmp_path / f"{trust}.svg"
        panel.acts.save_picture(path, trust=trust)
        settle(qtbot, jobs)
        told[trust] = path.read_text(encoding="utf-8")
    assert "planted" not in told[False].lower()
    assert "trust" not in told[False].lower()
    # The line of the relationship, as wide as strong trust is, and its entry in the legend.
    assert 'stroke-width="5"' not in told[False]
    assert 'stroke-width="5"' in told[True]
    assert "plantedtype" in told[True]
    assert "Private: it tells of trust" in told[True]
    assert not any(word in told[True] for word in ("plantedaims", "plantedevidence", "plantedabout"))


def test_a_picture_without_trust_is_the_same_file_whatever_private_there_is(
    open_map: Open, people: dict[str, str], put: Put, qtbot: QtBot, jobs: Jobs, tmp_path: Path
):
    ruth, tomas, noor = people["ruth"], people["tomas"], people["noor"]
    site = put("site", name="Harbour")
    put("person", uid=tomas, wanted_days=28)
    put("tie", source=ruth, target=noor, type="works_with")
    put("relationship", stakeholder=tomas, practitioner=people["me"], since="2026-02-01", scope="shared")
    open_map()  # From now on all but the site have their places.

    def saved(name: str) -> bytes:
        panel = open_map()
        panel.acts.size_by("ties")
        panel.acts.outline_groups(True)
        settle(qtbot, jobs)
        panel.acts.save_picture(tmp_path / name, trust=False)
        settle(qtbot, jobs)
        return (tmp_path / name).read_bytes()

    before = saved("before.svg")
    put("note", scope="private", date="2026-07-01", type="call", text="Met", people=[tomas])
    put("tie", scope="private", source=noor, target=tomas, type="works_with")
    put("tie", scope="private", source=ruth, target=tomas, type="works_with")
    put("tie", scope="private", source=ruth, target=site, type="works_with")
    put("relationship", stakeholder=noor, practitioner=people["me"], scope="private")
    put("relationship", stakeholder=tomas, practitioner=people["me"], strength="strong", scope="private")
    put("trust", stakeholder=tomas, rater=people["me"], date="2026-09-01", way="self", reliability=1)
    shown = open_map().shown.picture()
    assert shown.nodes[tomas].quiet
    assert site in shown.nodes
    after = saved("after.svg")
    assert b"quiet" not in after
    assert after == before


def test_measures_say_what_they_mean_and_lead_to_who_is_meant(open_map: Open, people: dict[str, str], put: Put):
    put("tie", source=people["ruth"], target=people["noor"], type="works_with")
    panel = open_map()
    found = measures(panel.shown.network())
    dialog: MeasuresDialog = panel.acts.measures_dialog(found)
    [bridge] = [one for one in found if one.key == "bridges"]
    assert bridge.uids == (people["ruth"],)
    buttons: list[Any] = [
        one for one in dialog.findChildren(type(panel.head.show_button)) if one.words() == "Ruth Calloway"
    ]
    buttons[0].click()
    assert dialog.picked == people["ruth"]


def test_a_network_is_taken_in_and_out_again(open_map: Open, qtbot: QtBot, jobs: Jobs, store: Store):
    panel = open_map()
    assert panel.empty.isVisible()
    found = importing.look(store, b"from,to\nAnn,Bo\nBo,Cy\n", "ties.csv")
    with qtbot.waitSignal(panel.undo_offered) as offered:
        panel.taking_in.take(found)
    assert offered.args is not None
    assert offered.args[0] == "Added: 3 people, 2 ties"
    panel.refresh(frozenset({"person", "tie"}))
    settle(qtbot, jobs)
    assert len(panel.view.picture.edges) == 2
    assert all(edge.private for edge in panel.view.picture.edges)
    offered.args[1]()
    settle(qtbot, jobs)
    assert finding.every(store, "person") == []


@pytest.mark.parametrize("share", [False, True])
def test_the_dialog_of_an_import_asks_once_whether_its_ties_are_shared(
    theme: Theme, qtbot: QtBot, store: Store, share: bool
):
    found = importing.look(store, b"from,to\nAnn,Bo\n", "ties.csv")
    asked: list[bool] = []
    over = QWidget()
    qtbot.addWidget(over)
    dialog = FoundDialog(theme, found, asked.append, over)
    assert not dialog.shared.isChecked()
    dialog.shared.setChecked(share)
    dialog.add.click()
    assert asked == [share]


def test_what_is_left_out_of_a_picture_is_counted_and_why(
    theme: Theme, open_map: Open, people: dict[str, str], put: Put
):
    put("tie", source=people["noor"], target=people["tomas"], type="works_with")
    panel = open_map()
    # The relationship, the tie that was there, and this one.
    assert panel.acts.left_out() == 3
    words = [prose.text() for prose in SaveDialog(theme, panel, left_out=3).findChildren(Prose)]
    assert any(word.startswith("Without them 3 lines are left out") for word in words)
