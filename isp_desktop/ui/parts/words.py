"""What the pages of visits and meetings say alike: days in full, and the versions of a field in conflict."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale

from isp_desktop.db.models import kind as kind_named
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.record import Record
from isp_desktop.services.linking import Linker
from isp_desktop.ui.kit.line_rows import moment

_LONGEST = 240


def full_day(iso: str, locale: QLocale | None = None) -> str:
    """ "2026-10-15" as "Thursday 15 October", with the year where it is not this one; "" for no date."""
    at = QDate.fromString(iso, "yyyy-MM-dd")
    pattern = "dddd d MMMM" if at.year() == dt.date.today().year else "dddd d MMMM yyyy"
    return (locale or QLocale()).toString(at, pattern) if at.isValid() else ""


def conflicts(record: Record | None, linker: Linker) -> dict[str, tuple[str, str]]:
    """For each field that two people changed at once its title and its versions."""
    if record is None:
        return {}
    spec, told = kind_named(record.kind), {}
    for name, revisions in record.conflicts.items():
        if name not in spec.by_name:
            continue
        field = spec.by_name[name]
        versions = []
        for revision in revisions:
            value = revision.fields.get(name)
            words = linker.title(str(value)) if field.to and value else field.choices.get(str(value), str(value or ""))
            when = moment(revision.clock[0], dt.date.today())
            versions.append(f"{revision.author}, {when}: {_cut(words)}")
        shown = counted("{n} version, the latest is shown", "{n} versions, the latest is shown", len(revisions))
        told[name] = (f"{_(field.label)}: {shown}", "\n".join(versions))
    return told


def _cut(words: str) -> str:
    flat = " ".join(words.split())
    if not flat:
        return _("left empty")
    return f"“{flat}”" if len(flat) <= _LONGEST else f"“{flat[:_LONGEST].rsplit(' ', 1)[0]}…”"
