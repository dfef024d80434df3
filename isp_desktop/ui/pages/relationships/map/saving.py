"""The map as a picture to be saved, always light; without trust unless it is asked for, and then marked private."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.services.naming import day_in_words
from isp_desktop.ui.kit.checks import CheckBox
from isp_desktop.ui.kit.dialogs import Dialog
from isp_desktop.ui.kit.paint import hatch, rounded
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tokens import LIGHT
from isp_desktop.ui.pages.relationships.map.drawing import draw
from isp_desktop.ui.pages.relationships.map.legend import draw_legend, extent, in_lines, sections
from isp_desktop.ui.pages.relationships.map.picture import Look, Picture, without_trust

_AROUND, _HEAD, _MARK = 28.0, 40.0, 30.0
_LEAST_WIDTH = 560.0


class MapPlate:
    """A picture of the map with its title and legend, to be drawn on whatever is at hand.

    Args:
        trust: with what ratings tell; else without all that is private.
    """

    def __init__(self, picture: Picture, look: Look, title: str, *, trust: bool) -> None:
        self.title, self.words = title, ""
        self._picture = picture if trust else without_trust(picture)
        self._look, self._trust = look, trust
        self._bounds = self._picture.bounds()
        self._width = max(self._bounds.width(), _LEAST_WIDTH)
        self._legend = in_lines(sections(self._picture, trust=trust), look, self._width)

    def size(self) -> QSizeF:
        """In px."""
        mark = _MARK if self._trust else 0.0
        return QSizeF(
            self._width + 2 * _AROUND,
            _HEAD + mark + self._bounds.height() + extent(self._legend).height() + 3 * _AROUND,
        )

    def draw(self, painter: QPainter) -> None:
        """Draws it from (0, 0) on."""
        t, look, size = self._look.tokens, self._look, self.size()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(t.surface))
        title = QFont(look.names)
        title.setPixelSize(20)
        title.setWeight(QFont.Weight.DemiBold)
        painter.setFont(title)
        painter.setPen(QColor(t.text))
        painter.drawText(QRectF(_AROUND, _AROUND / 2, self._width, _HEAD), int(_LEFT), self.title)
        top = _HEAD + _AROUND / 2
        if self._trust:
            self._draw_mark(painter, top)
            top += _MARK
        painter.save()
        painter.translate(_AROUND + self._width / 2 - self._bounds.center().x(), top - self._bounds.top())
        draw(painter, self._picture, look)
        painter.restore()
        painter.translate(_AROUND, top + self._bounds.height() + _AROUND)
        draw_legend(painter, self._legend, look)

    def _draw_mark(self, painter: QPainter, top: float) -> None:
        t, words = self._look.tokens, _("Private: it tells of trust. Not to be passed on.")
        width = QFontMetricsF(self._look.names).horizontalAdvance(words) + 24
        box = QRectF(_AROUND, top, width, _MARK - 6)
        hatch(painter, box, t, 6)
        rounded(painter, box, 6, edge=t.private_line, dashed=True)
        painter.setFont(self._look.names)
        painter.setPen(QColor(t.private))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def look_of_paper(theme: Theme) -> Look:
    """As light as paper, and as large whatever is chosen for the screen."""
    look = Look.of(theme, LIGHT)
    look.names.setPixelSize(12)
    look.inside.setPixelSize(11)
    return look


def title_of(day: dt.date) -> str:
    """What stands over the picture."""
    return _("Relationships at {day}").format(day=day_in_words(day.isoformat()))


class SaveDialog(Dialog):
    """Asks whether trust is to be on the picture.

    Args:
        excerpt: only those first in need are shown, which a picture without trust must not tell.
        left_out: how many lines a picture without trust does not have, since they are private.
    """

    def __init__(self, theme: Theme, parent: QWidget, *, excerpt: bool = False, left_out: int = 0) -> None:
        sentence = _(
            "The picture shows names, and the ties that are shared. It is not encrypted: whoever gets it can read it."
        )
        super().__init__(theme, _("Save the picture"), sentence, parent)
        self.trust = CheckBox(theme, _("With trust and private ties (marked as private on it)"))
        self.column.addWidget(self.trust)
        if left_out:
            words = counted(
                "Without them {n} line is left out: a tie or relationship that you have not shared. "
                "Open it from the list to share it.",
                "Without them {n} lines are left out: ties and relationships that you have not shared. "
                "Open one from the list to share it.",
                left_out,
            )
            self.column.addWidget(Prose(theme, words, "meta"))
        if excerpt:
            words = _("Without trust it shows everyone: those shown now were chosen by your notes, private ones too.")
            self.column.addWidget(Prose(theme, words, "meta"))
        self.add_button(_("Cancel"), closes=False)
        self.add_button(_("Choose the file"), "primary", closes=True)
