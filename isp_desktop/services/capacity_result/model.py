"""A result as its page and its files have it."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from isp_desktop.domain.capacity_result import Cell, Compares, Item, Section, Unit


class RunLine(Struct, frozen=True):
    """An assessment of the same subject.

    Attributes:
        instrument: the name of what it was assessed by, with its version.
        compares: with the one that is shown.
        mapped: of how many items both have, where these alone are compared.
    """

    uid: str
    day: dt.date
    instrument: str
    compares: Compares = "apart"
    mapped: int = 0


class Course(Struct, frozen=True):
    """A capacity type up to the run that is looked at: the mean of its levels.

    Attributes:
        values: of each run in `unit`; None where there is none, or none that can be told in it.
        needed: the mean of what is needed at the levels that the last value is of; None where that is not said of each.
    """

    capacity_type: str
    unit: Unit
    values: tuple[float | None, ...]
    needed: float | None = None

    @property
    def last(self) -> float | None:
        """The value of the run that is looked at."""
        return self.values[-1] if self.values else None

    @property
    def is_told(self) -> bool:
        """Whether any run has a value."""
        return any(value is not None for value in self.values)

    @property
    def is_short(self) -> bool:
        """Whether that value is less than needed, by the values that are shown."""
        return self.last is not None and self.needed is not None and round(self.last, 1) < round(self.needed, 1)


class StepChip(Struct, frozen=True):
    """A step of the plan for a need: its record, what is done, until when ("" for no day), and whether that is over."""

    uid: str
    what: str
    due: str = ""
    is_over: bool = False


class NeedLine(Struct, frozen=True):
    """A need: a record, or a cell that is short and of which no record tells (`uid` and `what` are "" then).

    Attributes:
        met_by: the uid of a later assessment that shows that an open one is met, and its day; "" for none.
    """

    uid: str
    what: str
    capacity_type: str
    level: str
    is_open: bool = True
    steps: tuple[StepChip, ...] = ()
    met_by: str = ""
    met_on: str = ""


class Result(Struct, frozen=True):
    """A result.

    Attributes:
        subject, subject_kind, subject_name: whose capacity it is.
        site: the uid of the site it belongs to, or "".
        present: by name, who was there when it was rated.
        instrument: its uid; `instrument_name` has the version, too.
        private: it is on this computer alone, and no file is made of it.
        asked_otherwise: the instrument's questions are others by now than those that were asked.
        runs: of the subject, earliest first: those that are done, and this one; `since` is the run compared with.
        over: over how many items the courses are told, where the runs have not all of them in common; else 0.
    """

    uid: str
    subject: str
    subject_kind: str
    subject_name: str
    day: dt.date
    instrument: str
    instrument_name: str
    site: str = ""
    life: str = "present"
    in_conflict: bool = False
    private: bool = False
    state: str = ""
    present: tuple[str, ...] = ()
    purpose: str = ""
    talked: str = ""
    follow_up_on: str = ""
    asked_otherwise: bool = False
    runs: tuple[RunLine, ...] = ()
    since: RunLine | None = None
    over: int = 0
    cells: tuple[Cell, ...] = ()
    sections: tuple[Section, ...] = ()
    items: tuple[Item, ...] = ()
    courses: tuple[Course, ...] = ()
    needs: tuple[NeedLine, ...] = ()

    @property
    def number(self) -> int:
        """Which of the runs it is, from 1 on."""
        return next((at for at, run in enumerate(self.runs, 1) if run.uid == self.uid), 1)

    @property
    def so_far(self) -> tuple[RunLine, ...]:
        """The runs up to this one, which the courses tell."""
        return self.runs[: self.number]

    @property
    def is_answered(self) -> bool:
        """Whether anything was answered."""
        return any(item.state == "answered" for item in self.items)
