"""The recovery sheet: one page on paper that opens the notebook when the passphrase is lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from isp_desktop.domain.language import _, marked, spoken
from isp_desktop.ui.kit.theme import Theme

_WHAT = marked(
    "This code opens the notebook if the passphrase is lost. Keep the sheet where you keep other papers that matter, "
    "away from the computer. Whoever has both the sheet and the computer can read everything."
)
_HOW = marked(
    "To use it: start ISP Desktop, choose “Use recovery sheet” and type the code. Dashes and capitals do not matter. "
    "Then choose a new passphrase. The code stays valid."
)
_MARGIN_MM = 22.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the sheet says."""

    code: str
    name: str
    folder: Path
    made: dt.date

    def paragraphs(self) -> tuple[tuple[str, str], ...]:
        """Style ("title", "text" or "code") and words, from top to bottom."""
        return (
            ("title", _("Recovery sheet")),
            ("text", _("Notebook of {name}, made on {day}").format(name=self.name, day=self._day())),
            ("text", _("It lies in: {folder}").format(folder=self.folder)),
            ("code", self.code),
            ("text", _(_WHAT)),
            ("text", _(_HOW)),
        )

    def _day(self) -> str:
        from babel.dates import format_date

        return format_date(self.made, "d MMMM y", locale=spoken())

    def as_text(self) -> bytes:
        """The sheet as a plain text file."""
        return "\n\n".join(words for _style, words in self.paragraphs()).encode() + b"\n"

    def as_pdf(self, theme: Theme) -> bytes:
        """The sheet as a PDF, A4."""
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(_("Recovery sheet"))
        writer.setCreator("ISP Desktop")
        page = QPageSize(QPageSize.PageSizeId.A4)
        margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
        writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter))
        self.draw(writer, theme)
        buffer.close()
        return bytes(content.data())

    def draw(self, device: QPagedPaintDevice, theme: Theme) -> None:
        """Draws the sheet onto paper or into a PDF, always black on white."""
        painter = QPainter(device)
        unit = device.logicalDpiY() / 72
        y, width = 0.0, float(device.width())
        for style, words in self.paragraphs():
            font, after = _fonts(theme)[style]
            font.setPixelSize(round(font.pixelSize() * unit))
            room = QRectF(0, y, width, device.height())
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
            height = QFontMetricsF(font).boundingRect(room, int(flags), words).height()
            painter.setFont(font)
            painter.drawText(QRectF(0, y, width, height + 4), int(flags), words)
            y += height + after * unit
        painter.end()


def _fonts(theme: Theme) -> dict[str, tuple[QFont, float]]:
    """Font at 72 dots per inch, and the room after the paragraph."""

    def sized(font: QFont, size: int) -> QFont:
        font.setPixelSize(size)
        return font

    code = theme.font(20, 600)
    # Other shapes of figures and dashes would be lost to who copies the code out of the PDF.
    code.setFeature(QFont.Tag("calt"), 0)
    return {
        "title": (sized(theme.display(), 26), 14),
        "text": (sized(theme.body(), 11), 12),
        "code": (sized(code, 21), 22),
    }
