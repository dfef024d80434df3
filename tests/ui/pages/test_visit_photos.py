"""Photos and files of a visit: added off the main thread, kept, told apart, taken out with undo."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import attaching, camera, drafts, records, taking_back
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.unlock import UnlockPage
from isp_desktop.ui.pages.visit import VisitPage
from isp_desktop.ui.pages.visit.camera import CameraDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Put = Callable[..., str]
Open = Callable[..., VisitPage]


@pytest.fixture
def open_visit(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Iterator[Open]:
    def show(uid: str = "", **preset: Any) -> VisitPage:
        page = VisitPage(theme, store, uid, preset, jobs=jobs)
        qtbot.addWidget(page)
        page.resize(1212, 900)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: page.isActiveWindow() and page.is_whole())
        return page

    yield show
    qtbot.waitUntil(lambda: not jobs.busy())


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "wall.jpg"
    Image.new("RGB", (400, 300), "teal").save(path)
    return path


def add(qtbot: QtBot, page: VisitPage, *sources: Any) -> None:
    job = page.photos.add(sources)
    assert job is not None
    with qtbot.waitSignal(job.ended):
        pass


def test_a_new_visit_is_saved_first_and_keeps_its_photos(
    qtbot: QtBot, open_visit: Open, store: Store, put: Put, photo: Path
) -> None:
    page = open_visit(site=put("site", name="Alder Road"))
    editor = page.form.editors["discussion"]
    assert isinstance(editor, TextEditor)
    editor.paper.setPlainText("The chart hangs on the wall")
    said: list[str] = []
    page.said.connect(said.append)
    job = page.photos.add([photo])
    # From here on a kill loses nothing: the visit and its words are on the disk before the photo is read.
    assert records.get(store, page.uid).fields["discussion"] == "The chart hangs on the wall"
    assert "The visit was saved, so that its photos have a place" in said
    assert job is not None
    with qtbot.waitSignal(job.ended):
        pass
    [item] = attaching.of(store, ("visit", page.uid))
    assert (item.fields["name"], item.fields["in_summary"]) == ("wall.jpg", False)
    assert [tile.title for tile in page.photos.grid.tiles()] == ["wall.jpg"]
    qtbot.waitUntil(lambda: page.photos.grid.tiles()[0].picture is not None)


def test_what_is_marked_is_put_right_before_anything_is_added(
    qtbot: QtBot, open_visit: Open, store: Store, photo: Path
) -> None:
    page = open_visit()
    qtbot.keyClicks(page.changes.rows[0].line, "Without a place")
    assert page.photos.add([photo]) is None
    assert "photos" in page._shown_notices
    assert attaching.of(store, ("visit", page.uid)) == []


def test_refused_files_are_told_and_the_others_kept(
    qtbot: QtBot, open_visit: Open, store: Store, put: Put, photo: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(photo.read_bytes()[:200])
    page = open_visit(put("visit", date="2026-10-15"))
    add(qtbot, page, broken, photo, tmp_path / "gone.txt")
    assert len(attaching.of(store, ("visit", page.uid))) == 1
    assert "broken.jpg" in page.photos.bar.accessibleName()
    assert "gone.txt" in page.photos.bar.accessibleName()


def test_dropped_files_and_a_pasted_picture_are_taken(
    qtbot: QtBot, open_visit: Open, store: Store, put: Put, jobs: Jobs, photo: Path
) -> None:
    page = open_visit(put("visit", date="2026-10-15"))
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(photo))])
    editor = page.form.editors["discussion"]
    assert isinstance(editor, TextEditor)
    editor.paper.insertFromMimeData(dropped)
    pasted, picture = QMimeData(), QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("navy"))
    pasted.setImageData(picture)
    page.photos.take(pasted)
    qtbot.waitUntil(lambda: not jobs.busy())
    names = {item.fields["name"] for item in attaching.of(store, ("visit", page.uid))}
    assert names == {"wall.jpg", "Pasted picture.png"}
    assert editor.value() is None


def test_caption_summary_and_removal(qtbot: QtBot, open_visit: Open, store: Store, put: Put, photo: Path) -> None:
    uid = put("visit", date="2026-10-15")
    kept = attaching.add(store, photo.read_bytes(), "wall.jpg", ("visit", uid))
    page = open_visit(uid)
    grid = page.photos.grid
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert not page.photos.detail.isHidden()
    assert grid.tiles()[0].remark == "Not in the summary"
    assert not page.photos.in_summary.isChecked()
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    assert records.get(store, kept).fields["in_summary"] is True
    assert (grid.tiles()[0].remark, page.photos.in_summary.isChecked()) == ("In the summary", True)
    qtbot.keyClicks(page.photos.caption.line, "The chart")
    page.flush()
    again = open_visit(uid)
    assert again.photos.captions == {kept: "The chart"}
    page.save()
    assert records.get(store, kept).fields["caption"] == "The chart"
    undos: list[Callable[[], None]] = []
    page.undo_offered.connect(lambda _words, undo: undos.append(undo))
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert grid.tiles() == []
    undos[0]()
    page.photos.show_items()
    assert [tile.title for tile in grid.tiles()] == ["The chart"]


def test_a_deleted_visit_takes_and_loses_nothing(
    qtbot: QtBot, open_visit: Open, store: Store, put: Put, photo: Path
) -> None:
    uid = put("visit", date="2026-10-15")
    kept = attaching.add(store, photo.read_bytes(), "wall.jpg", ("visit", uid))
    taking_back.delete(store, uid)
    page = open_visit(uid)
    said: list[str] = []
    page.said.connect(said.append)
    grid = page.photos.grid
    grid.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Delete):
        qtbot.keyClick(grid, key)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(photo))])
    page.photos.take(dropped)
    assert said == ["The visit was deleted. Restore it, then add the photos."]
    qtbot.waitUntil(lambda: grid.tiles()[0].picture is not None)
    assert [(item.uid, item.fields["in_summary"]) for item in attaching.of(store, ("visit", uid))] == [(kept, False)]


def test_the_hint_says_how_a_photo_comes_into_the_summary_and_has_the_whole_width(
    qtbot: QtBot, open_visit: Open, store: Store, put: Put, photo: Path
) -> None:
    uid = put("visit", date="2026-10-15")
    page = open_visit(uid)
    hint = page.photos._hint
    assert hint.text().startswith("Drop a file here")
    assert hint.width() == page.photos.width()
    attaching.add(store, photo.read_bytes(), "wall.jpg", ("visit", uid))
    page.photos.show_items()
    assert hint.text() == "A photo stays out of the summary until you put it there: choose it and press Space."
    page.photos.grid.setFocus()
    qtbot.keyClick(page.photos.grid, Qt.Key.Key_Space)
    assert hint.isHidden()


@pytest.fixture
def many(tmp_path: Path) -> list[Path]:
    """Photos that take a while."""
    paths = [tmp_path / f"{at}.jpg" for at in range(8)]
    for at, path in enumerate(paths):
        Image.new("RGB", (900, 700), (at, 90, 90)).save(path)
    return paths


def shown_visit(qtbot: QtBot, desk: Desk, uid: str) -> VisitPage:
    assert desk.go(Place("record", "visit", uid))
    page = desk.page()
    assert isinstance(page, VisitPage)
    qtbot.waitUntil(page.is_whole)
    return page


def test_locking_covers_at_once_and_loses_no_photo(
    qtbot: QtBot, window: MainWindow, desk: Desk, store: Store, put: Put, many: list[Path], data_key: bytes
) -> None:
    uid = put("visit", date="2026-10-15")
    assert shown_visit(qtbot, desk, uid).photos.add(many) is not None
    window.lock()
    assert isinstance(window.shown(), UnlockPage)
    qtbot.waitUntil(lambda: not window.findChildren(Desk), timeout=20_000)
    with Store.open(store.folder, data_key) as again:
        assert len(attaching.of(again, ("visit", uid))) == len(many)


def test_quitting_waits_for_photos(
    qtbot: QtBot, window: MainWindow, desk: Desk, store: Store, put: Put, many: list[Path], data_key: bytes
) -> None:
    uid = put("visit", date="2026-10-15")
    assert shown_visit(qtbot, desk, uid).photos.add(many) is not None
    with qtbot.capture_exceptions() as raised:
        assert window.close()
        qtbot.waitUntil(lambda: not window.findChildren(Desk))
    assert raised == []
    with Store.open(store.folder, data_key) as again:
        assert len(attaching.of(again, ("visit", uid))) == len(many)


def test_a_refusal_is_told_when_the_page_is_left(
    qtbot: QtBot, desk: Desk, store: Store, put: Put, many: list[Path], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(many[0].read_bytes()[:200])
    uid = put("visit", date="2026-10-15")
    page = shown_visit(qtbot, desk, uid)
    assert page.photos.add([*many, broken]) is not None
    assert desk.go(Place("list", "site"))
    shiboken6.delete(page)
    qtbot.waitUntil(lambda: "broken.jpg" in desk.trouble(), timeout=20_000)
    assert len(attaching.of(store, ("visit", uid))) == len(many)


def test_a_saved_caption_leaves_no_draft(qtbot: QtBot, open_visit: Open, store: Store, put: Put, photo: Path) -> None:
    uid = put("visit", date="2026-10-15")
    attaching.add(store, photo.read_bytes(), "wall.jpg", ("visit", uid))
    page = open_visit(uid)
    page.photos.grid.setFocus()
    qtbot.keyClick(page.photos.grid, Qt.Key.Key_Down)
    qtbot.keyClicks(page.photos.caption.line, "The chart")
    page.photos.save_captions()
    page.flush()
    assert drafts.of(store, uid) is None


def test_the_camera_offers_its_latest_photos(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, tmp_path: Path):
    folder = tmp_path / "DCIM"
    (folder / "100").mkdir(parents=True)
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "JPEG")
    for at in range(33):
        path = folder / "100" / f"{at:02}.jpg"
        path.write_bytes(content.getvalue())
        os.utime(path, (1_000 + at, 1_000 + at))
    (folder / "notes.txt").write_text("no picture")
    camera.choose(store, folder)
    assert camera.folder(store) == folder
    dialog = CameraDialog(theme, jobs, folder)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: len(dialog.grid.tiles()) == 30)
    assert dialog.grid.tiles()[0].title == "32.jpg"
    assert not dialog.add.isEnabled()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.grid.hasFocus)
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Space)
    assert [path.name for path in dialog.chosen()] == ["32.jpg"]
    qtbot.waitUntil(lambda: not jobs.busy())
    assert dialog.grid.tiles()[0].picture is not None
