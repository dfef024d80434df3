"""What came of receiving a bundle, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.db.arrivals import Arrival
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.services.sharing.previewing import Coming
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.jobs import Jobs, Progress
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.notices import Notice, Remark
from isp_desktop.ui.kit.panels import SectionHead
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.exchange.folding import Fold, Folds
from isp_desktop.ui.pages.exchange.words import came_words, names_words
from isp_desktop.ui.pages.exchange.would_do import coming_row

if TYPE_CHECKING:
    from isp_desktop.services.sharing.overview import Received
    from isp_desktop.services.sharing.twins import Pair

_SHOWN = 5


class Report(QWidget):
    """The report of one import, with its next steps.

    Signals:
        settle_asked: what waits is to be settled.
        undo_asked: the import, by its Arrival, is to be undone.
        record_asked: kind and uid of a record that came.
        compare_asked: the uids of two people who may be the same, the one who was here first.
    """

    settle_asked = Signal()
    undo_asked = Signal(object)
    record_asked = Signal(str, str)
    compare_asked = Signal(str, str)

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._arrival: Arrival | None = None
        self._coming: Sequence[Coming] = ()
        self._pairs: dict[str, Pair] = {}
        self.done = Notice(theme, "good", "")
        self.settle = Notice(theme, "conflict", "", action=_("Settle"))
        self.aside = Remark(theme, "", "package", wraps=True)
        self.missing = Remark(theme, "", "paperclip", wraps=True)
        self.folds = Folds(theme)
        self._twins_head = SectionHead(theme, _("Entered twice?"))
        self.twins = RowList(theme, RowsModel(fetch_from([])), _("People who may be the same"))
        self.twins.rows().setParent(self.twins)
        self.undo = Button(theme, _("Undo this import"), icon="undo-2")
        self._likely = Latest(jobs, _("Looking for people entered twice"), self)
        self._lay_out()
        self.settle.acted.connect(self.settle_asked)
        self.undo.clicked.connect(lambda: self.undo_asked.emit(self._arrival))
        self.folds.opened.connect(self._open)
        self.twins.opened.connect(self._compare)
        self.twins.acted.connect(self._compare)
        self._likely.read_through.connect(self._show_twins)

    def show_arrival(self, arrival: Arrival, coming: Sequence[Coming]) -> None:
        """Tells of an import; `coming` are the records that came, as the preview told them.

        What waits of it is told by `show_standing`.
        """
        self._arrival, self._coming = arrival, coming
        counts = arrival.counts
        name = arrival.sender.get("name", "")
        is_new = bool(counts["revisions"])
        what = _("{what}. It can be undone.") if is_new else "{what}."
        self.done.set_text(_("Received from {name}").format(name=name), what.format(what=came_words(counts)))
        self.undo.setVisible(is_new)
        self.settle.hide()
        aside = counted(
            "{n} line was not understood and is kept apart. A newer version of the program may know it.",
            "{n} lines were not understood and are kept apart. A newer version of the program may know them.",
            counts["set_aside"],
        )
        self.aside.set_text(aside)
        self.aside.setVisible(bool(counts["set_aside"]))
        missing = counted(
            "{n} photo or file was not in the bundle, since its sender does not have it either.",
            "{n} photos and files were not in the bundle, since its sender does not have them either.",
            counts.get("missing", 0),
        )
        self.missing.set_text(missing)
        self.missing.setVisible(bool(counts.get("missing")))
        self._show_coming()
        self.look_for_twins()

    def show_standing(self, received: Sequence[Received]) -> None:
        """Tells what of the import still waits to be settled; `received` are all imports."""
        told = self._arrival
        waiting = next((one.to_settle for one in received if told is not None and one.arrival.n == told.n), 0)
        words = counted("{n} change to settle", "{n} changes to settle", waiting)
        self.settle.set_text(words, _("Both of you changed the same; both versions are kept. Settle when you like."))
        self.settle.setVisible(bool(waiting))

    def look_for_twins(self) -> None:
        """Looks for people of the import who may have been here already."""
        arrival, store = self._arrival, self._store
        self._show_twins([])
        if arrival is None:
            return

        def work(_progress: Progress) -> list[Pair]:
            # Read where it is used: it brings what compares names.
            from isp_desktop.services.sharing import twins

            return twins.after(store, arrival.n)

        self._likely.read(work)

    def forget(self) -> None:
        """The import was undone."""
        self._arrival = None

    def arrival(self) -> Arrival | None:
        """The import it tells of."""
        return self._arrival

    def _show_coming(self) -> None:
        folds = []
        for effect, icon, label in (("new", "plus", _("new")), ("changed", "pencil", _("changed"))):
            own = [one for one in self._coming if one.outcome.effect == effect]
            if own:
                names = names_words([one.title for one in own], len(own))
                folds.append(Fold(effect, icon, len(own), label, names, partial(_row_of, own), len(own)))
        self.folds.show_folds(folds)

    def _show_twins(self, pairs: object) -> None:
        assert isinstance(pairs, list)
        self._pairs = {pair.came: pair for pair in pairs}
        rows = [
            Row(
                pair.came,
                pair.name
                if pair.name == pair.other
                else _("{one} and {other}").format(one=pair.name, other=pair.other),
                avatar=pair.name,
                second=pair.why,
                action=_("Compare"),
            )
            for pair in pairs
        ]
        self.twins.rows().set_fetch(fetch_from(rows))
        self.twins.setFixedHeight(sum(self.twins.sizeHintForRow(at) for at in range(min(len(rows), _SHOWN))) + 2)
        for part in (self._twins_head, self.twins):
            part.setVisible(bool(rows))

    def _compare(self, came: str) -> None:
        self.compare_asked.emit(self._pairs[came].here, came)

    def _open(self, uid: str) -> None:
        kind = next(one.kind for one in self._coming if one.uid == uid)
        self.record_asked.emit(kind, uid)

    def _lay_out(self) -> None:
        undo = QHBoxLayout()
        undo.addWidget(self.undo)
        undo.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.done, self.settle, self._twins_head, self.twins, self.folds, self.aside, self.missing):
            column.addWidget(part)
        column.addSpacing(6)
        column.addLayout(undo)
        column.addStretch(1)
        for hidden in (self._twins_head, self.twins):
            hidden.hide()


def _row_of(records: Sequence[Coming], at: int) -> Row:
    return coming_row(records[at], at)
