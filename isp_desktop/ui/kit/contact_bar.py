"""The contact bar: how long there was no contact, against how long there should be none at most."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath

from isp_desktop.domain.language import _, number
from isp_desktop.ui.kit.paint import ground, rounded
from isp_desktop.ui.kit.theme import Theme

# The tick stands here along the bar; a bar that is full says "two and a half times as long, or more".
_TICK_AT = 0.4


class Gap(Struct, frozen=True):
    """Days without contact (None: there never was any), the days wanted, above 0, and both in words."""

    days: float | None
    wanted: float
    words: str


def gap_words(days: int | None, wanted: float) -> str:
    """ "52 of 28 days", or "never in touch"."""
    if days is None:
        return _("never in touch")
    return _("{days} of {wanted} days").format(days=number(days), wanted=number(wanted))


def paint_contact_bar(painter: QPainter, box: QRectF, gap: Gap, theme: Theme) -> None:
    """Filled to the days passed, with a tick at the wanted gap and orange beyond it; dashed where there was none."""
    t, px = theme.tokens, theme.px
    height = px(6)
    bar = QRectF(box.left(), box.center().y() - height / 2, box.width(), height)
    tick = bar.left() + bar.width() * _TICK_AT
    if gap.days is None:
        rounded(painter, bar, height / 2, edge=t.field, dashed=True)
    else:
        rounded(painter, bar, height / 2, t.line2 if theme.high_contrast else t.line)
        end = bar.left() + min(1.0, gap.days / gap.wanted * _TICK_AT) * bar.width()
        _fill(painter, bar, bar.left(), min(end, tick), t.trust[1])
        _fill(painter, bar, tick, end, t.trust[0])
    ground(painter, QRectF(tick - px(1), bar.top() - px(3), px(2), height + px(6)), t.text)


def _fill(painter: QPainter, bar: QRectF, left: float, right: float, color: str) -> None:
    """A part of the bar, with the bar's round ends."""
    if right <= left:
        return
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(bar, bar.height() / 2, bar.height() / 2)
    painter.setClipPath(path)
    ground(painter, QRectF(left, bar.top(), right - left, bar.height()), color)
    painter.restore()
