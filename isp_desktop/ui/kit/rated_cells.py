"""A rating in a cell: number, word, pips with the mark of what is needed, and where it went; its shade comes last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from isp_desktop.ui.kit.cell_grid import ink_on
from isp_desktop.ui.kit.paint import LEFT, MIDDLE, RIGHT, ground, rounded, rule, text_width, triangle, write
from isp_desktop.ui.kit.theme import Theme

Trend = Literal["up", "down", ""]

MOST_PIPS = 7
"""A scale of more steps than this is drawn as a bar."""

RADIUS = 6
_INSIDE, _PIP_WIDE, _PIP_HIGH, _PIP_GAP, _LEAST_PIP, _TICK = 14, 14, 6, 3, 10, 16
_NUMBER, _WORD, _CHANGE = 18, 13, 12
_TOP, _FOOT, _CHIP, _WIDE = 30, 28, 20, 120


@dataclass(frozen=True, slots=True)
class RatedCell:
    """A cell.

    Attributes:
        text: the rating, as a number; a few words where there is none, and the cell is then dashed.
        word: what that number is called.
        heat: 0 to 4, how dark it is; None where there is no rating.
        steps: of the scale, as many as there are pips.
        filled: how many of the steps are reached.
        needed: how many are needed; None where nobody said so.
        short: the word of the chip that says that it is less than needed; "" for none.
        change: by how much it went up or down.
        trend: which of the two.
        words: all of it, for screen readers and tooltips.
    """

    text: str
    word: str = ""
    heat: int | None = None
    steps: int = 0
    filled: float = 0.0
    needed: float | None = None
    short: str = ""
    change: str = ""
    trend: Trend = ""
    words: str = ""


def heat_of(share: float) -> int:
    """The shade, 0 to 4, of a rating that stands at `share` of the way from the least to the most, 0 to 1."""
    return min(4, max(0, int(share * 4 + 1e-9)))


def draw_rated_cell(painter: QPainter, box: QRectF, cell: RatedCell, theme: Theme) -> None:
    """Draws a cell; where it is low the word stands beside the number, and the pips under them."""
    t, px = theme.tokens, theme.px
    if cell.heat is None:
        rounded(painter, box, px(RADIUS), edge=t.field, dashed=True)
        write(painter, box.adjusted(px(6), 0, -px(6), 0), cell.text, theme.font(_WORD), t.text2, MIDDLE)
        return
    fill = t.seq[cell.heat]
    rounded(painter, box, px(RADIUS), fill, _edge(cell.heat, theme))
    ink = ink_on(fill)
    inset = px(_INSIDE) if box.width() > px(_WIDE) else px(_INSIDE) * 0.7
    inner = box.adjusted(inset, 0, -inset, 0)
    top = QRectF(inner.left(), box.top() + min(px(7), box.height() * 0.08), inner.width(), px(_TOP))
    end = _draw_change(painter, top, cell, ink, theme)
    _draw_rating(painter, QRectF(top.left(), top.top(), end - top.left(), top.height()), cell, ink, theme)
    foot = QRectF(inner.left(), box.bottom() - px(_FOOT), inner.width(), px(_CHIP))
    end = _draw_short(painter, foot, cell, theme)
    draw_steps(painter, QRectF(foot.left(), foot.top(), end - foot.left(), foot.height()), cell, ink, theme)


def _edge(heat: int, theme: Theme) -> str:
    if theme.high_contrast:
        return theme.tokens.line2
    # The lightest shade hardly stands out from the page.
    return theme.tokens.seq[1] if heat == 0 else ""


def _draw_change(painter: QPainter, box: QRectF, cell: RatedCell, ink: str, theme: Theme) -> float:
    """Triangle and number at the right; gives where they begin."""
    if not cell.trend:
        return box.right()
    font, half = theme.font(_CHANGE, 600, tabular=True), theme.px(4.5)
    wide = text_width(font, cell.change) + 1
    write(painter, QRectF(box.right() - wide, box.top(), wide, box.height()), cell.change, font, ink, RIGHT)
    middle = QPointF(box.right() - wide - theme.px(4) - half, box.center().y())
    triangle(painter, middle, cell.trend == "up", half, ink)
    return middle.x() - half - theme.px(4)


def _draw_rating(painter: QPainter, box: QRectF, cell: RatedCell, ink: str, theme: Theme) -> None:
    strong, word = theme.font(_NUMBER, 600, tabular=True), theme.font(_WORD, 500)
    wide = text_width(strong, cell.text) + 1
    write(painter, QRectF(box.left(), box.top(), wide, box.height()), cell.text, strong, ink, LEFT)
    left = box.left() + wide + theme.px(8)
    # Two letters and "…" tell nothing.
    if box.right() - left >= min(theme.px(28), text_width(word, cell.word)):
        write(painter, QRectF(left, box.top() + theme.px(1), box.right() - left, box.height()), cell.word, word, ink)


def _draw_short(painter: QPainter, box: QRectF, cell: RatedCell, theme: Theme) -> float:
    """The chip at the right; gives where it begins."""
    if not cell.short:
        return box.right()
    t, px, font = theme.tokens, theme.px, theme.font(_CHANGE, 500)
    # Nearer to the edge of the cell than the rest, so that the pips have room.
    right = box.right() + px(6)
    wide = min(text_width(font, cell.short) + px(17), right - box.left())
    place = QRectF(right - wide, box.top(), wide, box.height())
    rounded(painter, place, place.height() / 2, t.surface, t.warn if theme.high_contrast else "")
    write(painter, place.adjusted(px(6), 0, -px(6), 0), cell.short, font, t.warn, MIDDLE)
    return place.left() - px(8)


def draw_steps(painter: QPainter, box: QRectF, cell: RatedCell, ink: str, theme: Theme) -> None:
    """The pips, or a bar where the scale has more than seven steps, and the mark of what is needed over them."""
    px = theme.px
    high, gap = px(_PIP_HIGH), px(_PIP_GAP)
    full = min(cell.steps, MOST_PIPS) * (px(_PIP_WIDE) + gap) - gap
    whole = QRectF(box.left(), box.center().y() - high / 2, max(0.0, min(full, box.width())), high)
    if cell.steps > MOST_PIPS or whole.width() < cell.steps * px(_LEAST_PIP):
        pips, gap = [whole], 0
    else:
        wide = (whole.width() - (cell.steps - 1) * gap) / max(1, cell.steps)
        pips = [QRectF(whole.left() + at * (wide + gap), whole.top(), wide, high) for at in range(cell.steps)]
    share = cell.filled * len(pips) / max(1, cell.steps)
    for at, pip in enumerate(pips):
        _draw_pip(painter, pip, min(1.0, max(0.0, share - at)), ink)
    if cell.needed is not None:
        place = whole.left() + cell.needed / max(1, cell.steps) * (whole.width() + gap) - gap / 2
        spot = min(max(place, whole.left()), whole.right())
        half = px(_TICK) / 2
        rule(painter, spot, whole.center().y() - half, spot, whole.center().y() + half, ink, max(1.6, 2 * theme.scale))


def _draw_pip(painter: QPainter, pip: QRectF, share: float, ink: str) -> None:
    """A pip that is filled so far, 0 to 1, from the left."""
    radius = pip.height() / 2
    if share < 1:
        faint = QColor(ink)
        faint.setAlphaF(0.6)
        rounded(painter, pip, radius, edge=faint.name(QColor.NameFormat.HexArgb))
    if share > 0:
        painter.save()
        painter.setClipRect(
            QRectF(pip.left(), pip.top(), pip.width() * share, pip.height()), Qt.ClipOperation.IntersectClip
        )
        rounded(painter, pip, radius, fill=ink)
        painter.restore()


@dataclass(frozen=True, slots=True)
class RatedKey:
    """What tells how to read the cells.

    Attributes:
        shades: shade and word, from the least on.
        needed: what the mark says; "" where none is drawn.
        change: what the triangle says, such as "since June"; "" likewise.
    """

    shades: Sequence[tuple[int, str]]
    needed: str = ""
    change: str = ""


_KEY_LINE, _SWATCH, _KEY_GAP = 22, 16, 20


def key_height(key: RatedKey, width: float, theme: Theme) -> int:
    """How high the key is in so much width, in px."""
    places = _key_places(key, width, theme)
    return theme.px(_KEY_LINE) + int(max((box.top() for box in places), default=0))


def draw_rated_key(painter: QPainter, box: QRectF, key: RatedKey, theme: Theme) -> None:
    """Draws the key, in as many lines as it takes."""
    t, px = theme.tokens, theme.px
    for (sign, word), place in zip(_key_entries(key), _key_places(key, box.width(), theme), strict=True):
        place = place.translated(box.topLeft())
        mark = QRectF(place.left(), place.center().y() - px(_SWATCH) / 2, px(_SWATCH), px(_SWATCH))
        if isinstance(sign, int):
            rounded(painter, mark, px(4), t.seq[sign], _edge(sign, theme))
        elif sign == "needed":
            ground(painter, QRectF(mark.center().x() - px(1), mark.top(), px(2), mark.height()), t.text)
        else:
            triangle(painter, mark.center(), True, px(4.5), t.text2)
        words = QRectF(mark.right() + px(6), place.top(), place.right() - mark.right() - px(6), place.height())
        write(painter, words, word, theme.meta(), t.text2, LEFT)


def _key_entries(key: RatedKey) -> list[tuple[int | str, str]]:
    marks = (("needed", key.needed), ("change", key.change))
    return [*key.shades, *((sign, word) for sign, word in marks if word)]


def _key_places(key: RatedKey, width: float, theme: Theme) -> list[QRectF]:
    px, places, x, y = theme.px, list[QRectF](), 0.0, 0.0
    for _sign, word in _key_entries(key):
        wide = min(float(px(_SWATCH + 8) + text_width(theme.meta(), word)), width)
        if x and x + wide > width:
            x, y = 0.0, y + px(_KEY_LINE)
        places.append(QRectF(x, y, wide, px(_KEY_LINE)))
        x += wide + px(_KEY_GAP)
    return places
