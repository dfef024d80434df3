"""How a line about a record looks as a row."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from PySide6.QtCore import QDate, QDateTime, QLocale

from isp_desktop.domain.language import _
from isp_desktop.domain.lines import Line
from isp_desktop.domain.promises import late_words
from isp_desktop.ui.kit.chips import ChipSpec
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.rows import Row


def row_of(
    line: Line, today: dt.date, key: object = None, section: str = "", second: str = "", tickable: bool = True
) -> Row:
    """The row; `second` stands in place of the line's own, `tickable=False` leaves out a commitment's circle."""
    late = late_words(line.days_late)
    due_today = line.settled is False and line.day == today.isoformat()
    return Row(
        uid=line.uid,
        title=line.title,
        key=key,
        icon="" if line.settled is not None and tickable else line.icon,
        avatar="" if line.icon else line.title,
        second=second or line.second,
        cells=line.cells,
        chip=_chip(line),
        date=late or (short_date(line.day, today) if line.day else ""),
        tone="bad" if late else "warn" if due_today else "",
        section=section,
        checked=line.settled if tickable else None,
        private=line.private,
        conflict=line.in_conflict,
        draft=bool(line.draft_ms),
        faded=bool(line.settled),
    )


def settled_words(kept: bool) -> str:
    """What was done by a commitment's circle."""
    return _("Commitment marked as kept") if kept else _("Commitment open again")


def _chip(line: Line) -> ChipSpec | None:
    if not line.status:
        return None
    return ChipSpec(line.status, "good" if line.kept else "plain", "check" if line.settled else "")


def moment(ms: int, today: dt.date, locale: QLocale | None = None) -> str:
    """When something was kept or saved, local time: "10:42" today, else "15 Oct, 10:42"."""
    at = QDateTime.fromMSecsSinceEpoch(ms)
    clock = (locale or QLocale()).toString(at.time(), "HH:mm")
    day = at.date().toString("yyyy-MM-dd")
    return (
        clock if day == today.isoformat() else _("{day}, {time}").format(day=short_date(day, today, locale), time=clock)
    )


def month(day: str, locale: QLocale | None = None) -> str:
    """ "2026-10-15" as "October 2026"; "No date" for none."""
    return _month(day[:7], (locale or QLocale()).name()) or _("No date")


@lru_cache(maxsize=1024)
def _month(month: str, locale: str) -> str:
    """ "2026-10" in words; each row of a list asks for its own, and most are the same."""
    at = QDate.fromString(month, "yyyy-MM")
    return QLocale(locale).toString(at, "MMMM yyyy") if at.isValid() else ""
