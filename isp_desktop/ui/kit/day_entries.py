"""What stands on a day of a month or a week: as a line, or as a block as long as it takes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.day_lanes import DAY, Span, minutes
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.paint import LEFT, focus_ring, hatch, rounded, text_width, write
from isp_desktop.ui.kit.theme import Theme

Tone = Literal["accent", "good", "warn", "bad", "info", "conflict", "plain", "off", "muted"]
_USUAL, _SHORTEST = 60, 30
_TITLE_ROOM, _NARROW = 46, 92


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a day.

    Attributes:
        uid: unique among those shown.
        icon, word: its state; both are always told, the word on a tight line by tooltip, list and screen reader.
        starts, ends: "HH:MM", "24:00" for the end of the day, or "".
        second: what it is about.
        struck: called off.
        movable: may be dragged to another day or time.
        opens: there is something to open.
    """

    uid: str
    title: str
    day: dt.date
    icon: str
    word: str
    tone: Tone = "plain"
    starts: str = ""
    ends: str = ""
    second: str = ""
    struck: bool = False
    movable: bool = False
    opens: bool = True
    private: bool = False

    @property
    def span(self) -> Span | None:
        """The minutes it takes, an hour where nobody said; None for the whole day. Never too short to be seen."""
        if not self.starts:
            return None
        start = minutes(self.starts)
        end = minutes(self.ends) if self.ends else start + _USUAL
        if end <= start:
            end = start + _USUAL
        end = min(max(end, start + _SHORTEST), DAY)
        return min(start, end - _SHORTEST), end

    def times(self) -> str:
        """ "09:30 to 11:00", "09:30", or "" for the whole day."""
        if self.starts and self.ends and self.ends != self.starts:
            return _("{start} to {end}").format(start=self.starts, end=self.ends)
        return self.starts

    def spoken(self) -> str:
        """Everything it says, for screen readers and tooltips."""
        secret = _("Private") if self.private else ""
        return ", ".join(part for part in (self.times(), self.title, self.second, self.word, secret) if part)


def dress(entry: Entry, theme: Theme) -> tuple[str, str, str]:
    """Fill, edge and ink."""
    t = theme.tokens
    if entry.private:
        return t.private_soft, t.private_line, t.private
    if entry.tone == "off":
        return "", t.line2, t.text2
    if entry.tone == "muted":
        return t.sunken, t.line2, t.text2
    if entry.tone == "plain":
        return t.chip, t.line2 if theme.high_contrast else "", t.text2
    ink = str(getattr(t, entry.tone))
    return str(getattr(t, f"{entry.tone}_soft")), ink if theme.high_contrast else "", ink


def paint_line(painter: QPainter, box: QRectF, entry: Entry, theme: Theme, focused: bool = False) -> None:
    """On one line: the icon of its state, when, and what; its word too where there is room."""
    ink = _paint_ground(painter, box, entry, theme)
    px = theme.px
    inner = _paint_icon(painter, box, entry, theme, ink)
    font = theme.font(11, 500, tabular=True)
    width = text_width(font, entry.starts)
    # Where there is room for one of them only, what it is tells more than when: that is told by its place.
    if entry.starts and inner.width() > width + px(_TITLE_ROOM):
        write(painter, QRectF(inner.left(), box.top(), width + 1, box.height()), entry.starts, font, ink)
        inner.setLeft(inner.left() + width + px(5))
    words = theme.font(11, 500)
    spare = inner.width() - text_width(_title_font(entry, theme), entry.title) - px(6)
    word = _("Private") if entry.private else entry.word
    needed = text_width(words, word) + 2
    # That it is private is said at any price.
    if spare > needed or entry.private:
        write(painter, QRectF(inner.right() - needed, box.top(), needed, box.height()), word, words, ink)
        inner.setRight(inner.right() - needed - px(6))
    write(painter, inner, entry.title, _title_font(entry, theme), _title_ink(entry, theme))
    if focused:
        focus_ring(painter, box, theme.px(5), theme.tokens)


def paint_block(painter: QPainter, box: QRectF, entry: Entry, theme: Theme, focused: bool = False) -> None:
    """As long as it takes: what, when with the word of its state, and what about, as far as there is room."""
    px = theme.px
    if box.height() < px(38):
        paint_line(painter, box, entry, theme, focused)
        return
    ink, step = _paint_ground(painter, box, entry, theme), px(16)
    first = QRectF(box.left(), box.top() + px(3), box.width(), step)
    inner = _paint_icon(painter, first, entry, theme, ink)
    rest = QRectF(box.left() + px(8), first.bottom(), box.width() - px(11), step)
    small, title = theme.font(11, 500, tabular=True), (entry.title, _title_font(entry, theme), _title_ink(entry, theme))
    told = [(words, small, ink) for words in _told(entry, small, rest.width(), box.height() >= px(54))]
    if box.width() < px(_NARROW):
        # The icon would leave no room for a word beside it.
        write(painter, inner, entry.starts if text_width(small, entry.starts) <= inner.width() else "", small, ink)
        lines = [title, (_("Private") if entry.private else entry.word, small, ink)]
    else:
        write(painter, inner, *title)
        lines = [*told, (entry.second, small, theme.tokens.text2)]
    for words, font, its_ink in lines:
        if rest.bottom() <= box.bottom() - 1:
            write(painter, rest, words, font, its_ink)
            rest.translate(0, step)
    if focused:
        focus_ring(painter, box, px(5), theme.tokens)


def _told(entry: Entry, font: QFont, width: float, is_high: bool) -> list[str]:
    """When and in which state, on one line or two. On one the state comes first: it must not be what is cut off."""
    state = f"{_('Private')}, {entry.word}" if entry.private else entry.word
    told = [part for part in (entry.times(), state) if part]
    on_one = ", ".join(reversed(told))
    return told if is_high and text_width(font, on_one) > width else [on_one]


def _paint_ground(painter: QPainter, box: QRectF, entry: Entry, theme: Theme) -> str:
    """Gives the ink."""
    fill, edge, ink = dress(entry, theme)
    radius = theme.px(5)
    if entry.private:
        hatch(painter, box, theme.tokens, radius)
        rounded(painter, box, radius, edge=edge, dashed=True)
        return ink
    # A hairline of the page's ground, so that two that touch stay two.
    rounded(painter, box, radius, fill or theme.tokens.surface, edge)
    if entry.tone not in ("off", "muted", "plain"):
        bar = QRectF(box.left(), box.top() + 2, 3, box.height() - 4)
        rounded(painter, bar, 1.5, ink)
    return ink


def _paint_icon(painter: QPainter, line: QRectF, entry: Entry, theme: Theme, ink: str) -> QRectF:
    """Gives where the words of the line stand."""
    px = theme.px
    icon = "lock" if entry.private else entry.icon
    paint_icon(painter, icon, ink, QRectF(line.left() + px(6), line.top(), px(14), line.height()), px(13))
    return line.adjusted(px(24), 0, -px(5), 0)


def _title_font(entry: Entry, theme: Theme) -> QFont:
    font = theme.font(12, 500 if entry.tone != "muted" else 400)
    font.setStrikeOut(entry.struck)
    return font


def _title_ink(entry: Entry, theme: Theme) -> str:
    t = theme.tokens
    return t.text2 if entry.tone in ("off", "muted") else t.text


def paint_ghost(painter: QPainter, box: QRectF, words: str, theme: Theme) -> None:
    """Where something would come to stand."""
    t = theme.tokens
    painter.setOpacity(0.85)
    rounded(painter, box, theme.px(5), t.accent_soft)
    painter.setOpacity(1.0)
    painter.setPen(QPen(Qt.PenStyle.NoPen))
    rounded(painter, box, theme.px(5), edge=t.accent, width=2.0)
    line = QRectF(box.left() + theme.px(8), box.top() + theme.px(2), box.width() - theme.px(12), theme.px(17))
    write(painter, line, words, theme.font(12, 600, tabular=True), t.accent, LEFT)
