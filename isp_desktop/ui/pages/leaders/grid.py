"""Power and interest: where people stand, stood and went, moved with the mouse or the keys; and the same as a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted, in_sentence
from isp_desktop.domain.standings import Position, field_of, within
from isp_desktop.services.leaders import acts
from isp_desktop.services.leaders.told import Named, Overview, Place
from isp_desktop.services.leaders.words import FIELDS, place_words, position_words, state_words
from isp_desktop.services.taking_back import Undo
from isp_desktop.ui.kit.asking import ReasonDialog, said_yes
from isp_desktop.ui.kit.buttons import IconButton
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.columns import Cell, ColumnHead, ColumnList, ColumnRow
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.flow import FlowLayout, side_by_side
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.plane import Axes, Plane, Spot
from isp_desktop.ui.kit.plane_node import LookLegend
from isp_desktop.ui.kit.segments import Segments
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.leaders.unplaced import Unplaced
from isp_desktop.ui.parts.leaders.asking import PlaceDialog
from isp_desktop.ui.parts.leaders.looks import SHAPES, shape

_MIDDLE = 50
_COLUMNS = (136, 136, 76)


class GridPart(Part):
    """Each move is a position of today; one of today already is changed.

    Signals:
        earlier_asked: another day is wanted to compare with.
    """

    earlier_asked = Signal(object)

    def __init__(
        self,
        theme: Theme,
        store: Store,
        today: Callable[[], dt.date],
        earlier: dt.date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, today, parent)
        self._store, self._earlier = store, earlier
        self._initiative = ""
        self._places: Mapping[str, Place] = {}
        self._missing: Sequence[Named] = ()
        self._to_take_up = ""
        self._build()

    def _build(self) -> None:
        theme = self._theme
        card = Panel(theme)
        head = CardHead(theme, _("Power and interest"))
        self._remark = head.remark
        words = short_date(self._earlier.isoformat(), self._today())
        self.views = Segments(
            theme,
            _("What the grid shows"),
            [("now", _("Now")), ("earlier", words), ("move", _("Moves")), ("list", _("List"))],
        )
        self.views.chosen.connect(lambda _key: self._show_view())
        self.day_button = IconButton(theme, "calendar", _("Choose the earlier day"), size=28)
        self.day_button.clicked.connect(self._pick_earlier)
        for name, widget in (("views", self.views), ("earlier_day", self.day_button)):
            widget.setObjectName(name)
        choosing = QWidget()
        row = QHBoxLayout(choosing)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self.views)
        row.addWidget(self.day_button)
        # Where there is no room beside the name, it goes below.
        upper = QWidget()
        flow = FlowLayout(upper, gap=8, line_gap=6, spread=True)
        for part in (head, choosing):
            flow.addWidget(part)
        fields = tuple(_(words) for words in FIELDS.values())
        axes = Axes(
            _("Power and interest"),
            (fields[0], fields[1], fields[2], fields[3]),
            (_("Less interest"), _("More interest")),
            (_("Less power"), _("More power")),
        )
        self.plane = Plane(theme, axes, self._tell)
        self.plane.setObjectName("plane")
        self.plane.moved.connect(self.move_to)
        self.plane.opened.connect(lambda uid: self.record_asked.emit("person", uid))
        self.plane.menu_asked.connect(self._open_menu)
        self.plane.told.connect(self._show_told)
        self.list = ColumnList(theme, _("Power and interest"), _COLUMNS, title=130)
        self.list.setObjectName("places")
        self.list.opened.connect(self.ask_numbers)
        self.list.menu_asked.connect(self._open_menu)
        listed = QWidget()
        under = QVBoxLayout(listed)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(0)
        self.list_head = ColumnHead(theme, (_("Who"), _("Now"), words, _("Since")), self.list)
        under.addWidget(self.list_head)
        under.addWidget(self.list)
        self._listed = listed
        self._stack = QStackedWidget()
        self._stack.addWidget(self.plane)
        self._stack.addWidget(listed)
        self.told = Prose(theme, "", "meta")
        self._how = _("Enter takes somebody up, the arrows move, Enter puts down; or drag.")
        legend = side_by_side(*(LookLegend(theme, look, state_words(state)) for state, look in SHAPES.items()))
        self.private = Remark(theme, _("Places stay on this computer, unless you share one"), "lock")
        self.unplaced = Unplaced(theme)
        self.unplaced.chosen.connect(self.put_in_the_middle)
        self.unplaced.other_asked.connect(lambda: self.ask_numbers(""))
        inside = QVBoxLayout()
        inside.setSpacing(theme.px(8))
        for part in (upper, self._stack, self.told, legend, self.unplaced, self.private):
            inside.addWidget(part, 1 if part is self._stack else 0)
        card.column.addLayout(inside)
        self.column.addWidget(card)
        self._show_told("")

    def show_overview(self, found: Overview, earlier: dt.date, initiative: str) -> None:
        """Shows what was read; `initiative` is the one that it is of, "" for all."""
        self._places = {place.uid: place for place in found.places}
        self._missing, self._earlier, self._initiative = found.missing, earlier, initiative
        named = dict(found.initiatives).get(initiative, "")
        people = counted("{n} person", "{n} people", len(found.places))
        self._remark.setText(", ".join(filter(None, (named, people if found.places else ""))))
        words = short_date(earlier.isoformat(), self._today())
        self.views.set_words("earlier", words)
        self.list_head.set_labels((_("Who"), _("Now"), words, _("Since")))
        self._show_view()
        self.unplaced.show_people(found.missing)
        taken, self._to_take_up = self._to_take_up, ""
        if taken in self._places and self.views.shown() != "list":
            self.plane.take_up(taken)

    def first(self) -> QWidget:
        """What takes the focus first."""
        return self.plane.first() or self.unplaced.first()

    def _show_view(self) -> None:
        view = self.views.shown()
        as_list = view == "list"
        self._stack.setCurrentWidget(self._listed if as_list else self.plane)
        self.told.setVisible(not as_list)
        if as_list:
            self.list.show_rows([*self._places], lambda uid: self._row(self._places[uid]))
            return
        spots = [spot for place in self._places.values() if (spot := self._spot(place, view)) is not None]
        self.plane.show_spots(spots, can_move=view != "earlier")
        self._show_told("")

    def _spot(self, place: Place, view: str) -> Spot | None:
        at = place.before if view == "earlier" else place.now
        if at is None:
            return None
        was = place.before if view == "move" and place.before is not None else None
        words = place_words(place) if view != "earlier" else f"{place.name}, {position_words(at)}"
        if was is not None:
            words = _("{words}; before: {before}").format(words=words, before=position_words(was))
        state = shape(place.state)
        before = (float(was.interest), float(was.power)) if was else None
        return Spot(place.uid, place.name, state, float(at.interest), float(at.power), words, before)

    def _row(self, place: Place) -> ColumnRow:
        now, before = place.now, place.before
        earlier = Cell(_(FIELDS[before.field]), _power_words(before)) if before else Cell(_("Not placed by then"))
        return ColumnRow(
            uid=place.uid,
            title=place.name,
            second=state_words(place.state),
            avatar=place.name,
            columns=(
                Cell(_(FIELDS[now.field]), _power_words(now)),
                earlier,
                Cell(short_date(now.day.isoformat(), self._today())),
            ),
        )

    def _tell(self, uid: str, across: float, up: float) -> str:
        place = self._places.get(uid)
        at = Position(uid, uid, self._today(), within(up), within(across))
        return f"{place.name if place else ''}, {position_words(at)}"

    def _show_told(self, words: str) -> None:
        if words:
            self.told.setText(words)
        elif self.views.shown() == "earlier" and not any(place.before for place in self._places.values()):
            self.told.setText(_("Nobody was placed by that day."))
        else:
            nobody = (
                _("Nobody is placed yet. Begin with one of these:") if self._missing else _("Nobody is placed yet.")
            )
            self.told.setText(self._how if self._places else nobody)

    def move_to(self, uid: str, across: float, up: float) -> None:
        """Says where somebody stands today."""
        now = self._places[uid].now if uid in self._places else None
        initiative = self._initiative or (now.initiative if now else "")
        name = self._places[uid].name if uid in self._places else dict(self._missing).get(uid, "")
        at = in_sentence(_(FIELDS[field_of(within(up), within(across))]))
        told = _("{name} moved: {field}") if now else _("{name} placed: {field}")
        act = partial(self._place, uid, up, across, initiative)
        self.do(act, told.format(name=name, field=at))

    def _place(self, uid: str, power: float, interest: float, initiative: str) -> Undo:
        return acts.place(self._store, uid, power, interest, self._today(), initiative)[1]

    def put_in_the_middle(self, uid: str) -> None:
        """Places somebody who is not there yet in the middle, to be moved from there at once."""
        self._to_take_up = uid
        if self.views.shown() == "earlier":
            self.views.choose("now")
        self.move_to(uid, _MIDDLE, _MIDDLE)

    def ask_numbers(self, uid: str) -> None:
        """Asks for power and interest of somebody in numbers; "" asks of whom, too."""
        place = self._places.get(uid)
        at = (place.now.power, place.now.interest) if place else (_MIDDLE, _MIDDLE)
        why = place.now.why if place and place.now.day == self._today() else ""
        dialog = PlaceDialog(self._theme, self._store, uid, at, why, self.window())
        if said_yes(dialog):
            self.keep_numbers(*dialog.asked())

    def keep_numbers(self, uid: str, power: float, interest: float, why: str) -> None:
        """Places somebody, with what it is based on."""
        now = self._places[uid].now if uid in self._places else None
        initiative = self._initiative or (now.initiative if now else "")
        act = partial(acts.place, self._store, uid, power, interest, self._today(), initiative, why)
        self.do(
            lambda: act()[1],
            _("Placed: {field}").format(field=in_sentence(_(FIELDS[field_of(within(power), within(interest))]))),
        )

    def say_why(self, uid: str) -> None:
        """Asks what it is based on that somebody stands there, and keeps that."""
        place = self._places[uid]
        dialog = ReasonDialog(
            self._theme,
            _("Why does {name} stand there?").format(name=place.name),
            _("{at}, since {day}.").format(
                at=position_words(place.now), day=short_date(place.now.day.isoformat(), self._today())
            ),
            _("Such as: she chairs the board now"),
            _("Keep it"),
            _("Say in a few words what it is based on."),
            self.window(),
            _("What it is based on"),
        )
        dialog.reason.set_value(place.now.why or None)
        if said_yes(dialog):
            self.do(partial(acts.say_why, self._store, place.now.uid, dialog.asked()), _("Reason kept"))

    def fill_menu(self, uid: str, menu: Menu) -> None:
        """What can be done with somebody in the grid."""
        menu.add(_("Open the person"), partial(self.record_asked.emit, "person", uid), "user")
        if self.views.shown() in ("now", "move"):
            menu.add(_("Take up, to move with the arrows"), partial(self.plane.take_up, uid), "move")
        menu.add(_("Place by numbers…"), partial(self.ask_numbers, uid), "hash")
        menu.add(_("Say why…"), partial(self.say_why, uid), "pencil")
        menu.addSeparator()
        menu.add(
            _("Open this position"),
            partial(self.record_asked.emit, "standing", self._places[uid].now.uid),
            "chart-scatter",
        )

    def _open_menu(self, uid: str, spot: QPoint) -> None:
        self.open_menu(self._places[uid].name, spot, partial(self.fill_menu, uid))

    def _pick_earlier(self) -> None:
        spot = self.day_button.mapToGlobal(QPoint(0, self.day_button.height()))
        self.pick_day(spot, self._earlier, self._compare_with)

    def _compare_with(self, day: dt.date) -> None:
        if self.views.shown() == "now":
            self.views.choose("earlier")
        self.earlier_asked.emit(min(day, self._today()))


def _power_words(at: Position) -> str:
    return _("power {power}, interest {interest}").format(power=at.power, interest=at.interest)
