"""Rows of a part of a page."""

from __future__ import annotations

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.acting_list import ActingList
from isp_desktop.ui.kit.acting_rows import ActingRows
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.theme import Theme


class Rows(ActingRows):
    """Rows of a part, which learns when another one is the current one."""

    def __init__(self, theme: Theme, part: Part, name: str, title: str, rows: ActingList | None = None) -> None:
        super().__init__(theme, name, title, part, rows)
        self.say(_("Looking…"))
        self.list.picked.connect(lambda _uid: part.row_reached.emit(self.list))
