"""Bundles out and in, in the real window: shared, looked at, received, settled, undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import attaching, conflicts, finding, records, settling
from isp_desktop.services.sharing import colleagues, contact_cards, inbox, overview, packing, receiving, recipes
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.colleagues import Colleague
from isp_desktop.ui.kit.fields import Editor
from isp_desktop.ui.kit.nav import NavRow
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.undo import UndoBar
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.conflicts import ConflictsPage
from isp_desktop.ui.pages.exchange import ExchangePage
from isp_desktop.ui.pages.exchange.incoming import ASK, REFUSED, REPORT
from isp_desktop.ui.pages.exchange.incoming import LOOK as SEEN
from isp_desktop.ui.pages.exchange.people import AddColleague, ColleagueDialog, MyContact
from isp_desktop.ui.pages.exchange.share import DONE, LOOK, WHAT, WHO
from isp_desktop.ui.pages.exchange.undoing import UndoDialog
from isp_desktop.ui.pages.exchange.words import trust_words
from isp_desktop.ui.pages.person.merge import PreviewDialog
from isp_desktop.ui.pages.record import RecordPage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Put = Callable[..., str]
Settled = Callable[[], None]


@pytest.fixture
def sam(make_store: Callable[[str], Store]) -> Store:
    """A colleague's notebook."""
    return make_store("Sam Whitlock")


@pytest.fixture
def settled(window: MainWindow, desk: Desk, qtbot: QtBot) -> Settled:
    """Waits until all jobs of the window are over, and what they brought is shown."""

    def wait() -> None:
        for _turn in range(3):
            # A passphrase is slow to try by intent, and the machine may be busy.
            qtbot.waitUntil(lambda: not desk.jobs.busy(), timeout=60_000)
            QApplication.processEvents()

    return wait


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, settled: Settled) -> ExchangePage:
    assert desk.go(Place("exchange"))
    settled()
    found = desk.page()
    assert isinstance(found, ExchangePage)
    qtbot.waitUntil(found.is_whole)
    return found


def know(store: Store, other: Store, *, verified: bool = True) -> Colleague:
    """`store` adds the owner of `other` as a colleague."""
    made = colleagues.add(store, contact_cards.read_card(contact_cards.own_card(other)))
    return colleagues.set_verified(store, made.card.signing_key, verified=verified)


def change(store: Store, uid: str, **fields: object) -> None:
    with store.write() as transaction:
        records.put(transaction, transaction.kind_of(uid), fields, uid)


def sent(store: Store, to: Store, path: Path, choice: Choice | None = None) -> Path:
    """`store` shares all it has with the owner of `to`."""
    public_key = contact_cards.read_card(contact_cards.own_card(to)).public_key
    return packing.share(store, path, choice or Choice(everything=True), to=[public_key]).path


def both_have(store: Store, sam: Store, tmp_path: Path, put: Put) -> str:
    """A site that both have."""
    know(store, sam)
    know(sam, store)
    site = put("site", name="Alder Road Primary", about="As it was")
    receiving.receive(sam, sent(store, sam, tmp_path / "before.ispx"))
    return site


def title_of(notice: Notice) -> str:
    return notice.accessibleName()


def test_records_are_shared_with_a_colleague_in_four_steps(
    page: ExchangePage, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    key = know(store, sam).card.signing_key
    site = put("site", name="Alder Road Primary")
    put("visit", date="2026-10-01", site=site, purpose="Coaching", private_notes="Tired")
    put("note", text="Nobody else's business", sites=[site])
    settled()
    page.share.recipients.people.ticked.emit(key, True)
    page.share.next.click()
    assert page.share.step() == WHAT
    page.share.next.click()
    settled()
    assert page.share.step() == LOOK
    lines = page.share.check.leaves.lines
    assert {kind: line.text() for kind, line in lines.items()} == {"site": "1 Site", "visit": "1 Visit"}
    assert page.share.check.stays.title() == "1 private record stays here"
    lines["visit"].click()
    assert page.share.check.leaves.lists["visit"].rows().row(0).title.startswith("Alder Road Primary")
    path = tmp_path / "for-sam.ispx"
    page.share.check.where.path.set_value(str(path))
    page.share.check.remark.set_value("Look at Alder Road first.")
    page.share.next.click()
    settled()
    assert page.share.step() == DONE
    assert title_of(page.share.saved.done).startswith("Written and read back.")
    arrival = receiving.receive(sam, path)
    assert (arrival.counts["new"], arrival.remark) == (2, "Look at Alder Road first.")


def test_a_step_that_is_not_complete_says_what_is_missing(
    page: ExchangePage, store: Store, sam: Store, settled: Settled, tmp_path: Path, put: Put
) -> None:
    key = know(store, sam).card.signing_key
    put("site", name="Alder Road Primary")
    settled()
    page.share.forward()
    assert page.share.step() == WHO
    assert page.share.recipients.problem.text() == "Choose who can open it first."
    page.share.recipients.pick([key])
    page.share.next.click()
    page.share.choose.some.click()
    page.share.next.click()
    assert page.share.step() == WHAT
    assert page.share.choose.problem.isVisible()
    page.share.choose.everything.click()
    page.share.next.click()
    page.share.check.where.path.set_value(str(tmp_path / "no such folder" / "a.ispx"))
    settled()
    page.share.next.click()
    settled()
    assert page.share.step() == LOOK
    assert "no such folder" in page.share.check.where.path.error()


@pytest.mark.usefixtures("quick_wrapping")
def test_a_passphrase_does_for_somebody_without_a_contact(
    page: ExchangePage, put: Put, tmp_path: Path, settled: Settled
) -> None:
    put("site", name="Alder Road Primary")
    settled()
    assert not page.share.next.isEnabled()
    recipients, path = page.share.recipients, tmp_path / "locked.ispx"
    recipients.by_passphrase.click()
    recipients.passphrase.first.line.insert("copper lantern velvet orbit")
    recipients.passphrase.again.line.insert("copper lantern velvet orbit")
    page.share.next.click()
    page.share.next.click()
    settled()
    page.share.check.where.path.set_value(str(path))
    page.share.next.click()
    settled()
    assert page.share.step() == DONE
    assert page.share.saved.again.isHidden()
    page.open_bundle(path)
    settled()
    incoming = page.incoming
    assert incoming.step() == ASK
    incoming.passphrase.line.insert("not this one")
    incoming.next.click()
    settled()
    assert incoming.step() == ASK
    assert "does not open" in incoming.passphrase.error()
    incoming.passphrase.line.clear()
    incoming.passphrase.line.insert("copper lantern velvet orbit")
    incoming.next.click()
    settled()
    assert incoming.step() == SEEN
    assert [title_of(one) for one in incoming.would_do.findChildren(Notice)] == ["You made this bundle yourself."]


def test_whether_the_sender_is_known_is_said_loudly(
    page: ExchangePage, store: Store, sam: Store, tmp_path: Path, settled: Settled
) -> None:
    with sam.write() as transaction:
        records.put(transaction, "site", {"name": "Northgate"})
    path = sent(sam, store, tmp_path / "from-sam.ispx")

    def told() -> str:
        page.open_bundle(path)
        settled()
        [notice] = (one for one in page.incoming.would_do.findChildren(Notice) if not one.isHidden())
        return title_of(notice)

    assert told().startswith("From a stranger, who calls themselves Sam Whitlock")
    know(store, sam, verified=False)
    assert told().startswith("From Sam Whitlock, whose key you have not compared yet")
    know(store, sam)
    assert told().startswith("From Sam Whitlock, whose key you compared")


def test_what_came_is_looked_at_received_and_undone(
    page: ExchangePage, desk: Desk, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    site = both_have(store, sam, tmp_path, put)
    change(sam, site, about="Sam's words")
    change(store, site, about="My words")
    with sam.write() as transaction:
        visit = records.put(transaction, "visit", {"date": "2026-10-01", "site": site, "purpose": "Coaching"}).uid
    page.open_bundle(sent(sam, store, tmp_path / "back.ispx"))
    settled()
    incoming = page.incoming
    assert incoming.step() == SEEN
    assert {key: line.text() for key, line in incoming.would_do.folds.lines.items()} == {
        "conflicts": "1 to settle",
        "new": "1 new",
    }
    assert conflicts.count(store) == 0
    incoming.next.click()
    settled()
    assert incoming.step() == REPORT
    assert conflicts.count(store) == 1
    assert [row.chip.text for row in page.received.rows() if row.chip] == ["1 to settle"]
    incoming.report.undo.click()
    settled()
    [dialog] = page.findChildren(UndoDialog)
    dialog.undo.click()
    settled()
    assert conflicts.count(store) == 0
    assert finding.every(store, "visit") == []
    assert [row.chip.text for row in page.received.rows() if row.chip] == ["Undone"]
    assert page.left.currentWidget() is page.share
    assert "all is as it was before" in desk.status.said()
    assert visit


def test_the_undo_bar_takes_an_import_back(
    page: ExchangePage, desk: Desk, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    both_have(store, sam, tmp_path, put)
    with sam.write() as transaction:
        records.put(transaction, "person", {"name": "Priya Raman"})
    page.open_bundle(sent(sam, store, tmp_path / "back.ispx"))
    settled()
    page.incoming.next.click()
    settled()
    assert [one.fields["name"] for one in finding.every(store, "person")] == ["Priya Raman"]
    desk.undo()
    settled()
    assert finding.every(store, "person") == []


def test_settling_leads_to_the_page_for_it(
    page: ExchangePage, desk: Desk, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    site = both_have(store, sam, tmp_path, put)
    change(sam, site, about="Sam's words")
    change(store, site, about="My words")
    page.open_bundle(sent(sam, store, tmp_path / "back.ispx"))
    settled()
    page.incoming.next.click()
    settled()
    page.incoming.report.settle.acted.emit()
    assert desk.place() == Place("conflicts")


def test_an_import_while_an_editor_is_open_on_the_field_loses_nothing(
    page: ExchangePage, desk: Desk, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled, qtbot: QtBot
) -> None:
    site = both_have(store, sam, tmp_path, put)
    change(sam, site, address="Sam's address")
    path = sent(sam, store, tmp_path / "back.ispx")
    assert desk.go(Place("edit", "site", site))
    settled()
    form = desk.page()
    assert isinstance(form, RecordPage)
    about = next(one for one in form.findChildren(Editor) if one.label() == "Address")
    about.set_value("My address")
    about.changed.emit()
    receiving.receive(store, path)
    settled()
    form.save()
    settled()
    [conflict] = conflicts.conflicts(store)
    assert conflict.field == "address"
    assert {str(head.value) for head in conflict.heads} == {"My address", "Sam's address"}


def test_a_folder_is_watched_and_nothing_in_it_is_read_twice(
    page: ExchangePage, desk: Desk, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled, qtbot: QtBot
) -> None:
    both_have(store, sam, tmp_path, put)
    with sam.write() as transaction:
        records.put(transaction, "person", {"name": "Priya Raman"})
    folder = tmp_path / "stick"
    folder.mkdir()
    page.watch_folder(folder)
    settled()
    sent(sam, store, folder / "from-sam.ispx", Choice(kinds=("person",)))
    sent(store, sam, folder / "mine.ispx")
    (folder / "broken.ispx").write_bytes(b"not a bundle")
    qtbot.waitUntil(lambda: len(page.received.rows()) == 2)
    chips = {row.title: row.chip.text for row in page.received.rows() if row.chip}
    assert chips == {"Sam Whitlock": "Ready to merge", "broken.ispx": "Cannot be taken"}
    row = next(one for one in desk.sidebar.findChildren(NavRow) if one.item.key == "exchange")
    qtbot.waitUntil(lambda: row.count == 1)
    page.received.list.acted.emit(page.received.rows()[0].uid)
    settled()
    assert page.incoming.step() in (SEEN, REFUSED)


def test_what_is_for_others_offers_ones_own_contact(
    page: ExchangePage, store: Store, sam: Store, make_store: Callable[[str], Store], tmp_path: Path, settled: Settled
) -> None:
    owen = make_store("Owen Barr")
    with sam.write() as transaction:
        records.put(transaction, "person", {"name": "Priya Raman"})
    sent(sam, owen, tmp_path / "for-owen.ispx")
    page.watch_folder(tmp_path)
    settled()
    [row] = page.received.rows()
    assert row.chip is not None
    assert (row.chip.text, row.action) == ("Not for you", "Copy my contact")
    page.received.list.acted.emit(row.uid)
    settled()
    assert contact_cards.read_card(QGuiApplication.clipboard().text()).name == "Maren Oduya"
    page.open_bundle(tmp_path / "for-owen.ispx")
    settled()
    assert page.incoming.step() == REFUSED


def test_a_choice_is_done_again_in_two_clicks(
    page: ExchangePage, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    site = both_have(store, sam, tmp_path, put)
    settled()
    key = colleagues.every(store)[0].card.signing_key
    recipes.keep(store, recipes.Recipe("Friday", (key,), Choice(everything=True, lacking=key), str(tmp_path)))
    page.refresh(frozenset({"site"}))
    settled()
    change(store, site, about="Newer")
    settled()
    page.share.recipients.again.acted.emit("Friday")
    settled()
    assert page.share.step() == LOOK
    page.share.next.click()
    settled()
    assert page.share.step() == DONE
    [path] = tmp_path.glob("sam-whitlock-*.ispx")
    assert receiving.receive(sam, path).counts["changed"] == 1
    page.share.saved.name.set_value("Friday again")
    page.share.saved.keep.click()
    assert [one.name for one in recipes.every(store)] == ["Friday", "Friday again"]


def test_a_second_bundle_of_a_day_does_not_replace_the_first(
    page: ExchangePage, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    both_have(store, sam, tmp_path, put)
    where = page.share.check.where
    (tmp_path / "sam.ispx").write_bytes(b"the first")
    where.propose(str(tmp_path), "sam.ispx")
    settled()
    assert where.file() == tmp_path / "sam-2.ispx"


def test_a_colleague_is_added_from_a_pasted_mail_and_compared_later(
    page: ExchangePage, store: Store, sam: Store, settled: Settled, qtbot: QtBot
) -> None:
    card = contact_cards.own_card(sam)
    page.share.recipients.empty.action.click()
    [dialog] = page.findChildren(AddColleague)
    dialog.text.line.setText(f"Hello Maren, here it is: {card[:80]} {card[80:]}")
    dialog.text.changed.emit()
    settled()
    assert dialog.fingerprint.words.text() == contact_cards.read_card(card).identity.words
    dialog.add.click()
    settled()
    [colleague] = colleagues.every(store)
    assert (colleague.name, colleague.is_verified) == ("Sam Whitlock", False)
    [row] = [page.share.recipients.people.rows().row(0)]
    assert row.chip is not None
    assert (row.chip.text, row.checked) == ("Not compared", True)
    page.share.recipients.people.acted.emit(row.uid)
    [compare] = page.findChildren(ColleagueDialog)
    compare.compared.click()
    compare.done_button.click()
    settled()
    assert colleagues.every(store)[0].is_verified


def test_a_broken_contact_is_refused_beside_the_field(page: ExchangePage, store: Store, settled: Settled) -> None:
    dialog = page.add_colleague()
    dialog.text.line.setText("isp-contact:nothing")
    dialog.text.changed.emit()
    settled()
    assert "not whole" in dialog.text.error()
    assert not dialog.add.isEnabled()
    dialog.reject()


def test_other_keys_under_a_known_name_are_said_loudly(
    page: ExchangePage, store: Store, sam: Store, make_store: Callable[[str], Store], settled: Settled, tmp_path: Path
) -> None:
    know(store, sam)
    other = make_store("sam whitlock ")
    path = tmp_path / f"sam{contact_cards.SUFFIX}"
    path.write_bytes(contact_cards.own_card_file(other)[1])
    dialog = page.add_colleague(path)
    settled()
    dialog.add.click()
    assert "other keys" in title_of(dialog.warning)
    assert len(colleagues.every(store)) == 1
    dialog.add.click()
    settled()
    assert len(colleagues.every(store)) == 2


def test_my_contact_can_be_copied(page: ExchangePage, settled: Settled) -> None:
    page.contact_button.click()
    settled()
    [dialog] = page.findChildren(MyContact)
    dialog.copy.click()
    assert contact_cards.read_card(QGuiApplication.clipboard().text()).name == "Maren Oduya"
    dialog.accept()


def test_a_bundle_dropped_anywhere_on_the_window_is_looked_into(
    page: ExchangePage, desk: Desk, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    both_have(store, sam, tmp_path, put)
    path = sent(sam, store, tmp_path / "dropped.ispx")
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path))])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    assert desk.go(Place("list", "site"))
    desk.dropEvent(QDropEvent(QPointF(300, 300), actions, content, buttons, Qt.KeyboardModifier.NoModifier))
    settled()
    assert page.incoming.step() == SEEN
    assert page.incoming.title.text() == "Bundle from Sam Whitlock"


def test_people_entered_twice_are_suggested_compared_and_merged(
    page: ExchangePage, desk: Desk, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    both_have(store, sam, tmp_path, put)
    mine = put("person", scope="shared", name="Priya Raman", emails=["priya@alder.example"])
    with sam.write() as transaction:
        records.put(transaction, "person", {"name": "Raman Priya", "emails": ["priya@alder.example"]})
    page.open_bundle(sent(sam, store, tmp_path / "back.ispx"))
    settled()
    page.incoming.next.click()
    settled()
    twins = page.incoming.report.twins
    assert twins.rows().row(0).second == "same e-mail address"
    twins.acted.emit(twins.rows().row(0).uid)
    settled()
    [dialog] = page.findChildren(PreviewDialog)
    dialog.accept()
    settled()
    assert [one.uid for one in finding.every(store, "person")] == [mine]
    assert twins.rows().rowCount() == 0
    desk.undo()
    settled()
    assert len(finding.every(store, "person")) == 2


def test_what_was_not_shared_yet_is_counted(
    page: ExchangePage, desk: Desk, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    def counted() -> str:
        desk._exchange.count()
        settled()
        return desk.status.not_shared()

    put("site", name="Before there was anybody to share with")
    assert counted() == ""
    know(store, sam)
    assert counted() == "1 not shared yet"
    sent(store, sam, tmp_path / "all.ispx")
    assert counted() == ""


def test_nothing_of_a_stopped_import_is_kept(
    page: ExchangePage, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    both_have(store, sam, tmp_path, put)
    with sam.write() as transaction:
        for number in range(50):
            records.put(transaction, "person", {"name": f"Person {number}"})
    page.open_bundle(sent(sam, store, tmp_path / "back.ispx"))
    settled()
    page.incoming.next.click()
    page.incoming.bar.button.click()
    settled()
    stopped = page.incoming.step() == SEEN
    assert len(finding.every(store, "person")) == (0 if stopped else 50)
    assert len(overview.received(store)) == (0 if stopped else 1)
    assert inbox.look(store).letters == ()


def test_a_narrow_window_shows_one_part_or_the_other(page: ExchangePage, window: MainWindow, settled: Settled) -> None:
    for width, both in ((1440, True), (1024, True), (900, False)):
        window.resize(width, 700)
        settled()
        assert window.minimumSizeHint().width() <= 900
        assert page.columns.tabs.isVisible() != both
        assert page.received.isVisible() == both
    page.columns.chips[1].click()
    assert page.received.isVisible()
    assert not page.left.isVisible()


def test_every_control_has_a_name(
    page: ExchangePage, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    both_have(store, sam, tmp_path, put)
    settled()
    recipients = page.share.recipients
    recipients.pick([recipients.people.rows().row(0).uid])
    for _step in (WHO, WHAT, LOOK):
        page.share.choose.some.setChecked(True)
        page.share.choose.kinds.set_value(["site"])
        for control in page.findChildren(QWidget):
            if control.isVisible() and control.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert control.accessibleName() or control.focusProxy() is not None, control
        if page.share.step() != LOOK:
            page.share.next.click()
            settled()
    assert page.share.step() == LOOK


def test_who_has_it_all_is_not_sent_it_again(
    page: ExchangePage, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    both_have(store, sam, tmp_path, put)
    receiving.receive(store, sent(sam, store, tmp_path / "answer.ispx"))
    settled()
    page.share.recipients.pick([colleagues.every(store)[0].card.signing_key])
    page.share.next.click()
    assert page.share.choose.lacking.isChecked()
    assert not page.share.choose.unconfirmed.isVisibleTo(page)
    page.share.next.click()
    settled()
    assert not page.share.next.isEnabled()
    assert "has all of this already" in title_of(page.share.check.problem)


def test_what_was_sent_and_not_confirmed_is_said_and_goes_again(
    page: ExchangePage, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    both_have(store, sam, tmp_path, put)
    settled()
    page.share.recipients.pick([colleagues.every(store)[0].card.signing_key])
    page.share.next.click()
    assert page.share.choose.unconfirmed.isVisibleTo(page)
    assert page.share.choose.unconfirmed.text().startswith("1 bundle was sent")
    page.share.choose.lacking.setChecked(True)
    page.share.next.click()
    settled()
    assert page.share.next.isEnabled()


def received(page: ExchangePage, path: Path, settled: Settled) -> None:
    """The bundle is looked at and taken in."""
    page.open_bundle(path)
    settled()
    page.incoming.next.click()
    settled()


def with_conflict(store: Store, sam: Store, tmp_path: Path, put: Put) -> Path:
    """A bundle from Sam, whose site differs from the one here in two fields, and in a third only there."""
    site = both_have(store, sam, tmp_path, put)
    change(sam, site, about="Sam's words", address="Sam's address", organization="Sam's")
    change(store, site, about="My words", address="My address")
    return sent(sam, store, tmp_path / "back.ispx")


def test_the_undo_bar_lies_over_no_button_at_the_foot(
    page: ExchangePage, desk: Desk, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled, qtbot: QtBot
) -> None:
    path = with_conflict(store, sam, tmp_path, put)
    received(page, path, settled)
    bar = desk.findChild(UndoBar)
    assert isinstance(bar, UndoBar)

    def covered(*feet: QWidget) -> list[QWidget]:
        assert bar.isVisible()
        place = QRect(bar.mapToGlobal(QPoint()), bar.size())
        buttons = [one for foot in feet for one in foot.findChildren(QWidget) if one.isVisible()]
        assert buttons
        return [one for one in buttons if place.intersects(QRect(one.mapToGlobal(QPoint()), one.size()))]

    assert covered(page.incoming.foot, page.received.foot) == []
    page.incoming.back.click()
    assert covered(page.share.foot, page.received.foot) == []
    assert desk.go(Place("conflicts"))
    settled()
    found = desk.page()
    assert isinstance(found, ConflictsPage)
    assert covered(found.foot) == []
    qtbot.waitUntil(found.is_whole)
    assert found.view is not None
    found.view.choose(1)
    found.keep()
    settled()
    assert covered(found.foot) == []
    assert desk.go(Place("list", "site"))
    assert bar.geometry().bottom() > desk.pane.height() - 60


def test_an_import_that_is_undone_is_not_offered_to_be_undone(
    page: ExchangePage, desk: Desk, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    received(page, with_conflict(store, sam, tmp_path, put), settled)
    bar = desk.findChild(UndoBar)
    assert isinstance(bar, UndoBar)
    assert bar.isVisible()
    page.received.undo_asked.emit(overview.received(store)[0].arrival)
    settled()
    [dialog] = page.findChildren(UndoDialog)
    dialog.undo.click()
    settled()
    assert not bar.isVisible()
    assert "all is as it was before" in desk.status.said()
    desk.undo()
    settled()
    assert desk.trouble() == ""
    assert desk.status.said() == "Nothing was done that can be taken back"


def test_what_waits_is_counted_alike_everywhere_and_no_longer_once_it_is_settled(
    page: ExchangePage, desk: Desk, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    path = with_conflict(store, sam, tmp_path, put)
    page.open_bundle(path)
    settled()
    lines = page.incoming.would_do.folds.lines
    assert {key: line.text() for key, line in lines.items()} == {"conflicts": "2 to settle"}
    page.incoming.next.click()
    settled()
    report = page.incoming.report
    assert title_of(report.settle).startswith("2 changes to settle")
    assert [row.chip.text for row in page.received.rows() if row.chip] == ["2 to settle"]
    assert conflicts.count(store) == 2
    assert desk.go(Place("conflicts"))
    for conflict in conflicts.conflicts(store):
        settling.settle(store, conflict.uid, conflict.field, take=conflict.heads[0].revision)
    settled()
    assert desk.go(Place("exchange"))
    settled()
    assert page.incoming.step() == REPORT
    assert not report.settle.isVisible()


def test_only_what_a_colleague_lacks_is_proposed_from_the_second_bundle_on(
    page: ExchangePage, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    key = know(store, sam).card.signing_key
    know(sam, store)
    put("site", name="Alder Road Primary")
    settled()

    def shared(name: str) -> bool:
        """Whether only what Sam lacks was proposed; all is shared."""
        page.share.recipients.pick([key])
        page.share.next.click()
        proposed = page.share.choose.lacking.isChecked()
        page.share.choose.lacking.setChecked(False)
        page.share.next.click()
        settled()
        page.share.check.where.path.set_value(str(tmp_path / name))
        page.share.next.click()
        settled()
        assert page.share.step() == DONE
        page.share.back.click()
        return proposed

    assert not shared("first.ispx")
    receiving.receive(sam, tmp_path / "first.ispx")
    received(page, sent(sam, store, tmp_path / "answer.ispx"), settled)
    page.incoming.back.click()
    assert shared("second.ispx")
    assert shared("third.ispx")


def test_a_bundle_that_was_seen_to_be_saved_is_not_shown_again(
    page: ExchangePage, desk: Desk, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    path = with_conflict(store, sam, tmp_path, put)
    settled()

    def share(name: str) -> None:
        page.share.recipients.pick([colleagues.every(store)[0].card.signing_key])
        page.share.next.click()
        page.share.choose.lacking.setChecked(False)
        page.share.next.click()
        settled()
        page.share.check.where.path.set_value(str(tmp_path / name))
        page.share.next.click()

    share("first.ispx")
    settled()
    assert page.share.step() == DONE
    received(page, path, settled)
    page.incoming.back.click()
    assert page.share.step() == WHO
    share("second.ispx")
    assert desk.go(Place("list", "site"))
    settled()
    assert desk.go(Place("exchange"))
    # It was written meanwhile, and that nobody saw yet.
    assert page.share.step() == DONE
    assert desk.go(Place("list", "site"))
    assert desk.go(Place("exchange"))
    assert page.share.step() == WHO


def test_no_two_controls_of_the_page_are_called_the_same(
    page: ExchangePage, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    received(page, with_conflict(store, sam, tmp_path, put), settled)
    names = [one.accessibleName() or one.text() for one in page.findChildren(QAbstractButton) if one.isVisible()]
    assert len(names) == len(set(names))


def test_the_way_on_has_the_focus_once_a_bundle_is_looked_into(
    page: ExchangePage, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    path = with_conflict(store, sam, tmp_path, put)
    page.open_button.setFocus()
    page.open_bundle(path)
    settled()
    assert page.incoming.step() == SEEN
    assert page.window().focusWidget() is page.incoming.next


def test_the_focus_stays_on_the_step_once_the_choice_is_saved(
    page: ExchangePage, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    shared_with(page, store, sam, put, tmp_path, settled)
    page.share.saved.name.set_value("Friday")
    page.share.saved.keep.setFocus()
    page.share.saved.keep.click()
    assert page.window().focusWidget() is page.share.back


def shared_with(page: ExchangePage, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled) -> None:
    """All there is was shared with Sam, to a folder that is on no stick."""
    key = know(store, sam).card.signing_key
    put("site", name="Alder Road Primary")
    settled()
    page.share.recipients.people.ticked.emit(key, True)
    page.share.next.click()
    page.share.next.click()
    settled()
    page.share.check.where.path.set_value(str(tmp_path / "for-sam.ispx"))
    page.share.next.click()
    settled()
    assert page.share.step() == DONE


def test_only_of_a_stick_it_is_said_that_it_can_be_removed(
    page: ExchangePage, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    shared_with(page, store, sam, put, tmp_path, settled)
    saved, counts = page.share.saved, {"records": 8, "attachments": 1}
    assert title_of(saved.done).startswith("Written and read back.")
    assert "stick" not in title_of(saved.done)
    assert saved.told.text().startswith("1 record is in it. Hand it over")
    made = packing.Shared("id", counts, tmp_path / "b.ispx", 1000)
    saved.show_done(made, is_removable=True, can_be_kept=True)
    assert title_of(saved.done).startswith("Written and read back. It is safe to remove the stick.")
    assert saved.told.text().startswith("In it: 8 records, including 1 photo or file. Hand it over")


def test_nobody_ticked_keeps_the_way_on_closed_and_says_why(
    page: ExchangePage, store: Store, sam: Store, settled: Settled
) -> None:
    key = know(store, sam).card.signing_key
    page.refresh(frozenset({"person"}))
    settled()
    assert not page.share.next.isEnabled()
    assert page.share.goes.text() == "Choose who can open it first."
    page.share.recipients.people.ticked.emit(key, True)
    assert page.share.next.isEnabled()
    assert page.share.goes.text() == ""


def test_what_is_one_is_said_as_one(
    page: ExchangePage, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    site = both_have(store, sam, tmp_path, put)
    attaching.add(sam, b"a plan of the room", "plan.txt", ("site", site))
    page.open_bundle(sent(sam, store, tmp_path / "back.ispx"))
    settled()
    lines = {key: line.text() for key, line in page.incoming.would_do.folds.lines.items()}
    assert (lines["identical"], lines["files"]) == ("1 as it is here already", "1 photo or file")


def test_names_beyond_the_first_are_counted(
    page: ExchangePage, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    both_have(store, sam, tmp_path, put)
    with sam.write() as transaction:
        for number in range(8):
            records.put(transaction, "person", {"name": f"Person {number}"})
    received(page, sent(sam, store, tmp_path / "back.ispx"), settled)
    for folds in (page.incoming.would_do.folds, page.incoming.report.folds):
        assert folds.lines["new"].accessibleName().endswith(" and 5 more")


def test_the_day_of_the_comparing_stands_in_the_sentence(
    page: ExchangePage, store: Store, sam: Store, settled: Settled
) -> None:
    know(store, sam)
    page.refresh(frozenset({"person"}))
    settled()
    row = page.share.recipients.people.rows().row(0)
    today, later = dt.date.today(), dt.date.today() + dt.timedelta(days=400)
    assert row.second == "Fingerprint compared today"
    assert trust_words(colleagues.every(store), today) == "Key compared today"
    assert trust_words(colleagues.every(store), later).startswith("Key compared: ")


def test_a_bundle_that_brought_nothing_is_not_called_merged(
    page: ExchangePage, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    both_have(store, sam, tmp_path, put)
    received(page, sent(sam, store, tmp_path / "same.ispx"), settled)
    assert [row.chip.text for row in page.received.rows() if row.chip] == ["Nothing new"]


def test_what_stays_of_an_import_is_counted_in_records_as_it_was_asked(
    page: ExchangePage, desk: Desk, store: Store, sam: Store, put: Put, tmp_path: Path, settled: Settled
) -> None:
    site = both_have(store, sam, tmp_path, put)
    for about in ("One", "Two", "Three"):
        change(sam, site, about=about)
    received(page, sent(sam, store, tmp_path / "back.ispx"), settled)
    change(store, site, about="Built on it")
    page.received.undo_asked.emit(overview.received(store)[0].arrival)
    settled()
    [dialog] = page.findChildren(UndoDialog)
    dialog.undo.click()
    settled()
    assert desk.status.said() == "Import undone; 1 record stays, since later work stands on it"
    [row] = page.received.rows()
    assert row.second.endswith(". Some of it stays: later work stands on it")


def test_a_file_that_is_no_bundle_leads_to_another_one(
    page: ExchangePage, store: Store, sam: Store, make_store: Callable[[str], Store], tmp_path: Path, settled: Settled
) -> None:
    (tmp_path / "broken.ispx").write_bytes(b"not a bundle")
    page.open_bundle(tmp_path / "broken.ispx")
    settled()
    refused = page.incoming.refused
    assert page.window().focusWidget() is refused.action
    assert refused.action.words() == "Open another bundle"
    assert not refused.other.isVisible()
    with sam.write() as transaction:
        records.put(transaction, "person", {"name": "Priya Raman"})
    page.open_bundle(sent(sam, make_store("Owen Barr"), tmp_path / "for-owen.ispx"))
    settled()
    assert (refused.action.words(), refused.other.isVisible()) == ("Copy my contact", True)
    refused.action.click()
    settled()
    assert contact_cards.read_card(QGuiApplication.clipboard().text()).name == "Maren Oduya"


def test_what_to_do_about_a_colleague_is_never_cut(
    page: ExchangePage, window: MainWindow, store: Store, sam: Store, settled: Settled
) -> None:
    know(store, sam, verified=False)
    page.refresh(frozenset({"person"}))
    settled()
    people, heights = page.share.recipients.people, []
    for width in (1600, 1000):
        window.resize(width, 760)
        settled()
        heights.append(people.sizeHintForRow(0))
        assert people.height() == people.content_height() + 2
    assert heights[0] < heights[1]


def test_the_heading_of_what_came_stands_at_the_left_when_there_is_nothing(
    page: ExchangePage, window: MainWindow, settled: Settled
) -> None:
    window.resize(1240, 760)
    settled()
    [heading] = (one for one in page.received.findChildren(Label) if one.text() == "Received")
    assert heading.mapTo(page.received, QPoint()).x() < 24
