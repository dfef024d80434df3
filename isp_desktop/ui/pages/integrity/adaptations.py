"""What is done otherwise at a site than the programme has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.services import taking_back
from isp_desktop.services.integrity import words
from isp_desktop.services.integrity.site import Adaptation
from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.chips import ChipSpec
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.theme import Theme

_AT_FIRST = 8


class AdaptationsPart(Part):
    """Those in force first; the menu ends one, and opens or deletes it."""

    def __init__(self, theme: Theme, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, today, parent)
        self._store = store
        self._known: dict[str, Adaptation] = {}
        self.rows = self.make_rows("adaptations", _("Adaptations")).looking()
        self.rows.offer_all(_("Add an adaptation"), partial(self.new_asked.emit, "adaptation", {}))
        self.column.addWidget(self.rows)
        self.rows.opened.connect(partial(self.record_asked.emit, "adaptation"))
        self.rows.menu_asked.connect(self._open_menu)

    def show_adaptations(self, found: Sequence[Adaptation]) -> None:
        """Shows what was read."""
        self._known = {one.uid: one for one in found}
        if not found:
            self.rows.say(
                _("Is anything done otherwise here than the programme has it? Note what, since when, and why.")
            )
            return
        now = [one for one in found if one.in_force]
        rest = [one for one in found if not one.in_force]
        remark = counted("{n} in force", "{n} in force", len(now))
        self.rows.show_rows([self._row(one) for one in (*now, *rest)], remark, _AT_FIRST)

    def fill_menu(self, uid: str, spot: QPoint, menu: Menu) -> None:
        """What can be done about one."""
        one = self._known[uid]
        menu.add(_("Open"), partial(self.record_asked.emit, "adaptation", uid), "shuffle")
        if not one.until:
            menu.add(
                _("It ended on a day…"), partial(self.pick_day, spot, self._today(), partial(self._end, uid)), "flag"
            )
        else:
            menu.add(
                _("It goes on"), partial(self._set, uid, {"until": None}, _("Adaptation in force again")), "undo-2"
            )
        menu.addSeparator()
        menu.add(_("Delete"), partial(self._delete, uid), "trash-2")

    def _end(self, uid: str, day: dt.date) -> None:
        self._set(uid, {"until": day.isoformat()}, _("Adaptation ended"))

    def _delete(self, uid: str) -> None:
        self.do(taking_back.on_screen(taking_back.delete, self._store, uid), _("Adaptation deleted"))

    def _set(self, uid: str, values: dict[str, object], told: str) -> None:
        self.do(taking_back.on_screen(_change, self._store, uid, values), told)

    def _open_menu(self, uid: str, spot: QPoint) -> None:
        self.open_menu(self._known[uid].what, spot, partial(self.fill_menu, uid, spot))

    def _row(self, one: Adaptation) -> ActingRow:
        today = self._today()
        since = short_date(one.since, today) if one.since else ""
        ended = _("ended {day}").format(day=short_date(one.until, today)) if one.until else ""
        told = _("since {day}").format(day=since) if since else ""
        touched = _("touches {elements}").format(elements=", ".join(one.elements)) if one.elements else ""
        chip = None
        if one.in_force:
            chip = _chips().get(one.consistent, ChipSpec(_("Not judged yet"), "missing", "circle-dashed"))
        return ActingRow(
            uid=one.uid,
            title=one.what,
            icon="shuffle",
            second=", ".join(filter(None, (words.judged_words(one), touched))),
            chip=None if one.private or one.in_conflict else chip,
            date=ended or told,
            faded=not one.in_force,
            private=one.private,
            conflict=one.in_conflict,
        )


def _chips() -> dict[str, ChipSpec]:
    return {
        "consistent": ChipSpec(_("Integrity kept"), "good", "check"),
        "not_consistent": ChipSpec(_("Integrity not kept"), "bad", "x"),
        "not_clear": ChipSpec(_("Not clear yet"), "warn", "circle-help"),
    }


def _change(store: Store, uid: str, values: dict[str, object], seen: Sequence[str] | None = None) -> taking_back.Undo:
    return taking_back.change(store, "adaptation", uid, values, seen)
