"""What a visit's page does for trust: ratings begun from it, and loops closed where the rail tells of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt

from isp_desktop.domain.language import _
from isp_desktop.services import loops, settings
from isp_desktop.services.loops import Loop, Step
from isp_desktop.services.taking_back import on_screen
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.pages.visit.body import VisitBody


class VisitTrust(VisitBody):
    """The part of the page that is about trust."""

    def _listen_to_rail(self) -> None:
        self.rail.closed.connect(lambda loop, closed: self._advance(loop, loops.closing(loop.kind, closed)))
        self.rail.steps_asked.connect(self._open_steps)

    def _is_made_here(self, uid: str) -> bool:
        """Whether a record was made on this page and is not saved yet."""
        return any(one["uid"] == uid for one in self._linker.made)

    def _advance(self, loop: Loop, step: Step) -> None:
        act = on_screen(loops.advance, self._store, loop.uid, loop.kind, step.key, self._today())
        self._offer(act, _(step.done))

    def _open_steps(self, loop: Loop, spot: QPoint) -> None:
        menu = Menu(self._theme, loop.what, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.add(_("Open"), partial(self.record_asked.emit, loop.kind, loop.uid), "square-arrow-out-up-right")
        for step in loops.steps(loop):
            menu.add(_(step.label), partial(self._advance, loop, step), "check")
        menu.popup(spot)

    def _ask_rating(self) -> None:
        """Begins a rating of trust: at once where it is clear with whom, else whoever was there is offered."""
        me = settings.read(self._store, "me")
        there = [str(uid) for uid in self._edit.value("attended") or () if uid != me]
        if len(there) < 2:
            self._rate(there[0] if there else "")
            return
        menu = Menu(self._theme, _("Trust rating"), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for uid in there:
            menu.add(self._linker.title(uid), partial(self._rate, uid), "user")
        chip = self.entries.chips["trust"]
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))

    def _rate(self, person: str) -> None:
        # A rating points to the visit and to whom it is about, which have to be in the notebook first.
        if (self._edit.is_new or self._is_made_here(person)) and not self._write():
            told = _("Put right what is marked, then rate trust.")
            self.notice("rating", "warn", _("The visit has to be saved before trust is rated"), told, closable=True)
            return
        day = min(str(self._edit.value("date") or ""), self._today().isoformat())
        known = {"stakeholder": person, "rater": settings.read(self._store, "me"), "date": day, "visit": self.uid}
        self.new_asked.emit("trust", {name: value for name, value in known.items() if value} | {"way": "self"})
