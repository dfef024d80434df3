"""What the page of a visit says about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QDate, QLocale

from isp_desktop.db.models import kind as kind_named
from isp_desktop.domain.language import _, counted, marked
from isp_desktop.domain.record import Record
from isp_desktop.domain.vocabulary import MODES
from isp_desktop.services.editing import Edit
from isp_desktop.services.linking import Linker
from isp_desktop.ui.kit.line_rows import moment

PRIVACY = marked("Leaves this computer only when you share it")
_LONGEST = 240


def title(site: str, is_new: bool) -> str:
    """ "Visit to Alder Road Primary"."""
    return _("Visit to {site}").format(site=site) if site else _("New visit") if is_new else _("Visit")


def whole_title(edit: Edit, linker: Linker) -> str:
    """Title and day, for messages about the visit when it is out of sight."""
    site = str(edit.value("site") or "")
    when = day(str(edit.value("date") or ""))
    return ", ".join(part for part in (title(linker.title(site) if site else "", edit.is_new), when) if part)


def day(iso: str, locale: QLocale | None = None) -> str:
    """ "2026-10-15" as "Thursday 15 October", with the year where it is not this one; "" for no date."""
    at = QDate.fromString(iso, "yyyy-MM-dd")
    pattern = "dddd d MMMM" if at.year() == dt.date.today().year else "dddd d MMMM yyyy"
    return (locale or QLocale()).toString(at, pattern) if at.isValid() else ""


def beginning(values: Mapping[str, Any], linker: Linker) -> str:
    """What a visit would begin with: "Priya Raman, Tomas Lind and 2 more, in person, data review"."""
    people = [linker.title(uid) for uid in values.get("attended") or ()]
    more = counted("{n} more", "{n} more", len(people) - 2) if len(people) > 2 else ""
    how = _(MODES.get(str(values.get("mode")), "")).lower() if values.get("mode") else ""
    handed = _("the headings of the materials") if values.get("materials") else ""
    return ", ".join(part for part in (*people[:2], more, how, str(values.get("purpose") or ""), handed) if part)


def conflicts(record: Record | None, linker: Linker) -> dict[str, tuple[str, str]]:
    """For each field that two people changed at once its title and its versions."""
    spec = kind_named("visit")
    told = {}
    for name, revisions in (record.conflicts if record else {}).items():
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
