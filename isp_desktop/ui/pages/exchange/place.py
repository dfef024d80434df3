"""Where a bundle goes: a file on a stick, or in a folder that is synced; how much room there is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QStorageInfo, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.domain.bundle import SUFFIX
from isp_desktop.domain.language import _
from isp_desktop.services.sharing.colleagues import Colleague
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dialogs import ask_save
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.exchange.words import size_words

_MOST_NAMES = 100
_REMOVABLE = ("/media/", "/run/media/", "/mnt/", "/Volumes/")


@dataclass(frozen=True, slots=True)
class Room:
    """What there is where a file is to go.

    Attributes:
        free: bytes.
        exists: whether the folder does.
        unused: the file, or where it is there already, one beside it that is not.
    """

    free: int
    removable: bool
    exists: bool
    path: Path
    unused: Path


class WhereTo(QWidget):
    """The path, typed or chosen.

    Signals:
        changed: it goes elsewhere.
    """

    changed = Signal()

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_proposed = False
        self.path = LineEditor(theme, _("Where it goes"), icon="hard-drive")
        self.change = Button(theme, _("Change"))
        self.room = Remark(theme, "", "hard-drive")
        self._rooms = Latest(jobs, _("The room on the disk"), self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.path, 1)
        row.addWidget(self.change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.room)
        self.change.clicked.connect(self._ask)
        self.path.changed.connect(self._typed)
        self._rooms.read_through.connect(self._tell)

    def propose(self, folder: str, name: str) -> None:
        """Proposes a file of that name, in `folder` or at home; another name where that file is there already."""
        self._is_proposed = True
        self.path.set_value(str(Path(folder or Path.home()) / name))
        self._look()
        self.changed.emit()

    def file(self) -> Path | None:
        """The file, with the ending of bundles; None where there is none."""
        typed = str(self.path.value() or "")
        if not typed or not Path(typed).name:
            return None
        path = Path(typed).expanduser()
        return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)

    def _ask(self) -> None:
        proposed = self.file() or Path.home() / f"bundle{SUFFIX}"
        types = _("Bundles ({pattern})").format(pattern=f"*{SUFFIX}")
        if path := ask_save(self, _("Where the bundle goes"), proposed, types):
            self.path.set_value(str(path))
            self._typed()

    def _typed(self) -> None:
        self._is_proposed = False
        self.path.set_error("")
        self._look()
        self.changed.emit()

    def _look(self) -> None:
        path = self.file()
        self.room.setVisible(path is not None)
        if path is not None:
            # A network drive that is asleep would hold up the window.
            self._rooms.read(lambda _progress: _room(path))

    def _tell(self, room: object) -> None:
        assert isinstance(room, Room)
        is_taken = room.unused != room.path
        if is_taken and self._is_proposed:
            self.path.set_value(str(room.unused))
            self._is_proposed = False
            self._look()
            self.changed.emit()
            return
        if is_taken:
            self.room.set_text(_("A file of this name is there; it will be replaced"), "triangle-alert")
            return
        if not room.exists:
            self.room.set_text(_("There is no such folder yet"), "triangle-alert")
            return
        told = _("Removable drive, {size} free") if room.removable else _("{size} free")
        self.room.set_text(told.format(size=size_words(room.free)), "hard-drive")


def file_name(colleagues: Sequence[Colleague], today: dt.date) -> str:
    """A name for a bundle: whom it is for and the day."""
    name = colleagues[0].name if len(colleagues) == 1 else _("colleagues")
    plain = re.sub(r"[^\w-]+", "-", name.casefold()).strip("-_")[:40] or "bundle"
    return f"{plain}-{today.isoformat()}{SUFFIX}"


def is_removable(path: Path) -> bool:
    """Whether a file is, or would be, on a drive that can be taken out; asks the disk."""
    return _is_removable(QStorageInfo(str(path.parent)))


def _is_removable(info: QStorageInfo) -> bool:
    return f"{info.rootPath()}/".startswith(_REMOVABLE)


def _room(path: Path) -> Room:
    info = QStorageInfo(str(path.parent))
    return Room(info.bytesAvailable(), _is_removable(info), path.parent.is_dir(), path, _unused(path))


def _unused(path: Path) -> Path:
    numbered = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(2, _MOST_NAMES))
    return next((one for one in chain((path,), numbered) if not one.exists()), path)
