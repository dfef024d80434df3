"""The values that reading an instrument's file gives."""

from __future__ import annotations

from dataclasses import dataclass

from isp_desktop.domain.instrument import Instrument


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Something of the form that was left out.

    Attributes:
        sheet: its name in lower case: "survey", "choices", "settings"…
        row: as the spreadsheet counts, the heads in row 1; 0 where it is no single row.
        reason: one plain sentence.
    """

    sheet: str
    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The instrument that a form gave, and all that was left out of it, by sheet and row."""

    instrument: Instrument
    not_taken: tuple[NotTaken, ...]
