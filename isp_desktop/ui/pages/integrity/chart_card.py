"""The card with a site's integrity over time: the lanes, what is looked at in words, and all of it in words."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.services.integrity import words
from isp_desktop.services.integrity.site import SiteIntegrity
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.lane_chart import LaneChart
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.segments import Segments
from isp_desktop.ui.kit.stands import Shape, StandSign
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.time_lanes import Lanes, Spot
from isp_desktop.ui.pages.integrity import drawn

CHART, WORDS = "chart", "words"
_KEY: tuple[tuple[Shape, str], ...] = (("disc", "holds"), ("square", "partly"), ("triangle", "not_held"))


class ChartCard(Panel):
    """Two views, chosen at its head.

    Attributes:
        head: where what is done with all of it can stand.
        chart: the lanes; told: what is looked at; listing: all of it in words.
        bearing: which adaptations bear on which elements.

    Signals:
        opened: kind and uid of what is to be opened.
    """

    opened = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._kinds: dict[str, str] = {}
        self.views = Segments(theme, _("What is shown"), [(CHART, _("Over time")), (WORDS, _("In words"))])
        self.views.chosen.connect(self._choose)
        self.head = CardHead(theme, _("How it holds"))
        self.head.add_action(self.views)
        self.column.addWidget(self.head)
        today = dt.date.today()
        self.chart = LaneChart(theme, _("Core elements over time"), Lanes(today, today, today))
        self.chart.reached.connect(self._tell)
        self.chart.opened.connect(lambda uid: self.opened.emit(self._kinds[uid], uid))
        self._drawn = QWidget()
        inside = QVBoxLayout(self._drawn)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(8))
        inside.addWidget(self.chart)
        inside.addWidget(self._reader())
        inside.addLayout(self._legend())
        self.bearing = Prose(theme, "", "meta", "warn")
        inside.addWidget(self.bearing)
        self.listing = Prose(theme, "", "body", "text2")
        self.listing.hide()
        self.left_out = Prose(theme, _("Older looks are not shown here; the latest ones are."), "meta")
        self.left_out.hide()
        for part in (self._drawn, self.listing, self.left_out):
            self.column.addWidget(part)

    def _reader(self) -> QWidget:
        """What is looked at, and the way to it."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        self.told = Prose(self._theme, "", "body")
        self.open_button = Button(self._theme, _("Open"), "link", height=28)
        self.open_button.clicked.connect(self._open)
        self.open_button.hide()
        row.addWidget(self.told, 1)
        row.addWidget(self.open_button)
        return holder

    def _legend(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(4))
        for shape, mark in _KEY:
            row.addWidget(StandSign(self._theme, shape))
            row.addWidget(Label(self._theme, words.mark_word(mark), "meta"))
            row.addSpacing(self._theme.px(10))
        row.addStretch(1)
        return row

    def show_integrity(self, found: SiteIntegrity, today: dt.date) -> None:
        """Shows what was read."""
        self._kinds = drawn.kinds_by_uid(found)
        self.chart.show_lanes(drawn.lanes_of(found, today))
        self.listing.setText(words.told(found))
        self.bearing.setText(words.bearing(found))
        self.bearing.setVisible(bool(self.bearing.text()))
        self.left_out.setVisible(found.marks_left_out)
        if self.chart.current() is None:
            self.told.setText(
                _("Left and right go through time, up and down to another line; each look tells itself here.")
            )
            self.open_button.hide()

    def _tell(self, spot: Spot) -> None:
        self.told.setText(spot.words)
        self.open_button.show()

    def _open(self) -> None:
        held = self.chart.current()
        if held is not None:
            self.opened.emit(self._kinds[held.uid], held.uid)

    def _choose(self, key: str) -> None:
        self._drawn.setVisible(key == CHART)
        self.listing.setVisible(key == WORDS)
