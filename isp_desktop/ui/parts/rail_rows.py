"""The promises in the rail: what in up to three lines, under it whose and by when."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from isp_desktop.db.models import kinds
from isp_desktop.domain.language import _, in_sentence
from isp_desktop.domain.lines import Line
from isp_desktop.services.loops import Loop
from isp_desktop.ui.kit.breaking import FittedList
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.line_rows import row_of
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.paint import LEFT, write
from isp_desktop.ui.kit.row_delegate import RowDelegate
from isp_desktop.ui.kit.rows import Row, RowsModel
from isp_desktop.ui.kit.theme import Theme

_MOST_LINES = 3
_AROUND = 7
# Where the words begin and end within a row: behind the circle, before the edge.
_LEFT, _LOCK, _RIGHT = 45, 28, 16


def promise_row(line: Line, site: str, today: dt.date) -> Row:
    """The row of a promise at the site named `site`: whose it is, and how late, by when, or how it ended."""
    row = row_of(line, today)
    owner = line.second.removesuffix(site).removesuffix(", ")
    due = _("by {day}").format(day=short_date(line.day, today)) if line.day else _("no day")
    due = _("today") if line.day == today.isoformat() else due
    when = in_sentence(line.status) or row.date if line.settled else row.date if line.days_late else due
    return replace(row, second=owner or _("Nobody named"), chip=None, date=when)


def change_row(line: Line, today: dt.date) -> Row:
    """The row of a change: what, where it changed, and when."""
    row = row_of(line, today)
    return replace(row, icon="trending-up", second=line.second or _("Somewhere"), chip=None)


def loop_row(loop: Loop, today: dt.date, here: bool) -> Row:
    """The row of an entry: what, what it is and how far it has come; of one that is not of this visit also when."""
    label, said = _(kinds()[loop.kind].label), in_sentence(loop.said) or loop.who.partition(",")[0]
    when = short_date(loop.day, today) if loop.day else _("no day")
    return Row(
        uid=loop.uid,
        title=loop.what,
        # Without a sign of its own what is private has the lock.
        icon="" if loop.closes or loop.private else kinds()[loop.kind].icon,
        second=label if here else f"{label}, {said}",
        date=said or when if here else when,
        checked=loop.closed if loop.closes else None,
        private=loop.private,
        conflict=loop.in_conflict,
        faded=loop.closed,
    )


def wrapped(text: str, font: QFont, width: float, most: int = _MOST_LINES) -> list[str]:
    """`text` in lines of at most `width` px; what does not fit into `most` lines ends in "…"."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) <= most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        starts.append(line.textStart())
    layout.endLayout()
    # Qt counts in units of UTF-16.
    units = text.encode("utf-16-le")
    ends = [*starts[1:], len(units) // 2][: len(starts[:most])]
    lines = [units[2 * a : 2 * b].decode("utf-16-le").strip() for a, b in zip(starts[:most], ends, strict=True)]
    if len(starts) > most:
        rest = f"{lines[-1]} …"
        lines[-1] = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, int(width)).replace(" …", "…")
    return lines


class RailDelegate(RowDelegate):
    """Draws promises; their height follows the width of the list."""

    def __init__(self, theme: Theme, parent: RowList) -> None:
        super().__init__(theme, parent)
        self._list = parent

    def lines(self, row: Row) -> list[str]:
        """What was promised, as it is broken into lines."""
        # Behind the circle of what is private stands its lock.
        signs = _LEFT + (_LOCK if row.checked is not None and row.private else 0)
        room = self._list.viewport().width() - self._theme.px(signs + _RIGHT)
        return wrapped(row.title, self._theme.strong(), room)

    def _steps(self) -> tuple[int, int]:
        """How high a line of the title and the line under it are."""
        return (QFontMetrics(self._theme.strong()).height() + 1, QFontMetrics(self._theme.meta()).height() + 1)

    def height(self, row: Row) -> int:
        title, meta = self._steps()
        return len(self.lines(row)) * title + meta + 2 * self._theme.px(_AROUND)

    def _paint_end(self, _painter: QPainter, body: QRectF, _row: Row) -> float:
        return body.right() - self._theme.px(_RIGHT)

    def _paint_words(self, painter: QPainter, box: QRectF, row: Row, selected: bool) -> None:
        t, (title, meta) = self._theme.tokens, self._steps()
        ink = t.text3 if row.faded and not selected else t.text2 if row.faded else t.text
        y = box.top() + self._theme.px(_AROUND)
        for words in self.lines(row):
            write(painter, QRectF(box.left(), y, box.width(), title), words, self._theme.strong(), ink, LEFT)
            y += title
        who = QRectF(box.left(), y, box.width() - self._date_room(row), meta)
        told = ", ".join((*(chip.text for chip in row.state_chips), row.second, ""))
        used = write(painter, who, told, self._theme.meta(), t.text2, LEFT)
        tone = str(getattr(t, row.tone)) if row.tone else t.text2
        when = QRectF(used.right(), y, box.right() - used.right(), meta)
        write(painter, when, row.date, self._theme.meta(), tone, LEFT)

    def _date_room(self, row: Row) -> int:
        return QFontMetrics(self._theme.meta()).horizontalAdvance(row.date) + 2


class RailList(FittedList):
    """A short list of promises."""

    def __init__(self, theme: Theme, model: RowsModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, model, name, RailDelegate, parent)
