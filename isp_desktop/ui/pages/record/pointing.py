"""What points to a record, as short lists under its form: a site's visits, a person's commitments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.domain.language import _, marked, number
from isp_desktop.domain.lines import Line
from isp_desktop.services import lines
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.empty import EmptyLine
from isp_desktop.ui.kit.line_rows import row_of
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.nouns import add_words, noun
from isp_desktop.ui.kit.panels import SectionHead
from isp_desktop.ui.kit.rows import RowsModel, fetch_from
from isp_desktop.ui.kit.theme import Theme

_AT_FIRST = 6
_AT_MOST = 100
# Rows begin this far inside the list; what stands over them does too.
_INSET = 16
_ORDER = (
    *("visit", "commitment", "person", "team", "relationship", "trust", "tie"),
    *("feedback", "tension", "conversation", "value", "learned", "note", "change", "site", "initiative"),
    *("need", "plan_step", "step_log", "challenge"),
    *("leadership_role", "champion", "champion_review", "engagement", "debrief", "shared_responsibility", "standing"),
)


# What is begun from a record though nothing of it is there yet, and it has no place of its own.
_OFFERED: Mapping[str, Sequence[str]] = {"champion": ("champion_review", "engagement")}


def pointing_fields(to: str) -> dict[str, list[FieldSpec]]:
    """The fields of each kind that can point to the kind `to`, in the order in which their lists are shown."""
    found = {spec.kind: [field for field in spec.fields if to in field.targets] for spec in kinds().values()}
    place = {kind: at for at, kind in enumerate(_ORDER)}
    return {kind: found[kind] for kind in sorted(found, key=lambda kind: place.get(kind, 99)) if found[kind]}


class PointingLists(QWidget):
    """A short list for each kind that has records pointing to one record.

    Of a kind that has no place of its own in the window there is one only where it has something to show.

    Signals:
        opened: kind and uid of a row.
        new_asked: kind, and the values a new record begins with.
        ticked: the uid of a commitment, and whether it is kept now.
    """

    opened = Signal(str, str)
    new_asked = Signal(str, object)
    ticked = Signal(str, bool)

    def __init__(self, theme: Theme, store: Store, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._store = theme, store
        self._kind = kind
        self._fields = pointing_fields(kind)
        self._uid = ""
        self._whole: set[str] = set()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_for(self, uid: str) -> None:
        """Lists what points to the record `uid`; also reads again what is shown."""
        for part in self.parts(uid):
            part()

    def parts(self, uid: str) -> Iterator[Callable[[], None]]:
        """The same, list by list; nothing is read for a record that is not there yet."""
        yield partial(self._begin, uid)
        if uid:
            yield from (partial(self._add, kinds()[kind], fields) for kind, fields in self._fields.items())

    def _begin(self, uid: str) -> None:
        self._uid = uid
        self._clear()
        self.setVisible(bool(uid))

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _found(self, kind: str, fields: list[FieldSpec]) -> list[Line]:
        # One more than is shown, to know whether there are more; of commitments only those that wait are shown.
        most = _AT_MOST if kind == "commitment" or kind in self._whole else _AT_FIRST + 1
        found: dict[str, Line] = {}
        for field in fields:
            for line in lines.pointing(self._store, self._uid, kind, field.name, most):
                found.setdefault(line.uid, line)
        shown = [self._here(line) for line in found.values() if not line.settled]
        if kind == "commitment":
            return sorted(shown, key=lambda line: line.day or "9999")
        return sorted(shown, key=lambda line: line.day, reverse=True) if len(fields) > 1 else shown

    def _here(self, line: Line) -> Line:
        """On the page of a site its visits are not told by the site's name."""
        if self._kind == "site" and line.kind == "visit":
            return replace(line, title=line.second or _("Visit"), second="")
        return line

    def _add(self, spec: KindSpec, fields: list[FieldSpec]) -> None:
        found = self._found(spec.kind, fields)
        if spec.within and not found and spec.kind not in _OFFERED.get(self._kind, ()):
            return
        name = _("Open commitments") if spec.kind == "commitment" else _(spec.plural)
        whole = spec.kind in self._whole or len(found) <= _AT_FIRST
        shown = found if whole else found[:_AT_FIRST]
        head = SectionHead(self._theme, name, _remark(len(shown), whole, len(found)))
        head.setContentsMargins(_INSET, 0, 0, 0)
        if not whole:
            head.add_action(self._link(_("Show more"), "", lambda: self._show_whole(spec.kind)))
        preset = {fields[0].name: [self._uid] if fields[0].is_set else self._uid}
        head.add_action(self._link(add_words(spec), "plus", lambda: self.new_asked.emit(spec.kind, preset)))
        if self._column.count():
            self._column.addSpacing(14)
        self._column.addWidget(head)
        if shown:
            self._column.addWidget(self._list(spec, name, shown))
        else:
            nothing = EmptyLine(self._theme, _nothing(spec))
            nothing.setContentsMargins(_INSET, 0, 0, 0)
            self._column.addWidget(nothing)

    def _link(self, words: str, icon: str, act: object) -> Button:
        button = Button(self._theme, words, "link", icon, height=28)
        button.clicked.connect(act)
        return button

    def _show_whole(self, kind: str) -> None:
        self._whole.add(kind)
        self.show_for(self._uid)

    def _list(self, spec: KindSpec, name: str, found: list[Line]) -> RowList:
        today = dt.date.today()
        model = RowsModel(fetch_from([row_of(line, today) for line in found]), parent=self)
        made = RowList(self._theme, model, name, chip_width=0)
        made.setObjectName(f"pointing-{spec.kind}")
        made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setFixedHeight(made.content_height() + 2)
        made.opened.connect(lambda uid: self.opened.emit(spec.kind, uid))
        made.ticked.connect(self.ticked)
        return made


_NOTHING: Mapping[str, str] = {
    "commitment": marked("Nothing is open."),
    "visit": marked("No visits recorded."),
    "person": marked("Nobody noted yet."),
    "note": marked("No notes."),
    "change": marked("No changes noted."),
    "site": marked("No sites."),
    "team": marked("In no team."),
    "relationship": marked("Not described yet."),
    "trust": marked("Never rated."),
    "tie": marked("No ties noted."),
    "feedback": marked("No feedback noted."),
    "tension": marked("No tensions noted."),
    "conversation": marked("No difficult conversations noted."),
    "value": marked("Nothing noted that was of use."),
    "learned": marked("Nothing noted that you learned."),
    "reflection": marked("No reflections."),
    "need": marked("No needs noted."),
    "plan_step": marked("No step is planned yet."),
    "challenge": marked("No challenges noted."),
    "leadership_role": marked("No role of leadership noted."),
    "champion": marked("No champions noted."),
    "debrief": marked("No debriefs logged."),
    "champion_review": marked("Not reviewed yet: still being cultivated."),
    "engagement": marked("No engagement logged."),
}


def _nothing(spec: KindSpec) -> str:
    return _(_NOTHING[spec.kind]) if spec.kind in _NOTHING else _("No {kinds}.").format(kinds=noun(spec.plural))


def _remark(shown: int, whole: bool, count: int) -> str:
    if not count:
        return ""
    return _("the first {n}").format(n=shown) if not whole or count >= _AT_MOST else number(count)
