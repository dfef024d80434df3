"""What a charter says in words, as plain data, before anyone decides how it looks on screen or in print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from msgspec import Struct

from isp_desktop.domain.language import _

Form = Literal["prose", "line", "agenda"]


class Passage(Struct, frozen=True):
    """One thing that a section says.

    Attributes:
        name: the field that it comes from, or the first of several.
        label: what stands before it, "" where the section's heading is enough.
        form: "prose" is Markdown, "line" a few words, "agenda" an item a line.
        missing: what is said where `words` are empty; "" where then nothing is.
    """

    name: str
    label: str
    words: str
    form: Form = "prose"
    missing: str = ""


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A section that is written; `members` are name and role of each who sits in the team, where it tells of them."""

    label: str
    passages: tuple[Passage, ...]
    members: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedCharter:
    """All that a printed charter says; nothing private belongs in here.

    Attributes:
        team: the team's name, or a template's own.
        version: counted from 1; 0 for a template, which has none.
        sites: names.
        state: the state in words, with its day: "Agreed on 12 March 2026".
        day: the day of the state, or of printing.
        signatures: name, answer and day of each member; both "" for a place to sign.
        conflict_note: a sentence saying what is not settled yet, or "".
    """

    team: str
    version: int
    sites: tuple[str, ...]
    state: str
    day: date
    author: str
    sections: tuple[PrintedSection, ...]
    signatures: tuple[tuple[str, str, str], ...] = ()
    conflict_note: str = ""

    @property
    def title(self) -> str:
        """ "Charter: Implementation team", or "Template: Our way"."""
        if not self.version:
            return _("Template: {name}").format(name=" ".join(self.team.split()))
        return charter_title(self.team)


def charter_title(team: str) -> str:
    """What the charter of a team is called; "Charter" where the team has no name."""
    name = " ".join(team.split())
    return _("Charter: {team}").format(team=name) if name else _("Charter")
