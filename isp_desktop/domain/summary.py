"""What a visit's summary says, as plain data, before anyone decides how it looks.

Labels are already words ("In person", "Kept late"), never keys. Texts called Markdown are the user's own notes.
Nothing private belongs in here: a summary is made to be handed on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from isp_desktop.domain.language import _


@dataclass(frozen=True, slots=True)
class Attendee:
    """Someone who was there."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """One of the practice's key activities that the visit served, e.g. "C5", "Coach daily work", "Capacity"."""

    code: str
    label: str
    competency: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the notes under its own heading: planned agenda, discussion, challenges, next steps …"""

    heading: str
    markdown: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment made or settled at the visit; `status` is its label: "Open", "Kept", "Kept late", "Dropped"."""

    what: str
    who: str
    due: date | None
    status: str


@dataclass(frozen=True, slots=True)
class ChangeSeen:
    """A change noticed at the visit; `place` is its label, `meaning` and `response` are Markdown."""

    what: str
    place: str
    meaning: str = ""
    response: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """Something done at the visit to build capacity; `way` is its label: "Coaching", `seen` and `next` are Markdown.

    `step` is the step of the plan that it was done for, or "".
    """

    what: str
    way: str = ""
    minutes: int = 0
    people: tuple[str, ...] = ()
    step: str = ""
    seen: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class ElementSeen:
    """How a core element was delivered, as seen at the visit; `mark` and `sources` are labels, `evidence` Markdown."""

    name: str
    mark: str
    sources: tuple[str, ...] = ()
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class DoneOtherwise:
    """An adaptation seen at the visit; `judged` are labels, such as "Planned", `elements` names, `why` is Markdown."""

    what: str
    judged: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo that belongs in the summary: a JPEG or PNG; `content` is empty where the file is not here."""

    name: str
    caption: str
    content: bytes
    media: str = "image/jpeg"

    @property
    def words(self) -> str:
        """What it shows, for those who cannot see it."""
        return " ".join((self.caption or self.name).split()) or _("Photo")


@dataclass(frozen=True, slots=True)
class VisitSummary:
    """All that a visit's summary says.

    Attributes:
        site: the site's name, or "" where the visit had none.
        planned: it is still to come, and `attended` are those who are expected.
        starts, ends: local times of the day; either may be unknown.
        mode: the label, e.g. "In person".
        led_by, initiatives: names.
        author: who wrote the notes.
        conflict_note: a sentence saying that colleagues' versions differ and which one is shown, or "".
    """

    site: str
    date: date
    starts: time | None = None
    ends: time | None = None
    mode: str = ""
    purpose: str = ""
    led_by: tuple[str, ...] = ()
    attended: tuple[Attendee, ...] = ()
    activities: tuple[Activity, ...] = ()
    sections: tuple[Section, ...] = ()
    promises: tuple[Promise, ...] = ()
    changes: tuple[ChangeSeen, ...] = ()
    built: tuple[Built, ...] = ()
    elements: tuple[ElementSeen, ...] = ()
    adaptations: tuple[DoneOtherwise, ...] = ()
    author: str = ""
    initiatives: tuple[str, ...] = ()
    conflict_note: str = ""
    pictures: tuple[Picture, ...] = ()
    planned: bool = False

    @property
    def title(self) -> str:
        """The summary's title: "Visit to Alder Road Primary", or "Visit" where no site is known."""
        site = " ".join(self.site.split())
        return _("Visit to {site}").format(site=site) if site else _("Visit")
