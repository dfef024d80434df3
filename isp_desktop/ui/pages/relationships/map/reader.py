"""Reads the network for the map, and lays out the part of it that is shown by itself: in jobs, the latest asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QObject, Signal

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.network import Network
from isp_desktop.domain.spacing import Spot
from isp_desktop.services.network import keeping, mapping
from isp_desktop.services.network.mapping import Mapped
from isp_desktop.ui.kit.job_bar import JobBar
from isp_desktop.ui.kit.jobs import Jobs, Progress
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.pages.relationships.map.shown import CloseUp, Shown

# Sooner than this nobody needs to be told how far it is.
_PATIENCE_S = 0.4


class Reader(QObject):
    """Reads what `shown` has chosen.

    Signals:
        read_through: the network, the part of it that is to be shown with its places where it had none, and whether all
            of it is to be in sight.
        laid_out: the part that is shown now with its places.
        failed: the sentence that says why there is none.
    """

    read_through = Signal(object, object, bool)
    laid_out = Signal(object)
    failed = Signal(str)

    def __init__(
        self, jobs: Jobs, store: Store, today: Callable[[], dt.date], shown: Shown, bar: JobBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._jobs, self._store, self._today, self._shown, self._bar = jobs, store, today, shown, bar
        self._asked = 0
        self._parts = Latest(jobs, _("The map"), self)
        self._parts.read_through.connect(self.laid_out)
        self._parts.failed.connect(self.failed)

    def read(self, ratio: float, *, fit: bool) -> None:
        """Reads the network; what was asked for before is not told any more.

        Args:
            ratio: how many times as wide as high the window of the map is.
            fit: all of it is to be in sight then; told with the outcome.
        """
        self._asked += 1
        number, began = self._asked, monotonic()
        store, today, then = self._store, self._today(), _copy(self._shown)

        def work(progress: Progress) -> tuple[Mapped, CloseUp | None]:
            found = mapping.mapped(store, today, then.day, then.scope, progress, ratio)
            then.take(found)
            return found, _kept(store, then, ratio)

        def told(outcome: tuple[Mapped, CloseUp | None]) -> None:
            if number == self._asked:
                self.read_through.emit(*outcome, fit)

        def tell(_done: int, _total: int, _what: str) -> None:
            if monotonic() - began > _PATIENCE_S and self._bar.isHidden() and number == self._asked:
                self._bar.watch(job)

        job = self._jobs.start(_("The map"), work, self)
        job.finished.connect(told)
        job.failed.connect(self.failed)
        job.progressed.connect(tell)

    def lay_out(self, ratio: float) -> None:
        """Lays out the part that is shown."""
        store, then = self._store, _copy(self._shown)
        self._parts.read(lambda _progress: _kept(store, then, ratio))


def _kept(store: Store, shown: Shown, ratio: float) -> CloseUp | None:
    """The part that is shown with its places, where it has none yet; those of what is shown first are kept."""
    part = shown.part()
    if part is None or shown.mapped is None or not shown.lacks_places():
        return None
    made = _laid_out(part, shown.close_up(), shown.mapped.spots, ratio)
    if shown.is_first():
        keeping.keep(store, {}, close=made.spots)
    return made


def _laid_out(part: Network, before: CloseUp, whole: Mapping[str, Spot], ratio: float) -> CloseUp:
    """A part with places for all; where it had some for most, as on another day, those stay."""
    # They bring numpy and networkx, which a map that has its places does not wait for.
    from isp_desktop.services.network.close_up import close_up
    from isp_desktop.services.network.layout import arranged

    begun = {uid: spot for uid, spot in before.spots.items() if uid in part.nodes}
    if 2 * len(begun) > len(part.nodes):
        return replace(before, spots={**before.spots, **arranged(part, begun, ratio=ratio)})
    return replace(before, spots=close_up(part, whole, ratio), moved={})


def _copy(shown: Shown) -> Shown:
    """As it is chosen now, whatever is chosen until the job is done."""
    return replace(shown, habit=replace(shown.habit), parts=dict(shown.parts))
