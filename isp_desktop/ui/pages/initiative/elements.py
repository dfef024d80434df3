"""The core elements in their order, each with what good looks like; and those that are no more than named yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Literal

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted, number
from isp_desktop.services import taking_back
from isp_desktop.services.integrity import elements as service
from isp_desktop.services.integrity.elements import Element
from isp_desktop.services.integrity.initiative import InitiativeView
from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.breaking import FittedList
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.panels import SectionHead
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.wrapped_rows import Line, WrappedDelegate, WrappedRow

_MENU, _INSET = 30, 16


class _Delegate(WrappedDelegate):
    """Draws elements, with the dots that open the menu of each."""

    def _room(self, row: WrappedRow, body: QRectF) -> QRectF:
        room = super()._room(row, body)
        return room.adjusted(0, 0, -self._theme.px(_MENU) if row.date == "" else 0, 0)

    def _action_place(self, body: QRectF, _row: Row) -> QRectF:
        px = self._theme.px
        return QRectF(body.right() - px(8 + _MENU), body.top() + px(4), px(_MENU), px(_MENU))

    def _paint_end(self, painter: QPainter, body: QRectF, row: Row) -> float:
        place = self._action_place(body, row)
        paint_icon(painter, "ellipsis", self._theme.tokens.text2, place, self._theme.px(16))
        return place.left()


class ElementsPart(Part):
    """Enter opens an element, its menu moves it, adds its like and takes it away."""

    def __init__(
        self, theme: Theme, store: Store, initiative: str, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, today, parent)
        self._store, self._initiative = store, initiative
        self._elements: dict[str, Element] = {}
        self.head = SectionHead(theme, _("Core elements"))
        self.head.setContentsMargins(theme.px(_INSET), 0, theme.px(8), 0)
        self.add_button = Button(theme, _("Add a core element"), "link", "plus", height=28)
        self.add_button.clicked.connect(self.add)
        self.head.add_action(self.add_button)
        self.sentence = Prose(theme, _("Looking…"), "body", "text2")
        self._said = QWidget()
        inside = QVBoxLayout(self._said)
        pad(inside, theme.px(_INSET), 0, theme.px(_INSET), 0)
        inside.addWidget(self.sentence)
        self.list = FittedList(theme, RowsModel(fetch_from([])), _("Core elements"), _Delegate)
        self.list.rows().setParent(self.list)
        self.list.setObjectName("elements")
        self.list.opened.connect(partial(self.record_asked.emit, "core_element"))
        self.list.acted.connect(lambda uid: self._open_menu(uid, self._spot(uid)))
        self.list.menu_asked.connect(self._open_menu)
        self.named = self.make_rows("named", _("Named, not described yet"))
        self.named.action_asked.connect(self.describe)
        self.named.opened.connect(self.describe)
        self.named.menu_asked.connect(self._open_named_menu)
        self.column.setSpacing(theme.px(6))
        for part in (self.head, self._said, self.list, self.named):
            self.column.addWidget(part)
        self.list.hide()
        self.named.hide()

    def show_elements(self, found: InitiativeView) -> None:
        """Shows what was read."""
        self._elements = {one.uid: one for one in found.elements}
        rows = [_row(at, one) for at, one in enumerate(found.elements, 1)]
        at = self.list.current_uid()
        self.list.rows().set_fetch(fetch_from(rows))
        self.list.fit()
        if at:
            self.list.select(at)
        self.list.setVisible(bool(rows))
        self.sentence.setText(
            _("What must go on being delivered with integrity once the support has gone? Add it here.")
        )
        self._said.setVisible(not rows)
        named = [
            ActingRow(uid=name, title=name, icon="circle-dashed", action=_("Describe"), second=_("Only a name so far"))
            for name in found.named
        ]
        self.named.show_if_any(named, number(len(named)))

    def add(self) -> None:
        """Begins another one."""
        places = [one.place or 0 for one in self._elements.values()]
        self.new_asked.emit("core_element", {"initiative": self._initiative, "place": max(places, default=0) + 1})

    def describe(self, name: str) -> None:
        """Makes a record of a name."""
        act = partial(service.describe, self._store, self._initiative, name)
        self.do(act, _("“{name}” is a core element of its own now").format(name=name))

    def fill_menu(self, uid: str, menu: Menu) -> None:
        """What can be done about one element."""
        order = list(self._elements)
        menu.add(_("Open"), partial(self.record_asked.emit, "core_element", uid), "component")
        menu.addSeparator()
        if uid != order[0]:
            menu.add(_("Move up"), partial(self._move, uid, -1), "chevron-up")
        if uid != order[-1]:
            menu.add(_("Move down"), partial(self._move, uid, 1), "chevron-down")
        menu.addSeparator()
        menu.add(_("Delete"), partial(self._delete, uid), "trash-2")

    def fill_named_menu(self, name: str, menu: Menu) -> None:
        """What can be done about a name."""
        menu.add(_("Describe"), partial(self.describe, name), "pencil")
        menu.add(_("Take the name out"), partial(self._take_out, name), "x")

    def _move(self, uid: str, step: Literal[-1, 1]) -> None:
        self.do(partial(service.move, self._store, uid, step), _("Core element moved"))

    def _delete(self, uid: str) -> None:
        self.do(taking_back.on_screen(taking_back.delete, self._store, uid), _("Core element deleted"))

    def _take_out(self, name: str) -> None:
        act = partial(service.take_name_out, self._store, self._initiative, name)
        self.do(act, _("“{name}” taken out").format(name=name))

    def _spot(self, uid: str) -> QPoint:
        box = self.list.visualRect(self.list.rows().index(self.list.rows().number_of(uid), 0))
        return self.list.viewport().mapToGlobal(
            QPoint(box.right() - self._theme.px(_MENU), box.top() + self._theme.px(32))
        )

    def _open_menu(self, uid: str, spot: QPoint) -> None:
        self.open_menu(self._elements[uid].name, spot, partial(self.fill_menu, uid))

    def _open_named_menu(self, name: str, spot: QPoint) -> None:
        self.open_menu(name, spot, partial(self.fill_named_menu, name))


def _row(at: int, one: Element) -> WrappedRow:
    told = ((_("Good: {words}"), one.good, "circle-check"), (_("Too little: {words}"), one.least, "circle-alert"))
    lines = [Line(words.format(words=" ".join(text.split())), icon) for words, text, icon in told if text]
    if not lines:
        lines = [Line(_("Nobody wrote yet what good looks like, and what would be too little"), "circle-dashed")]
    if one.review_days:
        lines.append(Line(counted("Looked at every day", "Looked at every {n} days", one.review_days), "clock"))
    lines += [Line(_("Private"), "lock")] if one.private else []
    lines += [Line(_("In conflict"), "git-compare")] if one.in_conflict else []
    return WrappedRow(uid=one.uid, title=f"{number(at)}  {one.name}", lines=tuple(lines))
