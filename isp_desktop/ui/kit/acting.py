"""What a row to act on in place says; see `acting_list`."""

from __future__ import annotations

from isp_desktop.ui.kit.contact_bar import Gap
from isp_desktop.ui.kit.rows import Row

INSET = 16
"""Rows begin this far inside their list, in px at 100 %; the list stands out by as much, so that words line up."""


class ActingRow(Row, frozen=True):
    """A row with a menu at its right end.

    Attributes:
        lead: a day and a time that stand before the title.
        date_icon: stands before the date, so that colour is not the only sign of it.
        gap: a contact bar in place of the date.
    """

    lead: tuple[str, str] | None = None
    date_icon: str = ""
    gap: Gap | None = None

    def spoken(self) -> str:
        lead = (part for part in self.lead or () if part)
        gap = (self.gap.words,) if self.gap else ()
        action = (self.action,) if self.action else ()
        return ", ".join((*lead, super().spoken(), *gap, *action))
