"""Lanes under each other over one axis of time: how things stood on which day, what was so for a while, what happened.

`draw_lanes` is all there is to see, for the screen as for files; `Places` says where it stands, for keys and the mouse.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from isp_desktop.ui.kit.cell_grid import ink_on
from isp_desktop.ui.kit.dates import written
from isp_desktop.ui.kit.paint import LEFT, MIDDLE, focus_ring, rounded, rule, text_width, write
from isp_desktop.ui.kit.stands import Shape, paint_stand
from isp_desktop.ui.kit.theme import Theme

_LABEL, _END, _LEAST_PLOT = 240, 200, 220
_HEAD, _LANE, _BAND, _AXIS, _ABOVE = 24, 32, 26, 22, 8
_HALF, _REACH = 6.5, 13
_TICK_ROOM = 64
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True, slots=True)
class Spot:
    """Something on a day, or from a day on.

    Attributes:
        shape: how it stood; None for something that happened, drawn as a bar where it `lasts`, else as a stroke.
        lasts: it went on to `until`, or to the end of the axis for None.
        doubtful: of a bar: drawn as an outline.
        words: all of it, for screen readers, tooltips, and whoever reads what has the focus.
    """

    uid: str
    day: dt.date
    words: str
    shape: Shape | None = None
    lasts: bool = False
    until: dt.date | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane; `end` is how it stands now, a shape and a word, or None."""

    label: str
    spots: Sequence[Spot] = ()
    end: tuple[Shape, str] | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was so from a day on, to the next stretch; `shade` 0 to 3 where it is filled."""

    since: dt.date
    words: str
    shade: int


@dataclass(frozen=True, slots=True)
class Lanes:
    """All of it.

    Attributes:
        first, last: the ends of the axis.
        today: where the line for today stands.
        band: what was so when, over all lanes; `band_label` says what that is.
        groups: lanes under their headings.
    """

    first: dt.date
    last: dt.date
    today: dt.date
    band_label: str = ""
    band: Sequence[Stretch] = ()
    groups: Sequence[tuple[str, Sequence[Lane]]] = field(default_factory=tuple)

    def every(self) -> list[Lane]:
        """All lanes, from the top down."""
        return [lane for _heading, lanes in self.groups for lane in lanes]


def lanes_height(lanes: Lanes, theme: Theme) -> int:
    """How high all of it is, in px."""
    px = theme.px
    band = px(_BAND + _ABOVE) if lanes.band else 0
    groups = sum(px(_HEAD) + len(own) * px(_LANE) for _heading, own in lanes.groups if own)
    return band + groups + px(_AXIS)


class Places:
    """Where everything stands in a box."""

    def __init__(self, lanes: Lanes, box: QRectF, theme: Theme) -> None:
        self._lanes, self._theme = lanes, theme
        px = theme.px
        widest = max((text_width(theme.body(), lane.label) for lane in lanes.every()), default=0)
        label = min(px(_LABEL), max(widest, px(90)) + px(10))
        ends = [text_width(theme.meta(), lane.end[1]) for lane in lanes.every() if lane.end is not None]
        end = min(px(_END), max(ends, default=0) + px(30)) if ends else 0
        end = end if box.width() - label - end > px(_LEAST_PLOT) else 0
        self.has_ends = bool(end)
        self.label_left, self.end_left = box.left(), box.right() - end + px(10)
        self.plot = QRectF(box.left() + label, box.top(), box.width() - label - end, box.height() - px(_AXIS))
        self._days = max(1, (lanes.last - lanes.first).days)
        self.end_right = box.right()

    def along(self, day: dt.date) -> float:
        """Where a day stands; what is before or after the axis stands at its end."""
        inset = self._theme.px(8)
        share = min(1.0, max(0.0, (day - self._lanes.first).days / self._days))
        return self.plot.left() + inset + share * (self.plot.width() - 2 * inset)

    def band(self) -> QRectF:
        """Where the band stands."""
        return QRectF(self.plot.left(), self.plot.top(), self.plot.width(), self._theme.px(_BAND))

    def stretch_at(self, spot: QPointF) -> Stretch | None:
        """What of the band stands at a point."""
        if not self.band().contains(spot):
            return None
        begun = [one for one in self._lanes.band if self.along(one.since) <= spot.x()]
        return begun[-1] if begun else None

    def rows(self) -> Iterator[tuple[str, Lane | None, float]]:
        """Each heading (with None) and each lane, with its top."""
        px = self._theme.px
        top = self.plot.top() + (px(_BAND + _ABOVE) if self._lanes.band else 0)
        for heading, own in self._lanes.groups:
            if not own:
                continue
            yield heading, None, top
            top += px(_HEAD)
            for lane in own:
                yield lane.label, lane, top
                top += px(_LANE)

    def tops(self) -> list[float]:
        """The middle of each lane, from the top down."""
        return [top + self._theme.px(_LANE) / 2 for _label, lane, top in self.rows() if lane is not None]

    def box_of(self, lane: int, spot: Spot) -> QRectF:
        """What the focus goes round."""
        x, y, reach = self.along(spot.day), self.tops()[lane], self._theme.px(_REACH)
        right = self.along(spot.until or self._lanes.last) if spot.lasts else x
        return QRectF(x - reach, y - reach, max(right - x, 0) + 2 * reach, 2 * reach)


def draw_lanes(
    painter: QPainter, box: QRectF, lanes: Lanes, theme: Theme, focus: tuple[int, int] | None = None
) -> None:
    """Draws all of it; `focus`: the numbers of a lane and of one of its spots."""
    places, t, px = Places(lanes, box, theme), theme.tokens, theme.px
    _draw_axis(painter, places, lanes, box, theme)
    if lanes.band:
        _draw_band(painter, places, lanes, theme)
    _draw_today(painter, places, lanes, theme)
    number = 0
    for label, lane, top in places.rows():
        if lane is None:
            place = QRectF(places.label_left, top, box.width(), px(_HEAD))
            write(painter, place, label, theme.font(12, 600), t.text2, LEFT)
            continue
        at = focus[1] if focus is not None and focus[0] == number else None
        _draw_lane(painter, places, lane, number, theme, at)
        number += 1


def _draw_lane(painter: QPainter, places: Places, lane: Lane, number: int, theme: Theme, focus: int | None) -> None:
    t, px = theme.tokens, theme.px
    middle = places.tops()[number]
    label = QRectF(places.label_left, middle - px(12), places.plot.left() - places.label_left - px(8), px(24))
    write(painter, label, lane.label, theme.body(), t.text, LEFT)
    rule(painter, places.plot.left(), middle, places.plot.right(), middle, t.line)
    for spot in lane.spots:
        _draw_spot(painter, places, spot, middle, theme)
    if focus is not None and focus < len(lane.spots):
        focus_ring(painter, places.box_of(number, lane.spots[focus]), px(_REACH), t)
    if lane.end is not None and places.has_ends:
        shape, word = lane.end
        paint_stand(painter, QPointF(places.end_left + px(7), middle), px(5), shape, theme)
        left = places.end_left + px(18)
        place = QRectF(left, middle - px(12), places.end_right - left, px(24))
        write(painter, place, word, theme.meta(), t.text2, LEFT)


def _draw_spot(painter: QPainter, places: Places, spot: Spot, middle: float, theme: Theme) -> None:
    t, px, x = theme.tokens, theme.px, places.along(spot.day)
    if spot.shape is not None:
        # A ring of the ground's colour parts looks of neighbouring days.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.surface))
        painter.drawEllipse(QPointF(x, middle), px(_HALF) + px(2), px(_HALF) + px(2))
        paint_stand(painter, QPointF(x, middle), px(_HALF), spot.shape, theme)
        return
    if spot.lasts:
        right = max(places.along(spot.until or dt.date.max), x + px(6))
        bar = QRectF(x, middle - px(4), right - x, px(8))
        rounded(painter, bar, px(3), t.surface if spot.doubtful else t.accent, t.accent, 1.6)
        return
    pen = QPen(QColor(t.text), px(2))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(x, middle - px(8)), QPointF(x, middle + px(8)))


def _draw_band(painter: QPainter, places: Places, lanes: Lanes, theme: Theme) -> None:
    t, px, whole = theme.tokens, theme.px, places.band()
    label = QRectF(places.label_left, whole.top(), places.plot.left() - places.label_left - px(8), whole.height())
    write(painter, label, lanes.band_label, theme.body(), t.text, LEFT)
    ends = [one.since for one in lanes.band[1:]] + [lanes.last]
    for stretch, end in zip(lanes.band, ends, strict=True):
        left, right = places.along(stretch.since), places.along(end)
        if right - left < 1:
            continue
        fill = (t.sunken, t.seq[0], t.seq[1], t.seq[2])[stretch.shade]
        part = QRectF(left, whole.top() + px(2), right - left - 1, whole.height() - px(4))
        rounded(painter, part, px(4), fill, t.field)
        ink = ink_on(fill)
        inner = part.adjusted(px(6), 0, -px(4), 0)
        # Where it has no room it is told by the tooltip and in words.
        if text_width(theme.meta(), stretch.words) < inner.width():
            write(painter, inner, stretch.words, theme.meta(), ink, LEFT)


def _draw_axis(painter: QPainter, places: Places, lanes: Lanes, box: QRectF, theme: Theme) -> None:
    t, px, plot = theme.tokens, theme.px, places.plot
    for day, words in ticks(lanes.first, lanes.last, max(1, int(plot.width() // px(_TICK_ROOM)))):
        x = places.along(day)
        rule(painter, x, plot.top(), x, plot.bottom(), t.line)
        place = QRectF(x - px(40), plot.bottom() + px(2), px(80), px(_AXIS - 2))
        place.moveLeft(min(max(place.left(), box.left()), box.right() - place.width()))
        write(painter, place, words, theme.caption(), t.text3, MIDDLE)


def _draw_today(painter: QPainter, places: Places, lanes: Lanes, theme: Theme) -> None:
    t, plot = theme.tokens, places.plot
    if lanes.first <= lanes.today <= lanes.last:
        x = places.along(lanes.today)
        rule(painter, x, plot.top(), x, plot.bottom(), t.accent, 1.5)


def ticks(first: dt.date, last: dt.date, most: int) -> list[tuple[dt.date, str]]:
    """The first days of months, at most so many, each with its month, and its year where that is not the one before."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((one for one in _STEPS if months // one <= most), _STEPS[-1])
    begins = first.year * 12 + first.month - 1
    begins += -begins % step if step > 1 else 0
    found: list[tuple[dt.date, str]] = []
    year = 0
    for number in range(begins, last.year * 12 + last.month, step):
        day = dt.date(number // 12, number % 12 + 1, 1)
        if first <= day <= last:
            found.append((day, written(day, "MMM" if day.year == year else "yMMM")))
            year = day.year
    return found
