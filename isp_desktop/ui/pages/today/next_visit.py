"""The next visit on a card: when and where, what waits there, and what was noted last time."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.language import _, counted, in_sentence, spoken
from isp_desktop.domain.vocabulary import MODES, SUPPORT_STATES
from isp_desktop.services.today import Brief, Visit, ahead_words
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.chips import Chip, ChipKind
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.paint import MIDDLE, painting, rounded, write
from isp_desktop.ui.kit.panels import HairLine, Panel
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme

_SUPPORT: dict[str, tuple[ChipKind, str]] = {
    "exploring": ("plain", "search"),
    "active": ("good", "sprout"),
    "tapering": ("info", "trending-down"),
    "withdrawn": ("outline", "check"),
}
_NAMED = 3
_NARROW = 640


class DateTile(QWidget):
    """Weekday, day and time of a visit."""

    def __init__(self, theme: Theme, day: dt.date, time: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = (_said(day, "EEE").upper(), str(day.day), time or _said(day, "MMM"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{_said(day, 'full')} {time}".strip())
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(64), self._theme.px(76))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, font = self._theme.tokens, self._theme.px, self._theme.font
        fonts = (font(11, 600), font(23, 600, serif=True), font(12, 600, tabular=True))
        places = ((px(7), px(16)), (px(22), px(30)), (px(53), px(16)))
        with painting(self) as painter:
            rounded(painter, QRectF(self.rect()), px(8), t.accent_soft)
            for words, used, (top, height) in zip(self._lines, fonts, places, strict=True):
                write(painter, QRectF(0, top, self.width(), height), words, used, t.accent, MIDDLE)


class NextVisit(Panel):
    """The card of one visit.

    Signals:
        opened: its button was pressed.
        brief_asked: all that is to be had in mind there, on a page.
    """

    opened = Signal()
    brief_asked = Signal()

    def __init__(self, theme: Theme, visit: Visit, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(theme, "card", (18, 16), parent)
        self.setAccessibleName(_("Next visit: {site}").format(site=visit.site))
        self.column.setSpacing(theme.px(14))
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._between: HairLine | None = None
        self.column.addLayout(self._top(visit, today))
        lower = [part for part in (self._waiting(visit.brief), self._last_time(visit.brief, today)) if part]
        if lower:
            self.column.addWidget(HairLine(theme))
            self.column.addLayout(self._beside(lower))

    def _top(self, visit: Visit, today: dt.date) -> QHBoxLayout:
        theme = self._theme
        words = QVBoxLayout()
        words.setSpacing(theme.px(5))
        words.addLayout(self._name(visit))
        days = (visit.day - today).days
        words.addWidget(Label(theme, visit.purpose or _("No purpose noted yet"), "body", "text2"))
        words.addLayout(self._remarks(visit, ahead_words(days)))
        self.open_button = Button(theme, _("Open"), "secondary", "notebook-pen")
        self.open_button.setObjectName("open-visit")
        self.open_button.setAccessibleName(_("Open the visit to {site}").format(site=visit.site))
        self.open_button.clicked.connect(self.opened)
        self.brief_button = Button(theme, _("Brief"), "quiet", "file-text")
        self.brief_button.setObjectName("before-the-visit")
        self.brief_button.setAccessibleName(_("Brief before the visit"))
        self.brief_button.clicked.connect(self.brief_asked)
        if not visit.place:
            self.brief_button.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(DateTile(theme, visit.day, visit.starts), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.brief_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _name(self, visit: Visit) -> FlowLayout:
        row = FlowLayout(gap=self._theme.px(10), line_gap=self._theme.px(4))
        row.addWidget(Label(self._theme, visit.site, "title"))
        if visit.brief.support in _SUPPORT:
            kind, icon = _SUPPORT[visit.brief.support]
            row.addWidget(Chip(self._theme, _(SUPPORT_STATES[visit.brief.support]), kind, icon))
        if visit.in_conflict:
            row.addWidget(Chip(self._theme, _("In conflict"), "conflict"))
        if visit.private:
            row.addWidget(Chip(self._theme, _("Private"), "private"))
        return row

    def _remarks(self, visit: Visit, when: str) -> FlowLayout:
        flow = FlowLayout(gap=self._theme.px(14), line_gap=self._theme.px(4))
        how = in_sentence(_(MODES[visit.mode])) if visit.mode in MODES else ""
        until = _("until {time}").format(time=visit.ends) if visit.ends else ""
        told = ", ".join(part for part in (when, until, how) if part)
        flow.addWidget(Remark(self._theme, told[:1].upper() + told[1:], "clock"))
        if visit.people:
            flow.addWidget(Remark(self._theme, _people(visit.people), "users"))
        return flow

    def _beside(self, parts: list[QWidget]) -> QBoxLayout:
        """Side by side, each as wide as the other; under each other where the card is narrow."""
        for at, part in enumerate(parts):
            if at:
                self._between = HairLine(self._theme, down=True)
                self._lower.addWidget(self._between)
            self._lower.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        return self._lower

    def _fit(self) -> None:
        narrow = self.width() < self._theme.px(_NARROW)
        down, sideways = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._lower.setDirection(down if narrow else sideways)
        self._lower.setSpacing(self._theme.px(14 if narrow else 20))
        if self._between is not None:
            self._between.setVisible(not narrow)

    def _waiting(self, brief: Brief) -> QWidget | None:
        """What is open at the site, and what changed there since the last visit."""
        if not (brief.open or brief.changes):
            return None
        column, holder = self._section(_("To have in mind"), _open_words(brief))
        for words in brief.waiting:
            column.addWidget(Remark(self._theme, words, "handshake"))
        more = brief.open - len(brief.waiting)
        if more > 0:
            column.addWidget(Label(self._theme, counted("and {n} more", "and {n} more", more), "meta"))
        for words in brief.changes[:_NAMED]:
            column.addWidget(Remark(self._theme, words, "trending-up"))
        return holder

    def _last_time(self, brief: Brief, today: dt.date) -> QWidget | None:
        if brief.last is None:
            return None
        days = counted("{n} day ago", "{n} days ago", (today - brief.last).days)
        day = short_date(brief.last.isoformat(), today)
        column, holder = self._section(_("Last time"), day if brief.last == today else f"{day}, {days}")
        column.addWidget(Prose(self._theme, brief.told or _("Nothing was noted on the discussion."), "body", "text2"))
        return holder

    def _section(self, title: str, remark: str) -> tuple[QVBoxLayout, QWidget]:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(6))
        head = QHBoxLayout()
        head.setSpacing(self._theme.px(8))
        head.addWidget(Label(self._theme, title, "section"))
        head.addWidget(Label(self._theme, remark, "meta"), 1)
        column.addLayout(head)
        return column, holder

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _said(day: dt.date, pattern: str) -> str:
    # Read where it is used: the page shows before its first visit is read.
    from babel.dates import format_date

    return str(format_date(day, pattern, locale=spoken()))


def _people(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:_NAMED])
    more = len(names) - _NAMED
    if more <= 0:
        return shown
    return _("{names} and {others}").format(names=shown, others=counted("{n} other", "{n} others", more))


def _open_words(brief: Brief) -> str:
    parts = [
        counted("{n} open commitment", "{n} open commitments", brief.open) if brief.open else "",
        counted("{n} change", "{n} changes", len(brief.changes)) if brief.changes else "",
    ]
    return ", ".join(part for part in parts if part)
