"""Photos and files of a visit: dropped, pasted or chosen, and what is done with each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.db.lists import Item
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotebookError, StoreBusy, StoreClosed
from isp_desktop.domain.language import _
from isp_desktop.services import attaching, camera, records, taking_back
from isp_desktop.services.taking_back import Undo
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.checks import CheckBox
from isp_desktop.ui.kit.dialogs import ask_folder, ask_save
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.job_bar import JobBar
from isp_desktop.ui.kit.jobs import Job, Jobs
from isp_desktop.ui.kit.page import teller_around
from isp_desktop.ui.kit.photos import PhotoGrid, Tile
from isp_desktop.ui.kit.roving import Roving
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.visit.camera import CameraDialog
from isp_desktop.ui.pages.visit.photo_work import Source, add_all, read_pictures


class PhotoBox(QWidget):
    """`ready` is asked before anything is added, and says whether the visit is on the disk.

    Attributes:
        captions: what is typed and not saved yet, by uid; the page keeps it with the draft.

    Signals:
        wrote: a caption was typed.
        said: one sentence, where the world refuses.
        undo_offered: what was done, and a callable that takes it back.
        asked: a callable that writes, to be done in its turn.
    """

    wrote = Signal()
    said = Signal(str)
    undo_offered = Signal(str, object)
    asked = Signal(object)

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        store: Store,
        visit: str,
        ready: Callable[[], bool],
        today: Callable[[], dt.date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._jobs, self._store, self._visit = theme, jobs, store, visit
        self._ready, self._today = ready, today
        self._items: dict[str, Item] = {}
        self._pictures: dict[str, QImage | None] = {}
        self._is_fixed = False
        self.captions: dict[str, str] = {}
        self.setAccessibleName(_("Photos and files"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.grid = PhotoGrid(theme, _("Photos and files"))
        self.bar = JobBar(theme)
        self._hint = Prose(theme, "", "meta")
        for part in (self._adding(), self._hint, self.bar, self.grid, self._detail()):
            column.addWidget(part)
        self.grid.picked.connect(self._show_detail)
        self.grid.opened.connect(self.open_copy)
        self.grid.ticked.connect(self._turn)
        self.grid.removed.connect(self._remove)
        QShortcut(QKeySequence.StandardKey.Paste, self, self._paste, context=_INSIDE)
        self._show_tiles()
        self._show_hint()

    def _adding(self) -> QWidget:
        """The ways to add something, as one stop for Tab."""
        part = QWidget()
        flow = FlowLayout(part, gap=8, line_gap=4)
        policy = part.sizePolicy()
        policy.setHeightForWidth(True)
        part.setSizePolicy(policy)
        self.add_button = Button(self._theme, _("Add files"), "secondary", "image-plus", 28)
        self.camera_button = Button(self._theme, _("From the camera folder"), "secondary", "camera", 28)
        self.shrink = CheckBox(self._theme, _("Make photos smaller"))
        self.keep_place = CheckBox(self._theme, _("Keep the place"))
        self.shrink.setChecked(True)
        told = _("A camera writes into a photo where it was taken. It is left out, unless you keep it here on purpose.")
        self.keep_place.setAccessibleDescription(told)
        self.members: list[QWidget] = [self.add_button, self.camera_button, self.shrink, self.keep_place]
        self._roving = Roving(lambda: self.members, self)
        for member in self.members:
            flow.addWidget(member)
            self._roving.add(member)
        self.add_button.clicked.connect(self._choose)
        self.camera_button.clicked.connect(self.ask_camera)
        self.keep_place.toggled.connect(lambda _on: self._show_hint())
        return part

    def _show_hint(self) -> None:
        place = _("Photos keep the place where they were taken, also in what you share.")
        empty = _("Drop a file here, or paste a picture. The place where it was taken is left out.")
        left_out = _("A photo stays out of the summary until you put it there: choose it and press Space.")
        photos = [item for item in self._items.values() if attaching.is_photo(item) and not item.private]
        asked = left_out if photos and not any(item.fields.get("in_summary") for item in photos) else ""
        words = place if self.keep_place.isChecked() else asked if self._items else empty
        self._hint.setText(words)
        self._hint.setVisible(bool(words))

    def _detail(self) -> QWidget:
        """What is said of the current one, and done with it."""
        self.detail = QWidget()
        row = QHBoxLayout(self.detail)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.caption = LineEditor(self._theme, _("Caption"), _("Caption: what it shows"))
        self.in_summary = CheckBox(self._theme, _("In the summary"))
        self.open_button = IconButton(self._theme, "external-link", _("Save a copy and open it (Enter)"), size=32)
        self.remove_button = IconButton(self._theme, "trash-2", _("Take it out (Delete)"), size=32)
        row.addWidget(self.caption, 1)
        for widget in (self.in_summary, self.open_button, self.remove_button):
            row.addWidget(widget)
        self.caption.changed.connect(self._on_caption)
        self.caption.left.connect(lambda: self.asked.emit(self.save_captions))
        self.in_summary.clicked.connect(lambda: self._turn(self.grid.current_uid()))
        self.open_button.clicked.connect(lambda: self.open_copy(self.grid.current_uid()))
        self.remove_button.clicked.connect(lambda: self._remove(self.grid.current_uid()))
        self.detail.hide()
        return self.detail

    def tab_stops(self) -> list[QWidget]:
        """Where Tab stops, in reading order."""
        more = (self.grid, self.caption.line, self.in_summary, self.open_button, self.remove_button)
        return [*self.members, *more]

    def show_items(self) -> None:
        """Reads what belongs to the visit again; small pictures follow."""
        found = attaching.of(self._store, ("visit", self._visit))
        self._items = {item.uid: item for item in found}
        self._show_tiles()
        self._show_hint()
        wanted = [item for item in found if item.uid not in self._pictures and attaching.is_photo(item)]
        if wanted:
            job = self._jobs.start(_("Small pictures"), lambda _progress: read_pictures(self._store, wanted), self)
            job.finished.connect(self._show_pictures)

    def _show_pictures(self, read: dict[str, QImage | None]) -> None:
        self._pictures |= read
        self._show_tiles()

    def _show_tiles(self) -> None:
        self.grid.show_tiles([self._tile(item) for item in self._items.values()])
        self.grid.setVisible(bool(self._items))
        self._show_detail(self.grid.current_uid())

    def _tile(self, item: Item) -> Tile:
        caption = self.captions.get(item.uid, str(item.fields.get("caption") or ""))
        photo, placed = attaching.is_photo(item), bool(item.fields.get("in_summary"))
        where = _("In the summary") if placed else _("Not in the summary")
        remark = _("Private") if item.private else where if photo else ""
        icon = "file-check" if placed and photo else "image" if photo else "paperclip"
        name = str(item.fields.get("name") or "")
        return Tile(item.uid, caption or name, remark, icon, self._pictures.get(item.uid), private=item.private)

    def _show_detail(self, uid: str) -> None:
        item = self._items.get(uid)
        self.detail.setVisible(item is not None)
        if item is not None:
            self.caption.set_value(self.captions.get(uid, item.fields.get("caption")))
            self.in_summary.setVisible(attaching.is_photo(item) and not item.private)
            self.in_summary.setChecked(bool(item.fields.get("in_summary")))

    def _on_caption(self) -> None:
        uid = self.grid.current_uid()
        if uid:
            self.captions[uid] = str(self.caption.value() or "")
            self.wrote.emit()

    def save_captions(self) -> None:
        """Saves what is typed; what cannot be saved stays with the draft.

        Raises:
            StoreBusy: something else is being written.
        """
        for uid, words in list(self.captions.items()):
            if uid not in self._items:
                continue
            try:
                self._change(uid, "caption", words or None)
            except StoreBusy:
                raise
            except NotebookError as error:
                self.said.emit(str(error))
                continue
            self.captions.pop(uid, None)
            self.wrote.emit()

    def _change(self, uid: str, field: str, value: object, seen: Sequence[str] | None = None) -> None:
        taking_back.change(self._store, "attachment", uid, {field: value}, seen)
        self.show_items()

    def _turn(self, uid: str) -> None:
        item = self._items.get(uid)
        if item is not None and not self._is_fixed and attaching.is_photo(item) and not item.private:
            seen = records.heads(self._store, uid)
            self.asked.emit(partial(self._change, uid, "in_summary", not item.fields.get("in_summary"), seen))

    def _remove(self, uid: str) -> None:
        item = self._items.get(uid)
        if item is None or self._is_fixed:
            return
        self.asked.emit(partial(self._take_out, item, taking_back.on_screen(taking_back.delete, self._store, uid)))

    def _take_out(self, item: Item, delete: Callable[[], Undo]) -> None:
        undo = delete()
        self.show_items()
        self.undo_offered.emit(_("“{name}” taken out").format(name=item.fields.get("name")), undo)

    def _choose(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(self, _("Add photos and files"), str(Path.home()))
        self.add([Path(name) for name in names])

    def ask_camera(self) -> None:
        """Offers the latest photos of the camera's folder; asks for the folder the first time."""
        folder = camera.folder(self._store)
        while True:
            if folder is None:
                folder = ask_folder(self, _("The folder that your photos come into"))
                if folder is None:
                    return
                self.asked.emit(partial(camera.choose, self._store, folder))
            dialog = CameraDialog(self._theme, self._jobs, folder, self)
            if dialog.exec():
                self.add(dialog.chosen())
            if not dialog.another:
                return
            folder = None

    def _paste(self) -> None:
        self.take(QApplication.clipboard().mimeData())

    def take(self, given: QMimeData) -> None:
        """Adds what was dropped or pasted: files of this computer, or a picture."""
        paths = [Path(url.toLocalFile()) for url in given.urls() if url.isLocalFile()]
        picture = given.imageData() if given.hasImage() and not paths else None
        self.add(paths or ([picture] if isinstance(picture, QImage) else []))

    def add(self, sources: Sequence[Source]) -> Job | None:
        """Keeps files and pictures, off the main thread; None where there is nothing to keep, or it is refused."""
        if sources and self._is_fixed:
            self.said.emit(_("The visit was deleted. Restore it, then add the photos."))
        if not sources or self._is_fixed or not self._ready():
            return None
        add = partial(
            attaching.add,
            self._store,
            to=("visit", self._visit),
            shrink=self.shrink.isChecked(),
            keep_location=self.keep_place.isChecked(),
            today=self._today(),
        )
        work = partial(add_all, add, sources)
        job = self._jobs.start(_("Adding"), work, self, keeps=True, beyond=teller_around(self))
        self.bar.watch(job)
        job.cancelled.connect(lambda: self.bar.say(_("Adding was stopped. What was added by then stays.")))
        job.ended.connect(self._on_ended)
        return job

    def _on_ended(self) -> None:
        # It may end with the notebook, when nobody looks any more.
        with suppress(StoreClosed):
            self.show_items()

    def open_copy(self, uid: str) -> None:
        """Asks where to put an unencrypted copy, and opens that with the program it belongs to."""
        item = self._items.get(uid)
        if item is None:
            return
        name = str(item.fields.get("name") or "")
        path = ask_save(self, _("Save a copy"), Path.home() / name, _("All files (*)"))
        if path is not None:
            work = partial(attaching.save_as, self._store, item, path)
            job = self._jobs.start(_("The copy"), lambda _progress: work(), self)
            job.failed.connect(lambda sentence: self.bar.say(sentence, wrong=True))
            job.finished.connect(lambda _none: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))

    def set_read_only(self, fixed: bool) -> None:
        """Shown but not to be changed, neither by a drop nor by a key."""
        self._is_fixed = fixed
        for member in (*self.members, self.in_summary, self.remove_button):
            member.setEnabled(not fixed)
        self.caption.set_read_only(fixed)


_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut
