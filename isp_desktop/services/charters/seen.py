"""What the page of a charter shows, as plain values."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from isp_desktop.domain.charter import SIGNED, Section
from isp_desktop.domain.charter_drift import Fact
from isp_desktop.domain.charter_text import Passage
from isp_desktop.domain.word_diff import Piece


class Told(Struct, frozen=True):
    """A passage, and what of it is other than in the version that is compared with: none where nothing is."""

    passage: Passage
    pieces: tuple[Piece, ...] = ()


class SeenSection(Struct, frozen=True):
    """A section as the page shows it.

    Attributes:
        state: as `domain.charter.section_states` has it.
        conflicts: its fields that wait to be settled.
    """

    section: Section
    state: str
    told: tuple[Told, ...]
    conflicts: tuple[str, ...]


class Version(Struct, frozen=True):
    """A version of the charter; `signed` of `members` put their name to it."""

    uid: str
    number: int
    state: str
    agreed_on: str
    changed_ms: int
    authors: tuple[str, ...]
    signed: int
    members: int


class Signer(Struct, frozen=True):
    """A member of the team, and their last answer to this version.

    Attributes:
        signing: a key of `domain.charter.SIGNINGS`.
        uid: the sign-off's, "" without an answer.
    """

    person: str
    name: str
    role: str
    signing: str
    uid: str = ""
    date: str = ""
    remark: str = ""


class Seen(Struct, frozen=True):
    """What the page shows.

    Attributes:
        team: uid and name; sites: uid and name of each; ("", "") and none for a template, whose own `name` counts.
        base: the version whose agreed text the sections' states are told against; None for a first one. Of a charter
            that holds this is the charter itself, as it was agreed.
        against: the version that is compared with, None where nothing is.
        lacks_first_day: it says how often the team meets, and not from which day on.
        following: the uid of the version begun after this one, or "".
        text: the digest of what is shown.
        templates: uid and name of what a charter without a word can begin with.
    """

    team: tuple[str, str]
    sites: tuple[tuple[str, str], ...]
    name: str
    number: int
    state: str
    agreed_on: str
    sections: tuple[SeenSection, ...]
    base: Version | None
    against: Version | None
    following: str
    versions: tuple[Version, ...]
    signers: tuple[Signer, ...]
    text: str
    drift: tuple[Fact, ...]
    review_on: dt.date | None
    meetings: tuple[dt.date, ...]
    lacks_first_day: bool
    templates: tuple[tuple[str, str], ...]

    @property
    def changes(self) -> int:
        """How many sections are other than they were agreed."""
        return sum(one.state == "changed" for one in self.sections)

    @property
    def is_marked(self) -> bool:
        """Whether anything is other than in the version that is compared with."""
        return any(told.pieces for one in self.sections for told in one.told)

    @property
    def written(self) -> int:
        """How many sections say something."""
        return sum(bool(one.told) for one in self.sections)

    @property
    def signed(self) -> int:
        """How many members put their name to the text as it reads now."""
        return sum(one.signing in SIGNED for one in self.signers)
