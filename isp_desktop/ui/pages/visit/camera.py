"""Choosing among the latest photos of the camera's folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.errors import NotebookError
from isp_desktop.domain.language import _, counted
from isp_desktop.services import attaching, camera, photos
from isp_desktop.ui.kit.dialogs import Dialog
from isp_desktop.ui.kit.images import from_png
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.photos import EDGE, PhotoGrid, Tile
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme


def read_thumbnail(path: Path) -> QImage | None:
    """A small picture of a file; None where it cannot be shown. For a worker's thread."""
    try:
        return from_png(photos.thumbnail(attaching.read_file(path), EDGE))
    except NotebookError:
        return None


class CameraDialog(Dialog):
    """The last 30 photos of `folder`, to tick. `another` is set where another folder is wanted."""

    def __init__(self, theme: Theme, jobs: Jobs, folder: Path, parent: QWidget | None = None) -> None:
        sentence = _("The latest photos in “{name}”. Space or a click ticks one.").format(name=folder.name)
        super().__init__(theme, _("From the camera folder"), sentence, parent)
        self.another = False
        self._jobs = jobs
        self.grid = PhotoGrid(theme, _("Latest photos"), most_lines=3)
        self.grid.setMinimumWidth(theme.px(550))
        self.grid.ticked.connect(self._tick)
        self.grid.opened.connect(self._tick)
        self.grid.clicked.connect(lambda index: self._tick(self.grid.tiles()[index.row()].uid))
        self.column.addWidget(self.grid)
        self._told = Prose(theme, _("Looking …"), "meta")
        self.column.addWidget(self._told)
        self.add_button(_("Another folder"), "quiet").clicked.connect(self._ask_another)
        self.add_button(_("Cancel"), closes=False)
        self.add = self.add_button(_("Add"), "primary", closes=True)
        self.add.setEnabled(False)
        job = jobs.start(_("The latest photos"), lambda _progress: camera.latest(folder), self)
        job.finished.connect(self._show)
        job.failed.connect(self._told.setText)

    def _show(self, paths: list[Path]) -> None:
        self.grid.show_tiles([Tile(str(path), path.name, icon="image", checked=False) for path in paths])
        self._told.setText(_("None ticked") if paths else _("There are no photos in this folder. Choose another."))
        self.grid.setFocus()
        job = self._jobs.start(_("Small pictures"), lambda _p: [read_thumbnail(path) for path in paths], self)
        job.finished.connect(self._show_pictures)

    def _show_pictures(self, pictures: list[QImage | None]) -> None:
        tiles = zip(self.grid.tiles(), pictures, strict=True)
        self.grid.show_tiles([replace(tile, picture=picture) for tile, picture in tiles])

    def _tick(self, uid: str) -> None:
        tiles = self.grid.tiles()
        self.grid.show_tiles([replace(one, checked=not one.checked) if one.uid == uid else one for one in tiles])
        ticked = len(self.chosen())
        self._told.setText(counted("{n} ticked", "{n} ticked", ticked) if ticked else _("None ticked"))
        self.add.setEnabled(bool(ticked))

    def _ask_another(self) -> None:
        self.another = True
        self.reject()

    def chosen(self) -> list[Path]:
        """The ticked photos."""
        return [Path(tile.uid) for tile in self.grid.tiles() if tile.checked]
