"""Where nodes are put by hand: kept in the notebook, each with a way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPointF, Signal
from shiboken6 import isValid

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.spacing import Spot
from isp_desktop.services.network import keeping
from isp_desktop.services.network.keeping import Kept
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.pages.relationships.map.shown import Shown


class Places(QObject):
    """Pins, unpins and arranges anew.

    Signals:
        changed: places or pins are others; what is shown has them already.
        again: all is to be read and laid out again.
        undo_offered: a sentence, and a callable that takes it back.
        failed: a sentence.
    """

    changed = Signal()
    again = Signal()
    undo_offered = Signal(str, object)
    failed = Signal(str)

    def __init__(self, jobs: Jobs, store: Store, shown: Shown, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._store, self._shown = jobs, store, shown

    def pin(self, uid: str, spot: QPointF, before: QPointF, name: str) -> None:
        """Keeps a node where it was put."""
        pinned = self._pins()
        self._put(uid, (spot.x(), spot.y()), pinned | {uid})
        undo = partial(self._put, uid, (before.x(), before.y()), pinned, tell=True)
        self.undo_offered.emit(_("{name} is pinned here").format(name=name), undo)

    def unpin(self, uid: str, name: str) -> None:
        """Lets a node go with the others when all is arranged anew; it stays where it is until then."""
        mapped = self._shown.mapped
        if mapped is not None and uid in mapped.pins:
            pinned, spot = self._pins(), mapped.spots[uid]
            self._put(uid, spot, pinned - {uid}, tell=True)
            undo = partial(self._put, uid, spot, pinned, tell=True)
            self.undo_offered.emit(_("{name} is no longer pinned").format(name=name), undo)

    def arrange(self) -> None:
        """Lays out all anew but what is pinned."""
        job = self._jobs.start(
            _("Arranging the map"), lambda _progress: keeping.forget(self._store, self._pins()), self
        )
        job.finished.connect(self._told_arranged)
        job.failed.connect(self.failed)

    def _told_arranged(self, before: Kept) -> None:
        self.again.emit()
        self.undo_offered.emit(_("The map is arranged anew"), partial(self._put_back, before))

    def _put_back(self, before: Kept) -> None:
        self._write(partial(keeping.put_back, self._store, before), lambda: self.again.emit())

    def _pins(self) -> frozenset[str]:
        return self._shown.mapped.pins if self._shown.mapped else frozenset()

    def _put(self, uid: str, spot: Spot, pins: frozenset[str], *, tell: bool = False) -> None:
        mapped = self._shown.mapped
        if mapped is None:
            return
        self._shown.mapped = replace(mapped, spots={**mapped.spots, uid: spot}, pins=pins)
        self._write(partial(keeping.keep, self._store, {uid: spot}, pins), lambda: None)
        # What takes it back is kept for longer than the map is shown.
        if tell and isValid(self):
            self.changed.emit()

    def _write(self, act: Callable[[], None], then: Callable[[], object]) -> None:
        job = self._jobs.start(_("The places on the map"), lambda _progress: act(), self, keeps=True)
        job.finished.connect(lambda _nothing: then())
        job.failed.connect(lambda sentence: self.failed.emit(sentence))
