"""How what is exchanged is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QLocale

from isp_desktop.db.models import kinds
from isp_desktop.domain.language import _, counted, number
from isp_desktop.services.sharing.colleagues import Colleague
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.line_rows import moment

_NAMED = 3


def size_words(size: int) -> str:
    """How large something is: "84 kB"."""
    form = QLocale.DataSizeFormat.DataSizeSIFormat
    return QLocale().formattedDataSize(size, 0 if size < 1_000_000 else 1, form)


def kind_label(kind: str, count: int) -> str:
    """What records of a kind are called: "Visit", "Visits"."""
    spec = kinds().get(kind)
    if spec is None:
        return _("From a newer version")
    return _(spec.label if count == 1 else spec.plural)


def made_words(made_at: str, today: dt.date) -> str:
    """ "2026-10-14T08:31:00+00:00" as the moment it was here: "08:31" today, else "14 Oct, 08:31"."""
    try:
        at_ms = int(dt.datetime.fromisoformat(made_at).timestamp() * 1000)
    except (ValueError, OverflowError, OSError):
        return made_at
    return moment(at_ms, today)


def day_of(ms: int, today: dt.date) -> str:
    """The day of a moment, in few words."""
    return short_date(dt.datetime.fromtimestamp(ms / 1000).astimezone().date().isoformat(), today)


def when(ms: int, today: dt.date) -> str:
    """The day of a moment, or its time where that is today."""
    return moment(ms, today) if _is_on(ms, today) else day_of(ms, today)


def _is_on(ms: int, day: dt.date) -> bool:
    return dt.datetime.fromtimestamp(ms / 1000).astimezone().date() == day


def names_words(names: Sequence[str], count: int) -> str:
    """The first of the names of so many things: "Ana, Ben, Cora and 5 more"."""
    named = [name for name in names[:_NAMED] if name]
    told, more = ", ".join(named), count - len(named)
    return _("{names} and {n} more").format(names=told, n=number(more)) if named and more > 0 else told


def fingerprint_words(ms: int, today: dt.date) -> str:
    """On which day the fingerprint of a colleague was compared."""
    day = day_of(ms, today)
    return _("Fingerprint compared today") if _is_on(ms, today) else _("Fingerprint compared: {day}").format(day=day)


def came_words(counts: Mapping[str, int]) -> str:
    """What a bundle brought, in a few words: "9 new, 2 changed, 1 line set aside"."""
    parts = [words(counts[key]) for key, words in _CAME.items() if counts.get(key)]
    return ", ".join(parts) or _("Nothing in it was new")


_CAME: Mapping[str, Callable[[int], str]] = {
    "new": lambda n: counted("{n} new", "{n} new", n),
    "changed": lambda n: counted("{n} changed", "{n} changed", n),
    "identical": lambda n: counted("{n} as it was here", "{n} as they were here", n),
    "deleted": lambda n: counted("{n} deleted", "{n} deleted", n),
    "set_aside": lambda n: counted("{n} line set aside", "{n} lines set aside", n),
}


def trust_words(colleagues: Sequence[Colleague], today: dt.date) -> str:
    """Whether the keys of those who can open a bundle were compared."""
    loose = [one.name for one in colleagues if not one.is_verified]
    if loose:
        return _("Not compared yet: {names}. Call them and compare the fingerprint.").format(names=", ".join(loose))
    if len(colleagues) == 1:
        ms = colleagues[0].verified_ms or 0
        day = day_of(ms, today)
        return _("Key compared today") if _is_on(ms, today) else _("Key compared: {day}").format(day=day)
    return counted("Key of {n} colleague compared", "Keys of {n} colleagues compared", len(colleagues))
