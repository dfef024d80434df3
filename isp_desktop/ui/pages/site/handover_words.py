"""How a handover is said."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QLocale

from isp_desktop.db.models import kinds
from isp_desktop.domain.bundle import SUFFIX
from isp_desktop.domain.language import _, counted, number
from isp_desktop.services.sharing.colleagues import Colleague
from isp_desktop.services.sharing.handover import HandedOver, HandoverPlan, PrivateNote, Promise
from isp_desktop.services.sharing.planned import Plan
from isp_desktop.ui.kit.chips import ChipSpec
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.nouns import listed, noun
from isp_desktop.ui.kit.rows import Row


def compared(one: Colleague, today: dt.date) -> str:
    """Whether the fingerprint of a colleague was compared, and when."""
    if one.verified_ms is None:
        return _("Call them and compare the fingerprint")
    day = dt.datetime.fromtimestamp(one.verified_ms / 1000).astimezone().date().isoformat()
    return _("Fingerprint compared: {day}").format(day=short_date(day, today))


def leaves(plan: HandoverPlan) -> str:
    """ "1 site, 14 visits and 5 people, with pages to read without the program." and what waits of commitments."""
    parts = list(_counts(plan.leaving))
    told = _("{records}, and pages that can be read without the program.").format(records=listed(parts))
    waiting = len(plan.mine) + len(plan.theirs)
    if not waiting:
        return " ".join((told, _("No commitment is open.")))
    open_ = counted("{n} commitment is open:", "{n} commitments are open:", waiting)
    return " ".join((told, open_))


def _counts(plan: Plan) -> Iterator[str]:
    known = kinds()
    for kind, spec in known.items():
        if count := plan.by_kind.get(kind, 0):
            yield f"{number(count)} {noun(spec.label if count == 1 else spec.plural)}"
    if newer := sum(count for kind, count in plan.by_kind.items() if kind not in known):
        yield counted("{n} record of a newer version", "{n} records of a newer version", newer)


def promises(plan: HandoverPlan, today: dt.date) -> list[Row]:
    """The open commitments as rows: one's own, then those of others."""
    return [
        *(_promise(one, _("Yours"), today) for one in plan.mine),
        *(_promise(one, _("Those of others"), today) for one in plan.theirs),
    ]


def _promise(one: Promise, section: str, today: dt.date) -> Row:
    due = _("by {day}").format(day=short_date(one.due, today)) if one.due else ""
    return Row(one.uid, one.what, icon="handshake", second=one.owner, date=due, section=section)


def stays(plan: Plan) -> str:
    """Which private parts of what leaves stay; "" for none."""
    if not plan.private_parts:
        return ""
    return counted(
        "{n} record leaves without its private notes.",
        "{n} records leave without their private notes.",
        plan.private_parts,
    )


def missing(plan: Plan) -> str:
    """How many files cannot go along; "" for none."""
    if not plan.missing:
        return ""
    return counted(
        "{n} photo or file of these is not on this computer and cannot go along.",
        "{n} photos and files of these are not on this computer and cannot go along.",
        plan.missing,
    )


def note_row(note: PrivateNote, chosen: bool, today: dt.date) -> Row:
    """A private note; one that is chosen says that it will be shared."""
    chip = ChipSpec(_("Will be shared"), "warn", "triangle-alert") if chosen else None
    about = _("About {names}").format(names=listed(note.about)) if note.about else ""
    day = short_date(note.day, today) if note.day else ""
    title = note.heading or _("Without a name")
    return Row(note.uid, title, second=about, date=day, chip=chip, checked=chosen, private=True)


def done(handed: HandedOver, to: Sequence[Colleague]) -> str:
    """For whom it is, and what became of the notes that were chosen."""
    told = _("Give it to {names}, or send it as it is: nobody else can open it.")
    told = told.format(names=listed([one.name for one in to]))
    if not handed.notes:
        return told
    notes = counted(
        "{n} note that was private is shared from now on.",
        "{n} notes that were private are shared from now on.",
        len(handed.notes),
    )
    return f"{told} {notes}"


def size(handed: HandedOver) -> str:
    """Name and size of the bundle: "alder-road-2026-10-14.ispx, 84 kB"."""
    form, count = QLocale.DataSizeFormat.DataSizeSIFormat, handed.shared.bytes
    told = QLocale().formattedDataSize(count, 0 if count < 1_000_000 else 1, form)
    return _("{file}, {size}").format(file=handed.shared.path.name, size=told)


def file_name(site: str, today: dt.date) -> str:
    """A name for the bundle: the site and the day."""
    plain = re.sub(r"[^\w-]+", "-", site.casefold()).strip("-_")[:40] or "bundle"
    return f"{plain}-{today.isoformat()}{SUFFIX}"
