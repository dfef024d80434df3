"""The first run: once through with the real key wrapping, the rest without."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sheets import code_on

from isp_desktop.services import finding, records, recovery_sheet, session, settings
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.paint import text_width
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.first_run import FirstRunPage
from isp_desktop.ui.pages.first_run.page import _MAKING
from isp_desktop.ui.pages.recover import RecoverPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PASSPHRASE = "copper lantern velvet orbit"


def make(qtbot: QtBot, theme: Theme, jobs: Jobs, folder: Path) -> FirstRunPage:
    page = FirstRunPage(theme, jobs, folder)
    qtbot.addWidget(page)
    page.resize(1440, 900)
    page.show()
    return page


def test_from_nothing_to_a_notebook_that_the_sheet_opens_too(
    qtbot: QtBot, theme: Theme, jobs: Jobs, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    page = make(qtbot, theme, jobs, folder)
    qtbot.keyClicks(page.you.name.line, "Maren Oduya")
    qtbot.keyClick(page.you.name.line, Qt.Key.Key_Return)
    assert page.step_name() == "Step 2 of 4: Passphrase"
    qtbot.keyClicks(page.secret.passphrase.first.line, PASSPHRASE)
    qtbot.keyClicks(page.secret.passphrase.again.line, PASSPHRASE)
    qtbot.keyClick(page.secret.passphrase.again.line, Qt.Key.Key_Return)
    assert not page.secret.go_on.isEnabled()
    qtbot.waitUntil(lambda: page.step_name() == "Step 3 of 4: Recovery", timeout=60_000)
    sheet = tmp_path / "sheet.txt"
    page.recovery.view.save_to(sheet)
    code = code_on(sheet)
    assert not page.recovery.go_on.isEnabled()
    made = page.store_made()
    assert made is not None
    assert recovery_sheet.waits(made)
    page.recovery.put_away.click()
    page.recovery.go_on.click()
    assert not recovery_sheet.waits(made)
    qtbot.keyClicks(page.site.name.line, "Alder Road Primary")
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(page.site.name.line, Qt.Key.Key_Return)
    with opened.args[0] as store:
        me = records.get(store, settings.read(store, "me"))
        assert (me.kind, me.fields["name"], store.author) == ("person", "Maren Oduya", "Maren Oduya")
        assert settings.read(store, "lock_minutes") == 10
        assert [item.fields["name"] for item in finding.every(store, "site")] == ["Alder Road Primary"]

    recover = RecoverPage(theme, jobs, folder)
    qtbot.addWidget(recover)
    recover.show()
    recover.code.line.setText(code.lower().replace("-", " "))
    recover.passphrase.first.line.setText("another long one")
    recover.passphrase.again.line.setText("another long one")
    with qtbot.waitSignal(recover.opened, timeout=60_000) as opened:
        recover.open_button.click()
    opened.args[0].close()
    assert session.unlock(folder, "another long one")


@pytest.mark.usefixtures("quick_wrapping")
def test_the_notebook_is_told_of_as_soon_as_it_is_made(qtbot: QtBot, theme: Theme, jobs: Jobs, tmp_path: Path) -> None:
    page = make(qtbot, theme, jobs, tmp_path / "new")
    qtbot.keyClicks(page.you.name.line, "Maren")
    page.you.go_on.click()
    page.secret.passphrase.first.line.setText(PASSPHRASE)
    page.secret.passphrase.again.line.setText(PASSPHRASE)
    with qtbot.waitSignal(page.made, timeout=60_000) as made:
        page.secret.go_on.click()
    assert made.args == [tmp_path / "new"]
    qtbot.waitUntil(lambda: page.step_name() == "Step 3 of 4: Recovery", timeout=60_000)
    store = page.store_made()
    assert store is not None
    store.close()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_step_moves_its_heading_or_cuts_a_sentence(
    qtbot: QtBot, theme: Theme, jobs: Jobs, tmp_path: Path, scale: float
) -> None:
    theme.set_scale(scale)
    page = make(qtbot, theme, jobs, tmp_path / "Dropbox" / "new")
    page.resize(1024, 700)
    page.you.name.set_value("Maren Oduya")
    places = []
    for step, leave in (
        (page.you, page.you.go_on.click),
        (page.secret, lambda: page.show_sheet("4T7QK-9XWZ2-HM3RD-C8VNA-6PJ5E")),
        (page.recovery, page.recovery.done.emit),
        (page.site, lambda: None),
    ):
        if step is page.secret:
            page.secret.set_busy(_MAKING)
        for _ in range(10):
            QApplication.processEvents()
        places.append(step.mapTo(page, step.rect().topLeft()))
        for label in step.findChildren(Label):
            assert not label.isVisible() or label.toolTip() == "", label.text()
        assert page.minimumSizeHint().width() <= 760
        leave()
    assert len(set(places)) == 1


def test_the_name_is_needed(qtbot: QtBot, theme: Theme, jobs: Jobs, tmp_path: Path) -> None:
    page = make(qtbot, theme, jobs, tmp_path / "new")
    page.you.go_on.click()
    assert "Type your name" in page.you.name.error()
    assert page.step_name() == "Step 1 of 4: You"


def test_a_synced_folder_is_warned_of(qtbot: QtBot, theme: Theme, jobs: Jobs, tmp_path: Path) -> None:
    page = make(qtbot, theme, jobs, tmp_path / "Dropbox" / "notes")
    notice = page.you.findChild(Notice)
    assert notice.isVisible()
    assert "Dropbox" in notice.accessibleName()
    page.you.set_folder(tmp_path / "notes")
    assert not notice.isVisible()


@pytest.mark.parametrize(
    ("first", "again", "field", "told"),
    [
        ("short", "short", "first", "at least 8"),
        (PASSPHRASE, "copper", "again", "differ"),
        (PASSPHRASE, "", "again", "differ"),
    ],
)
def test_a_passphrase_that_cannot_be_taken_is_told(
    qtbot: QtBot, theme: Theme, jobs: Jobs, tmp_path: Path, first: str, again: str, field: str, told: str
) -> None:
    page = make(qtbot, theme, jobs, tmp_path / "new")
    qtbot.keyClicks(page.you.name.line, "Maren")
    page.you.go_on.click()
    qtbot.keyClicks(page.secret.passphrase.first.line, first)
    qtbot.keyClicks(page.secret.passphrase.again.line, again)
    page.secret.go_on.click()
    assert told in getattr(page.secret.passphrase, field).error()
    assert not (tmp_path / "new").exists()


@pytest.mark.usefixtures("quick_wrapping")
def test_a_place_that_is_a_file_is_told_beside_the_passphrase(
    qtbot: QtBot, theme: Theme, jobs: Jobs, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file")
    page = make(qtbot, theme, jobs, tmp_path / "taken")
    qtbot.keyClicks(page.you.name.line, "Maren")
    page.you.go_on.click()
    page.secret.passphrase.first.line.setText(PASSPHRASE)
    page.secret.passphrase.again.line.setText(PASSPHRASE)
    page.secret.go_on.click()
    qtbot.waitUntil(lambda: "is a file" in page.secret.passphrase.first.error(), timeout=60_000)


def test_the_sheet_as_pdf_has_the_code_and_what_to_do(qtbot: QtBot, theme: Theme, jobs: Jobs, tmp_path: Path) -> None:
    page = make(qtbot, theme, jobs, tmp_path / "new")
    qtbot.keyClicks(page.you.name.line, "Maren Oduya")
    page.show_sheet("4T7QK-9XWZ2-HM3RD-C8VNA-6PJ5E")
    page.recovery.view.save_to(tmp_path / "sheet.pdf")
    pages = pypdf.PdfReader(tmp_path / "sheet.pdf").pages
    text = " ".join(pages[0].extract_text().split())
    assert len(pages) == 1
    assert "4T7QK-9XWZ2-HM3RD-C8VNA-6PJ5E" in text
    assert "Use recovery sheet" in text
    assert "Maren Oduya" in text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file sizes")
@pytest.mark.usefixtures("quick_wrapping")
def test_a_disk_that_fills_up_just_after_the_notebook_was_made_loses_neither_it_nor_its_code(
    qtbot: QtBot, theme: Theme, jobs: Jobs, tmp_path: Path
) -> None:
    import resource

    # As large as the journal of a notebook gets by being made: what is written next finds the disk full.
    with session.create(tmp_path / "other", PASSPHRASE, "Maren Oduya").store as other:
        enough = other.folder.journal.stat().st_size
    page = make(qtbot, theme, jobs, tmp_path / "new")
    qtbot.keyClicks(page.you.name.line, "Maren Oduya")
    page.you.go_on.click()
    page.secret.passphrase.first.line.setText(PASSPHRASE)
    page.secret.passphrase.again.line.setText(PASSPHRASE)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (enough, before[1]))
    try:
        page.secret.go_on.click()
        qtbot.waitUntil(lambda: "disk" in page.secret.passphrase.first.error(), timeout=60_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    made = page.store_made()
    assert made is not None
    assert not page.secret.passphrase.isEnabled()
    page.secret.go_on.click()
    qtbot.waitUntil(lambda: page.step_name() == "Step 3 of 4: Recovery", timeout=60_000)
    page.recovery.view.save_to(tmp_path / "sheet.txt")
    code = code_on(tmp_path / "sheet.txt")
    assert page.store_made() is made
    assert [item.fields["name"] for item in finding.every(made, "person")] == ["Maren Oduya"]
    made.close()
    assert session.unlock_by_recovery(tmp_path / "new", code) == session.unlock(tmp_path / "new", PASSPHRASE)


def test_enter_goes_on_from_the_ticked_box_and_not_before(
    qtbot: QtBot, theme: Theme, jobs: Jobs, tmp_path: Path
) -> None:
    page = make(qtbot, theme, jobs, tmp_path / "new")
    page.activateWindow()
    page.show_sheet("4T7QK-9XWZ2-HM3RD-C8VNA-6PJ5E")
    box = page.recovery.put_away
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert page.step_name() == "Step 3 of 4: Recovery"
    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert page.step_name() == "Step 4 of 4: Site"
    # Between the words and the ring around them there is room.
    assert box.width() - (theme.px(26) + text_width(theme.body(), box.text())) >= theme.px(6)
