"""The words of the page of a charter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from isp_desktop.domain.charter import SIGNINGS
from isp_desktop.domain.language import _, counted, marked, number
from isp_desktop.domain.vocabulary import CHARTER_STATES
from isp_desktop.services.charters.seen import Seen, SeenSection, Signer, Version
from isp_desktop.ui.kit.chips import ChipKind, ChipSpec
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.nouns import listed

_STATE_CHIPS: Mapping[str, tuple[ChipKind, str]] = {
    "draft": ("draft", "pencil"),
    "proposed": ("info", "send"),
    "agreed": ("good", "badge-check"),
    "under_review": ("warn", "eye"),
    "superseded": ("outline", "history"),
}
_IN_STATE: Mapping[str, str] = {
    "draft": marked("Draft of version {n}"),
    "proposed": marked("Version {n}, waiting for sign-off"),
    "agreed": marked("Version {n}, agreed {day}"),
    "under_review": marked("Version {n}, under review"),
    "superseded": marked("Version {n}, superseded"),
}
ASKED: Mapping[str, tuple[str, str]] = {
    "propose": (marked("Ask for sign-off all the same?"), marked("Ask for sign-off")),
    "agree": (marked("Mark it as agreed all the same?"), marked("Mark as agreed")),
}
"""What is asked where something is missing, and what the button says that does it."""
Tone = Literal["", "warn", "bad", "good"]

_TONES: Mapping[str, Tone] = {
    "signed": "good",
    "on_paper": "good",
    "before": "warn",
    "unknown": "warn",
    "objects": "bad",
}


def state_chip(seen: Seen, today: dt.date) -> ChipSpec:
    """How the version stands, for the head."""
    kind, icon = _STATE_CHIPS[seen.state]
    if not seen.team[0]:
        return ChipSpec(_("Template"), "plain", "copy")
    day = short_date(seen.agreed_on, today) if seen.agreed_on else ""
    words = _(_IN_STATE[seen.state]).format(n=number(seen.number), day=day).strip()
    return ChipSpec(words, kind, icon)


def missing(seen: Seen, what: str) -> str:
    """What is still missing for what is asked, a key of `ASKED`, in one sentence; "" for nothing."""
    if what not in ASKED:
        return ""
    labels = [_(one.section.label) for one in seen.sections if not one.told]
    empty = listed(labels) if labels else ""
    unsigned = what == "agree" and not seen.signed
    if empty and unsigned:
        told = _("Nothing is written under {sections}, and nobody has signed it as it reads now.")
        return told.format(sections=empty)
    if empty:
        return _("Nothing is written under {sections}.").format(sections=empty)
    return _("Nobody has signed it as it reads now.") if unsigned else ""


def changes(seen: Seen) -> str:
    """ "2 sections changed since version 2", or "" where nothing is compared."""
    base = seen.base
    if base is None:
        return ""
    if base.number == seen.number:
        if not seen.changes:
            return ""
        return counted(
            "{n} section changed since it was agreed", "{n} sections changed since it was agreed", seen.changes
        )
    told = counted("{n} section changed", "{n} sections changed", seen.changes)
    return _("{changes} since version {n}").format(changes=told, n=number(base.number))


def section_state(section: SeenSection, seen: Seen) -> str:
    """What a section's sign in the list says."""
    return dict(legend(seen)).get(section.state, "") if not section.conflicts else _("Waits to be settled")


def legend(seen: Seen | None) -> tuple[tuple[str, str], ...]:
    """The states of sections, with what each means in this version."""
    base = seen.base if seen is not None else None
    if seen is None or base is None:
        return ("changed", _("Written")), ("empty", _("Not written yet"))
    if base.number == seen.number:
        agreed, changed = _("As it was agreed"), _("Changed since then")
    else:
        agreed = _("As in version {n}").format(n=number(base.number))
        changed = _("Changed in this version")
    return ("agreed", agreed), ("changed", changed), ("empty", _("Not written yet"))


def compare_words(seen: Seen) -> str:
    """What the button that shows or hides the changes says; "" where there is nothing to compare with."""
    base = seen.base
    if seen.against is not None and (seen.is_marked or seen.against != base):
        return _("Hide changes")
    if base is None or not seen.changes:
        return ""
    if base.number == seen.number:
        return _("Compare with what was agreed")
    return _("Compare with version {n}").format(n=number(base.number))


def against(seen: Seen) -> str:
    """What the marks in the text are told against."""
    if seen.against is None or (seen.against == seen.base and not seen.is_marked):
        return ""
    if not seen.is_marked:
        return _("Nothing is other than in version {n}").format(n=number(seen.against.number))
    if seen.base is not None and seen.against.uid == seen.base.uid and seen.base.number == seen.number:
        return _("Marked: what was changed since it was agreed")
    return _("Marked: what is other than in version {n}").format(n=number(seen.against.number))


def version_state(version: Version) -> str:
    """The second line of a version: how many signed, or who writes it."""
    if version.state == "draft":
        return _("{state}, {names}").format(state=_(CHARTER_STATES["draft"]), names=listed(version.authors))
    return _("Signed by {signed} of {all}").format(signed=number(version.signed), all=number(version.members))


def signing(signer: Signer) -> tuple[str, Tone]:
    """How it stands with a member's sign-off, and its tone."""
    return _(SIGNINGS[signer.signing]), _TONES.get(signer.signing, "")


def review(day: dt.date, today: dt.date) -> tuple[str, str]:
    """When the charter is reviewed, in words, and its tone."""
    days = (day - today).days
    if days < 0:
        return counted("Review {n} day late", "Review {n} days late", -days), "bad"
    if days == 0:
        return _("Review today"), "warn"
    return counted("Review in {n} day", "Review in {n} days", days), "warn" if days <= 30 else "accent"
