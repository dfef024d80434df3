"""How it was then: a slider over the months in which anything changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.relationships.map.words import day_words


class TimeRow(QWidget):
    """Gone where there is nothing to look back to.

    Signals:
        day_chosen: a day, or None for today.
    """

    day_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: tuple[dt.date, ...] = ()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setMinimumHeight(theme.px(24))
        self.words = Label(theme, "", "meta")
        self.words.setMinimumWidth(theme.px(140))
        self.today_button = Button(theme, _("Today"), "link", height=24)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Label(theme, _("How it was"), "section"))
        row.addWidget(self.slider, 1)
        row.addWidget(self.words)
        row.addWidget(self.today_button)
        self.slider.valueChanged.connect(self._choose)
        self.today_button.clicked.connect(lambda: self.slider.setValue(self.slider.maximum()))
        self.hide()

    def show_months(self, months: Sequence[dt.date], day: dt.date | None) -> None:
        """The days to choose from, ascending, and the one that is shown; None for today, which comes last."""
        self._months = tuple(months)
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, len(self._months))
            self.slider.setValue(self._place(day))
        self.setVisible(bool(self._months))
        self._say(day)

    def _place(self, day: dt.date | None) -> int:
        return len(self._months) if day is None else sum(month < day for month in self._months)

    def _choose(self, at: int) -> None:
        day = self._months[at] if at < len(self._months) else None
        self._say(day)
        self.day_chosen.emit(day)

    def _say(self, day: dt.date | None) -> None:
        words = day_words(day)
        self.words.setText(words)
        self.slider.setAccessibleName(_("How it was: {day}").format(day=words))
        self.today_button.setVisible(day is not None)
