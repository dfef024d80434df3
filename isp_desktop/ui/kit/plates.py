"""Pictures as files: SVG, PNG or PDF of what draws itself, with a title over it, always as light as paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QImage,
    QImageWriter,
    QPageSize,
    QPainter,
    QPdfWriter,
)
from PySide6.QtSvg import QSvgGenerator

from isp_desktop.ui.kit.mirror import line_start, mirror_for, upright
from isp_desktop.ui.kit.paint import ground
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tokens import LIGHT

KINDS = "SVG (*.svg);;PNG (*.png);;PDF (*.pdf)"
"""What a picture can be saved as, for a dialog that asks for the file."""

_SHARP, _MOST_PIXELS = 2.0, 12_000
_DOTS = 96
_AROUND, _UNDER_TITLE, _ABOVE_NOTE = 28, 14, 16
_WRAPPED = Qt.TextFlag.TextWordWrap


class Plate(Protocol):
    """What can be drawn on whatever is at hand, from (0, 0) on; may be drawn in a job.

    Attributes:
        title: what it is; words: what it says, for those who cannot see it; both stand in the file.
    """

    title: str
    words: str

    def size(self) -> QSizeF:
        """In px."""
        ...

    def draw(self, painter: QPainter) -> None: ...


class ChartPlate:
    """A chart with a title over it, and a note under it, each "" for none.

    Args:
        words: what the chart says, for those who cannot see it.
        width, height: of the chart, in px.
        chart: draws it into a box.
        edge: how much room is around it, in px.
    """

    def __init__(
        self,
        title: str,
        words: str,
        width: int,
        height: int,
        chart: Callable[[QPainter, QRectF, Theme], None],
        note: str = "",
        edge: int = _AROUND,
    ) -> None:
        self.title, self.words, self._edge = title, words, edge
        self._note, self._width, self._height, self._chart = note, width, height, chart
        # As large whatever is chosen for the screen.
        self._theme = Theme("light")
        self._direction = QGuiApplication.layoutDirection()

    def size(self) -> QSizeF:
        return QSizeF(self._width + 2 * self._edge, self._places()[-1].bottom() + self._edge)

    def draw(self, painter: QPainter) -> None:
        t, whole = self._theme.tokens, QRectF(0, 0, self.size().width(), self.size().height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground(painter, whole, t.surface)
        painter.save()
        mirror_for(painter, whole, self._direction)
        title, chart, note = self._places()
        _write_wrapped(painter, title, self.title, self._theme.title(), t.text)
        self._chart(painter, chart, self._theme)
        _write_wrapped(painter, note, self._note, self._theme.meta(), t.text2)
        painter.restore()

    def _places(self) -> tuple[QRectF, QRectF, QRectF]:
        """Where title, chart and note stand."""
        title = _high(self.title, self._theme.title(), self._width)
        note = _high(self._note, self._theme.meta(), self._width)
        chart = self._edge + title + (_UNDER_TITLE if title else 0)
        under = chart + self._height + (_ABOVE_NOTE if note else 0)
        return (
            QRectF(self._edge, self._edge, self._width, title),
            QRectF(self._edge, chart, self._width, self._height),
            QRectF(self._edge, under, self._width, note),
        )


def _high(words: str, font: QFont, width: int) -> int:
    if not words:
        return 0
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 1 << 20), int(_WRAPPED), words).height()


def _write_wrapped(painter: QPainter, box: QRectF, words: str, font: QFont, color: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(color))
    # Asked for before the words are turned back.
    align = _WRAPPED | line_start(painter) | Qt.AlignmentFlag.AlignTop
    with upright(painter, box):
        painter.drawText(box, int(align), words)


def as_svg(plate: Plate) -> bytes:
    """The plate as an SVG file."""

    def paint(buffer: QBuffer) -> None:
        size = plate.size()
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setResolution(_DOTS)
        generator.setSize(size.toSize())
        generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
        generator.setTitle(plate.title)
        generator.setDescription(plate.words)
        painter = QPainter(generator)
        plate.draw(painter)
        painter.end()

    return _bytes(paint)


def as_png(plate: Plate) -> bytes:
    """The plate as a PNG file, sharp on fine screens."""
    size = plate.size()
    sharp = min(_SHARP, _MOST_PIXELS / max(size.width(), size.height()))
    shown = QImage(QSize(round(size.width() * sharp), round(size.height() * sharp)), QImage.Format.Format_RGB32)
    shown.fill(QColor(LIGHT.surface))
    painter = QPainter(shown)
    painter.scale(sharp, sharp)
    plate.draw(painter)
    painter.end()
    # What pictures of this form can say of themselves, by the names that they have there.
    for name, told in (("Title", plate.title), ("Description", plate.words)):
        if told:
            shown.setText(name, told)
    return _bytes(lambda buffer: QImageWriter(buffer, QByteArray(b"png")).write(shown))


def as_pdf(plate: Plate) -> bytes:
    """The plate as a PDF file of one page, as large as the plate."""

    def paint(buffer: QBuffer) -> None:
        size = plate.size()
        writer = QPdfWriter(buffer)
        writer.setTitle(plate.title)
        writer.setCreator("ISP Desktop")
        writer.setResolution(_DOTS)
        points = QSizeF(size.width() * 72 / _DOTS, size.height() * 72 / _DOTS)
        writer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        painter = QPainter(writer)
        plate.draw(painter)
        painter.end()

    return _bytes(paint)


def made(plate: Plate, path: Path) -> bytes:
    """The plate in the form that the ending of `path` says; SVG where it says none."""
    return {".png": as_png, ".pdf": as_pdf}.get(path.suffix.lower(), as_svg)(plate)


def _bytes(paint: Callable[[QBuffer], object]) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    paint(buffer)
    buffer.close()
    return bytes(content.data())
