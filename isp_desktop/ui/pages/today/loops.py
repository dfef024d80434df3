"""Loops to close: feedback not told back, tensions that nobody follows up, difficult conversations of the next days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, in_sentence, number
from isp_desktop.services import loops
from isp_desktop.services.loops import Loop, Step, Waiting
from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.chips import ChipSpec
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from isp_desktop.ui.kit.menus import Menu


class LoopsPart(Part):
    """Space or the circle closes one; its menu takes a step before that. It is there only while something waits."""

    def __init__(self, theme: Theme, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, today, parent)
        self._store = store
        self._loops: dict[str, Loop] = {}
        self.rows = self.make_rows("loops", _("Loops to close"))
        self.column.addWidget(self.rows)
        self.rows.offer_all(_("All, by kind"), self._offer_lists)
        self.rows.opened.connect(lambda uid: self.record_asked.emit(self._loops[uid].kind, uid))
        self.rows.ticked.connect(self._close)
        self.rows.menu_asked.connect(self._open_menu)
        self.hide()

    def show_loops(self, found: Waiting) -> None:
        """Shows what was read."""
        self._loops = {loop.uid: loop for loop in found.shown}
        if found.shown:
            self.rows.show_rows([_row(loop, self._today()) for loop in found.shown], number(found.count))
        self.setVisible(bool(found.shown))

    def fill_menu(self, uid: str, menu: Menu) -> None:
        """What can be done about one loop."""
        loop = self._loops[uid]
        menu.add(_("Open"), lambda: self.record_asked.emit(loop.kind, uid), kind_named(loop.kind).icon)
        for step in loops.steps(loop):
            menu.add(_(step.label), partial(self._advance, loop, step), "check")

    def fill_lists(self, menu: Menu) -> None:
        """The lists in which all stand that waits here, and what is closed with it."""
        for kind in loops.KINDS:
            spec = kind_named(kind)
            menu.add(_(spec.plural), partial(self.list_asked.emit, kind), spec.icon)

    def _offer_lists(self) -> None:
        link = self.rows.head.link
        self.open_menu(link.words(), link.mapToGlobal(QPoint(0, link.height() + 4)), self.fill_lists)

    def _open_menu(self, uid: str, spot: QPoint) -> None:
        self.open_menu(_(kind_named(self._loops[uid].kind).label), spot, partial(self.fill_menu, uid))

    def _close(self, uid: str, closed: bool) -> None:
        loop = self._loops[uid]
        self._advance(loop, loops.closing(loop.kind, closed))

    def _advance(self, loop: Loop, step: Step) -> None:
        from isp_desktop.services import taking_back

        act = taking_back.on_screen(loops.advance, self._store, loop.uid, loop.kind, step.key, self._today())
        self.do(act, _(step.done))


class LoopRow(ActingRow, frozen=True):
    """A row whose second line says that it is private: beside a chip there would be no room for what it is about."""

    @property
    def state_chips(self) -> tuple[ChipSpec, ...]:
        return tuple(chip for chip in super().state_chips if chip.kind != "private")


def _row(loop: Loop, today: dt.date) -> LoopRow:
    spec = kind_named(loop.kind)
    label = f"{_(spec.label)}: {in_sentence(loop.said)}" if loop.said else _(spec.label)
    return LoopRow(
        uid=loop.uid,
        title=loop.what,
        # Without a sign of its own what is private has the lock.
        icon="" if loop.closes or loop.private else spec.icon,
        second=", ".join(part for part in (_("Private") if loop.private else "", label, loop.who or loop.site) if part),
        date=loops.waits_words(loop, today),
        date_icon="clock" if loop.closes else "calendar",
        checked=False if loop.closes else None,
        private=loop.private,
        conflict=loop.in_conflict,
    )
