"""What a record is called on screen and in print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache

from isp_desktop.db import lists
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Reading
from isp_desktop.domain.language import _, spoken


def titles(reading: Reading, uids: Iterable[str]) -> dict[str, str]:
    """What each of `uids` is called; those without a record are left out."""
    return titles_of(reading, lists.names(reading, uids))


def titles_of(reading: Reading, names: Mapping[str, lists.Name]) -> dict[str, str]:
    """What each of `names` is called in full."""
    sites = lists.names(reading, {name.title_link for name in names.values() if name.title_link})
    return {uid: title_among(name, sites) for uid, name in names.items()}


def day_in_words(day: str) -> str:
    """A day as people write it, "15 October 2026", in the language that holds; what is no date stays as it is."""
    return _written(day, spoken())


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@lru_cache(maxsize=4096)
def _written(day: str, tag: str) -> str:
    try:
        date = dt.date.fromisoformat(day)
    except ValueError:
        return day
    if tag == "en":
        # The day before the month, as the rest of the program has it. To read Babel for it, and what it knows of the
        # language, would hold up the first search of the day for 50 ms.
        return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"
    from babel.dates import format_date

    return str(format_date(date, "long", locale=tag))


def title_among(name: lists.Name, sites: Mapping[str, lists.Name]) -> str:
    """What a record is called in full, `sites` being those that its title may begin with."""
    spec = kinds().get(name.kind)
    if spec is None:
        return _("{kind} (from a newer version)").format(kind=name.kind)
    linked = sites.get(name.title_link or "")
    parts = [linked.title if linked else "", name.title]
    if spec.day and spec.day in spec.title and name.day:
        parts.append(day_in_words(name.day))
    return ", ".join(part for part in parts if part) or _("{kind} without a name").format(kind=_(spec.label))
