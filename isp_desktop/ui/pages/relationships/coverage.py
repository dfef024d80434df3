"""Coverage of the system: who is known in each part at each level, and what is done about a gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.coverage import PLACES, Cell, Coverage, Place, heat
from isp_desktop.domain.language import _, counted, number
from isp_desktop.domain.vocabulary import LEVELS, PARTS_OF_SYSTEM
from isp_desktop.services.coverage import Someone, Sought, contact_words, words
from isp_desktop.services.naming import day_in_words
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.dialogs import Dialog
from isp_desktop.ui.kit.empty import EmptyLine
from isp_desktop.ui.kit.heat_grid import HeatCell, HeatGrid
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.menus import Menu, pop_up
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.theme import Theme

_PARTS, _LEVELS = tuple(PARTS_OF_SYSTEM), tuple(LEVELS)
_LIST_HIGH = 320


class CoverageCard(Panel):
    """The grid, and a line on those who have no part or level yet.

    Signals:
        people_asked: who stands in a cell; its place, or None for those without a part or level.
        someone_asked: somebody is to be found for this place.
        commitment_asked: the commitment to find somebody is to be opened; its uid.
        need_asked: whether somebody is needed there is to be said; the place, and whether.
    """

    people_asked = Signal(object)
    someone_asked = Signal(object)
    commitment_asked = Signal(str)
    need_asked = Signal(object, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._coverage: Coverage | None = None
        self._sought: Mapping[Place, Sought] = {}
        self.setObjectName("coverage")
        self.column.addWidget(CardHead(theme, _("Coverage"), _("people you know, part of the system by level")))
        self.grid = HeatGrid(
            theme,
            _("Coverage: part of the system by level"),
            [_(label) for label in PARTS_OF_SYSTEM.values()],
            [_(label) for label in LEVELS.values()],
        )
        self.grid.setObjectName("coverage_grid")
        self.column.addWidget(self.grid, 1)
        self.apart = EmptyLine(theme, "", _("Fill them in"))
        self.apart.hide()
        self.column.addWidget(self.apart)
        self.column.addStretch()
        self.grid.opened.connect(self._open)
        self.grid.menu_asked.connect(lambda row, column, spot: self._open_menu(_place(row, column), spot))
        self.apart.begun.connect(lambda: self.people_asked.emit(None))

    def show_coverage(self, found: Coverage, sought: Mapping[Place, Sought]) -> None:
        """Shows what was read, and for which gaps somebody is being looked for."""
        self._coverage, self._sought = found, sought
        cells = [_heat_cell(found.cells[place], sought.get(place)) for place in PLACES]
        wide = len(_LEVELS)
        self.grid.show_cells([cells[at : at + wide] for at in range(0, len(cells), wide)])
        told = counted("{n} person has no part or level yet.", "{n} people have no part or level yet.", found.apart)
        self.apart.set_text(told)
        self.apart.setVisible(bool(found.apart))

    def fill_menu(self, place: Place, menu: Menu) -> None:
        """What can be done about one cell."""
        state = self._coverage.cells[place].state if self._coverage is not None else "gap"
        if state == "known":
            menu.add(_("Show who it is"), lambda: self.people_asked.emit(place), "users")
            return
        if (found := self._sought.get(place)) is not None:
            menu.add(_("Open the commitment"), lambda: self.commitment_asked.emit(found.uid), "handshake")
        else:
            menu.add(_("Find someone"), lambda: self.someone_asked.emit(place), "user-plus")
        if state == "gap":
            menu.add(_("Not needed…"), lambda: self.need_asked.emit(place, False), "x")
        else:
            menu.add(_("Needed after all"), lambda: self.need_asked.emit(place, True), "undo-2")

    def _open(self, row: int, column: int) -> None:
        place = _place(row, column)
        if self._coverage is not None and self._coverage.cells[place].state == "known":
            self.people_asked.emit(place)
        else:
            self._open_menu(place, self.grid.spot(row, column))

    def _open_menu(self, place: Place, spot: QPoint) -> None:
        pop_up(self._theme, ", ".join(words(place)), partial(self.fill_menu, place), spot, self)


class PeopleDialog(Dialog):
    """Who stands in a cell.

    Signals:
        opened: a row was opened; carries the uid.
    """

    opened = Signal(str)

    def __init__(
        self, theme: Theme, title: str, sentence: str, people: Sequence[Someone], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, title, sentence, parent)
        rows = [
            Row(one.uid, one.name, avatar=one.name, second=one.about, date=contact_words(one.days)) for one in people
        ]
        self.list = RowList(theme, RowsModel(fetch_from(rows), parent=self), title)
        self.list.setFixedHeight(min(self.list.content_height() + 2, theme.px(_LIST_HIGH)))
        self.list.opened.connect(self._open_person)
        self.column.addWidget(self.list)
        self.add_button(_("Close"), closes=False)
        self.list.setFocus()

    def _open_person(self, uid: str) -> None:
        self.accept()
        self.opened.emit(uid)


def _place(row: int, column: int) -> Place:
    return _PARTS[row], _LEVELS[column]


def _heat_cell(cell: Cell, sought: Sought | None) -> HeatCell:
    where = ", ".join(words(cell.place))
    if cell.state == "known":
        people = counted("{n} person", "{n} people", cell.people)
        last = contact_words(cell.days)
        spoken = _("{where}: {people}, last contact {when}").format(where=where, people=people, when=last)
        return HeatCell(number(cell.people), last, heat(cell.people), words=spoken)
    if cell.state == "gap" and sought is not None:
        told = _("{where}: nobody yet, somebody is being looked for").format(where=where)
        if sought.due:
            day = day_in_words(sought.due)
            told = _("{where}: nobody yet, you find someone by {day}").format(where=where, day=day)
        return HeatCell(_("Gap, looking"), look="gap", words=told)
    if cell.state == "gap":
        return HeatCell(_("Gap"), look="gap", words=_("{where}: nobody yet").format(where=where))
    why = _("{where}: nobody needed. {why}").format(where=where, why=cell.why)
    return HeatCell(_("no need"), look="plain", words=why.strip())
