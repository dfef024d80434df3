"""How the page of practice names activities, periods and counts."""

from __future__ import annotations

import datetime as dt

from isp_desktop.domain.language import _, number
from isp_desktop.domain.practice import Activity
from isp_desktop.domain.practice_picture import Done, Period, Step
from isp_desktop.services.practice_picture import times_words
from isp_desktop.ui.kit.dates import short_date, written
from isp_desktop.ui.kit.heat_grid import HeatCell

_JANUARY = 1


def named(activity: Activity) -> str:
    """An activity with its code: "C5 Coach daily work"."""
    return f"{activity.code}  {activity.label}"


def period_name(period: Period, step: Step) -> str:
    """A period in full: "October 2026", "quarter 4 of 2026", "second half of 2026"."""
    year = str(period.first.year)
    if step == "month":
        return written(period.first, "yMMMM")
    if step == "quarter":
        return _("quarter {n} of {year}").format(n=(period.first.month + 2) // 3, year=year)
    return (_("first half of {year}") if period.first.month == _JANUARY else _("second half of {year}")).format(
        year=year
    )


def period_label(period: Period, step: Step, is_first: bool) -> str:
    """The same as short as a column's head: months name their year at the first of them and in January."""
    year = f"{period.first:%y}"
    if step == "month":
        month = written(period.first, "MMM")
        return f"{month} {year}" if is_first or period.first.month == _JANUARY else month
    if step == "quarter":
        return _("Q{n} {year}").format(n=(period.first.month + 2) // 3, year=year)
    return _("H{n} {year}").format(n=(period.first.month + 5) // 6, year=year)


def heat(times: int) -> int:
    """How dark a cell of so many times is: 3, 6, 12 and 24 begin another shade."""
    return min(4, (times // 3).bit_length())


def last_words(one: Done, today: dt.date) -> str:
    """When an activity was done last, as in "last on 3 Oct"; "" for never."""
    return last_on(one.last, today) if one.last else ""


def last_on(day: str, today: dt.date) -> str:
    """That something was done last on a day, as in "last on 3 Oct"."""
    return _("last today") if day == today.isoformat() else _("last on {day}").format(day=short_date(day, today))


def times_cell(activity: Activity, one: Done, today: dt.date) -> HeatCell:
    """How often an activity was done: never is dashed and a word."""
    told = times_words(one)
    last = last_words(one, today)
    words = "; ".join(filter(None, (f"{activity.label}: {told}", last)))
    if one.times:
        return HeatCell(number(one.times), _("time") if one.times == 1 else _("times"), heat(one.times), words=words)
    return HeatCell(told, look="plain" if one.last else "open", words=words)


def last_cell(activity: Activity, one: Done, today: dt.date) -> HeatCell:
    """When it was done last."""
    words = f"{activity.label}: {last_words(one, today) or times_words(one)}"
    return HeatCell(short_date(one.last, today) if one.last else "", look="plain", words=words)
