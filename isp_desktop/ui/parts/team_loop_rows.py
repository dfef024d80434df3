"""The communication protocols of teams as rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from isp_desktop.domain.language import _, counted
from isp_desktop.services.team_loops import STEPS, Told
from isp_desktop.ui.kit.loop_rows import LoopLine, LoopRows


class TeamLoopRows(LoopRows):
    """Its head says how many are open."""

    def show_told(self, found: Sequence[Told], second: Callable[[Told], str], at_first: int) -> None:
        """Shows protocols, one at least; `second` gives what their second line says, `at_first` is as for the rows."""
        late = sum(told.loop.is_open for told in found)
        remark = counted("{n} open", "{n} open", late) if late else ""
        self.show_loops([_line(told, second(told)) for told in found], remark, at_first)


def _line(told: Told, second: str) -> LoopLine:
    steps = [(step, _(STEPS[step][0])) for step in told.steps]
    return LoopLine(told.uid, told.what, second, told.loop, steps, told.latest, told.private)
