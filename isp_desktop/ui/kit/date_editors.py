"""Editors of a date and of a time: typed freely, shown in full."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QEvent, QLocale, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from isp_desktop.domain.days import FIRST_YEAR, LAST_YEAR
from isp_desktop.domain.language import _, marked
from isp_desktop.ui.kit.buttons import IconButton
from isp_desktop.ui.kit.calendar_popup import CalendarPopup
from isp_desktop.ui.kit.dates import parse_date, parse_time, show_date
from isp_desktop.ui.kit.fields import Editor, FieldFrame, PlainLine, Value
from isp_desktop.ui.kit.theme import Theme

_BACK = re.compile(r"(?:in\s*)?[-\u2212]\s*[0-9]", re.IGNORECASE)


class _TypedEditor(Editor):
    """Words that mean a value: read while typing, written out in full when the focus leaves."""

    _EXAMPLE = ""

    def __init__(self, theme: Theme, label: str, placeholder: str, icon: str, parent: QWidget | None) -> None:
        super().__init__(theme, label, parent)
        self._kept: str | None = None
        self._settled: str | None = None
        self.line = PlainLine(theme, placeholder)
        self.frame = FieldFrame(theme, icon)
        self.frame.row.addWidget(self.line)
        self.frame.watch(self.line)
        self._adopt(self.frame, self.line)
        self.line.textEdited.connect(self._read)

    def _parse(self, text: str) -> str | None:
        raise NotImplementedError

    def _show(self, kept: str) -> str:
        return kept

    def _read(self) -> None:
        text = self.line.text().strip()
        parsed = self._parse(text) if text else None
        if (parsed is not None or not text) and parsed != self._kept:
            self._keep(parsed)
        elif self.error() and not self.problem():
            self.set_error("")

    def _keep(self, value: str | None) -> None:
        self._kept = value
        self._touch()

    def _on_left(self) -> None:
        problem = self.problem()
        if not problem:
            self.set_value(self._kept)
        elif self._kept != self._settled:
            # What "930" meant after its first digit is nothing that anybody said.
            self._keep(self._settled)
        if problem or self.error() == _(self._EXAMPLE):
            self.set_error(problem)

    def value(self) -> str | None:
        return self._kept

    def set_value(self, value: Value) -> None:
        self._kept = self._settled = None if value is None else str(value)
        self.line.setText("" if self._kept is None else self._show(self._kept))
        self.line.setCursorPosition(0)

    def problem(self) -> str:
        text = self.line.text().strip()
        fine = not text or (self._kept is not None and text == self._show(self._kept)) or self._parse(text) is not None
        return "" if fine else _(self._EXAMPLE)

    def set_read_only(self, fixed: bool) -> None:
        super().set_read_only(fixed)
        self.line.setReadOnly(fixed)


class DateEditor(_TypedEditor):
    """A day: "15 oct", "2026-10-15", "today", "+7" or "fri"; Alt+Down or the arrow opens the calendar.

    `today` tells the day when asked, so that an open window knows midnight. `ahead` is for days to come: "-3" is none,
    while a day that is past may be written out.
    """

    _EXAMPLE = marked("Use a date such as 15 Oct 2026")

    def __init__(
        self,
        theme: Theme,
        label: str = "",
        placeholder: str = "",
        today: Callable[[], date] = date.today,
        locale: QLocale | None = None,
        ahead: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, label, placeholder or _("Date"), "calendar", parent)
        self._today = today
        self._ahead = ahead
        self._locale = locale or QLocale()
        self._popup: CalendarPopup | None = None
        self.open_button = IconButton(theme, "chevron-down", _("Open the calendar (Alt+Down)"), size=24)
        # Letters typed on a button are lost: Tab goes on, and the key opens the calendar out of the line.
        self.open_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.frame.row.addWidget(self.open_button)
        self.frame.set_margins(4, 2)
        self.line.setMinimumWidth(theme.px(112))
        self.open_button.clicked.connect(self._open)

    def _parse(self, text: str) -> str | None:
        day = None if self._counts_back(text) else parse_date(text, self._today(), self._locale)
        return day.isoformat() if day is not None and _is_meant(day) else None

    def _counts_back(self, text: str) -> bool:
        return self._ahead and _BACK.match(text) is not None

    def problem(self) -> str:
        sentence, text = super().problem(), self.line.text().strip()
        if sentence and self._counts_back(text):
            return _("Use a day to come, such as +3 or 15 Oct 2026")
        day = parse_date(text, self._today(), self._locale) if sentence else None
        years = _("Use a year from {first} to {last}").format(first=FIRST_YEAR, last=LAST_YEAR)
        return sentence if day is None or _is_meant(day) else years

    def _show(self, kept: str) -> str:
        return show_date(kept, self._locale)

    def _open(self) -> None:
        if self._popup is None:
            self._popup = CalendarPopup(self._theme, self._locale, self)
            self._popup.picked.connect(self._pick)
        self._popup.open_at(self.frame.mapToGlobal(QPoint(0, self.frame.height() + 4)), self._kept)

    def _pick(self, iso: str) -> None:
        changed = iso != self._kept
        self.set_value(iso)
        self.line.setFocus()
        if changed:
            self._touch()

    def set_read_only(self, fixed: bool) -> None:
        super().set_read_only(fixed)
        self.open_button.setVisible(not fixed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self._fixed:
            asks = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
            if asks or event.key() == Qt.Key.Key_F4:
                self._open()
                return True
        return super().eventFilter(watched, event)


def _is_meant(day: date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR


class TimeEditor(_TypedEditor):
    """A time of day: "930" and "9.30" are 09:30."""

    _EXAMPLE = marked("Use a time such as 14:45")

    def __init__(
        self, theme: Theme, label: str = "", placeholder: str = "00:00", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, label, placeholder, "", parent)
        self.frame.setFixedWidth(theme.px(84))
        self.line.setMinimumWidth(theme.px(44))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)

    def _parse(self, text: str) -> str | None:
        return parse_time(text)


def span_problems(editors: Mapping[str, Editor]) -> dict[str, str]:
    """What is wrong with "starts" and "ends" taken together, by the name of the one that is to be put right."""
    if not {"starts", "ends"} <= editors.keys():
        return {}
    starts, ends = (str(editors[name].value() or "") for name in ("starts", "ends"))
    if not ends or starts <= ends:
        return {}
    return {"ends": _("It ends before it begins. Use a time after {start}, or leave this empty.").format(start=starts)}
