"""A site is handed over in the window: to whom, what leaves, private notes only where they are ticked, and the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QStorageInfo, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import finding, records, settings
from isp_desktop.services.sharing import colleagues, contact_cards, receiving
from isp_desktop.services.sharing.colleagues import Colleague
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.exchange import place
from isp_desktop.ui.pages.exchange.place import WhereTo
from isp_desktop.ui.pages.site import SitePage
from isp_desktop.ui.pages.site.handover import HandoverDialog

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Put = Callable[..., str]
Ask = Callable[[], HandoverDialog]


@pytest.fixture
def sam(make_store: Callable[[str], Store]) -> Store:
    """The notebook of whoever takes over."""
    return make_store("Sam Whitlock")


@pytest.fixture
def key(store: Store, sam: Store) -> str:
    """Sam is known here; the signing key."""
    made = colleagues.add(store, contact_cards.read_card(contact_cards.own_card(sam)))
    return colleagues.set_verified(store, made.card.signing_key, verified=True).card.signing_key


@pytest.fixture
def site(store: Store, put: Put) -> str:
    """A site with a visit, commitments, and two private notes."""
    site = put("site", name="Alder Road")
    settings.write(store, "me", me := put("person", name="Maren Oduya"))
    priya = put("person", name="Priya Raman", sites=[site])
    put("visit", date="2026-10-15", site=site, attended=[priya], led_by=[me], private_notes="Xyloph visit")
    put("commitment", what="Send the rota", owner=me, site=site, due="2026-11-05")
    put("commitment", what="Book the room", owner=priya, site=site)
    put("note", heading="Xyloph site", text="Xyloph", sites=[site], date="2026-10-16")
    put("note", heading="Careful with dates", text="Zanzibar", people=[priya], date="2026-10-17")
    return site


@pytest.fixture
def ask(qtbot: QtBot, desk: Desk, site: str) -> Ask:
    """Opens the dialog from the menu of the site's page, and waits until it is read."""

    def begin() -> HandoverDialog:
        assert desk.go(Place("record", "site", site))
        page = desk.page()
        assert isinstance(page, SitePage)
        qtbot.waitUntil(lambda: page.is_whole() and not desk.jobs.busy())
        page.more_button.click()
        [action] = [one for one in page.findChildren(QAction) if one.text().startswith("Hand over")]
        action.trigger()
        dialog = page.findChild(HandoverDialog)
        assert dialog is not None
        settle(qtbot, desk)
        return dialog

    return begin


def settle(qtbot: QtBot, desk: Desk) -> None:
    """Waits until all jobs of the window are over, and what they brought is shown."""
    for _turn in range(3):
        qtbot.waitUntil(lambda: not desk.jobs.busy(), timeout=30_000)
        QApplication.processEvents()


def place_of(dialog: HandoverDialog, path: Path) -> WhereTo:
    found = dialog.findChild(WhereTo)
    assert found is not None
    found.path.set_value(str(path))
    return found


def note_of(dialog: HandoverDialog, heading: str) -> str:
    rows = dialog.notes.list.rows()
    return next(rows.row(at).uid for at in range(rows.rowCount()) if rows.row(at).title == heading)


def test_it_tells_what_leaves_and_whose_commitments_are_open(ask: Ask, key: str) -> None:
    dialog = ask()
    told = dialog.leaves.told.text()
    assert "1 site" in told
    assert "1 visit" in told
    assert "2 commitments are open:" in told
    rows = dialog.leaves.promises.rows()
    seen = [(rows.row(at).section, rows.row(at).title, rows.row(at).second) for at in range(rows.rowCount())]
    assert seen == [
        ("Yours", "Send the rota", "Maren Oduya"),
        ("Those of others", "Book the room", "Priya Raman"),
    ]
    assert dialog.leaves.stays.accessibleName() == "1 record leaves without its private notes."
    assert dialog.to.list.rows().row(0).spoken().startswith("Sam Whitlock")


def test_of_a_stick_it_is_said_that_it_can_be_removed(
    qtbot: QtBot, ask: Ask, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "_REMOVABLE", (f"{QStorageInfo(str(tmp_path)).rootPath()}",))
    dialog = ask()
    dialog.to.list.ticked.emit(key, True)
    place_of(dialog, tmp_path / "site")
    with qtbot.waitSignal(dialog.written, timeout=30_000):
        dialog.write_button.click()
    assert dialog.good.accessibleName().startswith("Written and read back. It is safe to remove the stick.")


def test_no_private_note_is_ticked_and_none_leaves_unless_it_is(
    qtbot: QtBot, desk: Desk, ask: Ask, key: str, store: Store, sam: Store, site: str, tmp_path: Path
) -> None:
    dialog = ask()
    rows = dialog.notes.list.rows()
    assert [rows.row(at).checked for at in range(rows.rowCount())] == [False, False]
    assert all(rows.row(at).private for at in range(rows.rowCount()))
    assert dialog.notes.warning.isHidden()
    dialog.to.list.ticked.emit(key, True)
    place_of(dialog, tmp_path / "site")
    with qtbot.waitSignal(dialog.written, timeout=30_000):
        dialog.write_button.click()
    assert dialog.good.accessibleName().startswith("Written and read back.")
    assert "stick" not in dialog.good.accessibleName()
    receiving.receive(sam, tmp_path / "site.ispx")
    assert [one.fields["name"] for one in finding.every(sam, "site")] == ["Alder Road"]
    assert finding.every(sam, "note") == []
    assert all(item.private for item in finding.every(store, "note"))
    assert settings.read(store, "sharing_folder") == str(tmp_path)


def test_a_ticked_note_is_warned_of_and_goes_along_with_the_line(
    qtbot: QtBot, desk: Desk, ask: Ask, key: str, store: Store, sam: Store, tmp_path: Path
) -> None:
    dialog = ask()
    uid = note_of(dialog, "Careful with dates")
    dialog.notes.list.select(uid)
    qtbot.keyClick(dialog.notes.list, Qt.Key.Key_Space)
    assert dialog.notes.picked() == [uid]
    assert dialog.notes.warning.accessibleName().startswith("1 private note is shared for good")
    assert "Will be shared" in dialog.notes.list.rows().row(0).spoken()
    dialog.to.list.select(key)
    qtbot.keyClick(dialog.to.list, Qt.Key.Key_Return)
    dialog.remark.set_value("Take care of them.")
    place_of(dialog, tmp_path / "site.ispx")
    with qtbot.waitSignal(dialog.written, timeout=30_000):
        dialog.write_button.click()
    assert "1 note that was private is shared from now on." in dialog.told.text()
    assert not records.get(store, uid).is_private
    receiving.receive(sam, tmp_path / "site.ispx")
    assert [item.uid for item in finding.every(sam, "note")] == [uid]


def test_enter_in_the_line_for_them_writes_nothing(qtbot: QtBot, ask: Ask, key: str, desk: Desk) -> None:
    dialog = ask()
    dialog.to.list.ticked.emit(key, True)
    qtbot.keyClick(dialog.remark.line, Qt.Key.Key_Return)
    assert not desk.jobs.busy()
    assert dialog.form.isVisible()


def test_nobody_known_points_to_the_exchange(ask: Ask) -> None:
    dialog = ask()
    assert "Open Exchange" in dialog.to.nobody.accessibleName()
    assert dialog.to.nobody.isVisible()
    assert not dialog.write_button.isEnabled()


def test_nobody_chosen_or_no_such_folder_is_said_in_one_sentence(
    qtbot: QtBot, desk: Desk, ask: Ask, key: str, store: Store, tmp_path: Path
) -> None:
    dialog = ask()
    dialog.write_button.click()
    assert dialog.problem.accessibleName().startswith("Choose who takes over first.")
    dialog.to.list.ticked.emit(key, True)
    assert dialog.problem.isHidden()
    dialog.notes.list.ticked.emit(note_of(dialog, "Xyloph site"), True)
    place_of(dialog, tmp_path / "gone" / "site.ispx")
    dialog.write_button.click()
    settle(qtbot, desk)
    assert "There is no folder" in dialog.problem.accessibleName()
    assert dialog.form.isVisible()
    assert all(item.private for item in finding.every(store, "note"))
    place_of(dialog, Path(""))
    dialog.write_button.click()
    assert dialog.findChild(WhereTo).path.error() == "Give the file a name"


def test_stopping_keeps_nothing_and_escape_does_not_leave_a_bundle_half_written(
    qtbot: QtBot, desk: Desk, ask: Ask, key: str, store: Store, tmp_path: Path
) -> None:
    dialog = ask()
    dialog.to.list.ticked.emit(key, True)
    dialog.notes.list.ticked.emit(note_of(dialog, "Xyloph site"), True)
    place_of(dialog, tmp_path / "site.ispx")
    dialog.write_button.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    settle(qtbot, desk)
    assert dialog.isVisible()
    assert dialog.problem.accessibleName().startswith("The handover was stopped. Nothing of it was kept.")
    assert not (tmp_path / "site.ispx").exists()
    assert all(item.private for item in finding.every(store, "note"))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_it_fits_a_small_window(window: MainWindow, ask: Ask, key: str) -> None:
    window.resize(1024, 700)
    dialog = ask()
    assert dialog.height() <= 700
    assert dialog.width() <= 600
    assert dialog.form.accessibleName() == "Handover"


def test_one_who_was_not_compared_is_told_as_such(ask: Ask, key: str, store: Store) -> None:
    colleagues.set_verified(store, key, verified=False)
    dialog = ask()
    row = dialog.to.list.rows().row(0)
    assert "Not compared" in row.spoken()
    dialog.to.list.ticked.emit(key, True)
    assert [type(one) for one in dialog.to.picked()] == [Colleague]
