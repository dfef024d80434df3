"""What stands at the left of an item: all items with how far they are, and under them how many vote."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.services.capacity.asking import Question
from isp_desktop.services.capacity.reading import Assessment
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.assessment.voting import VotingPanel

_WIDE = 300


class ItemsRail(QWidget):
    """Attributes:
    list: the items.
    voting: how many vote at this laptop, and how.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(theme.px(_WIDE))
        self.list = RowList(theme, RowsModel(lambda _after, _limit: ()), _("Items"))
        self.list.setObjectName("items")
        self.voting = VotingPanel(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 0, 14)
        column.setSpacing(10)
        column.addWidget(self.list, 1)
        column.addWidget(self.voting)

    def show_items(self, items: Sequence[Question], found: Assessment, current: str) -> None:
        """Shows `items` with what `found` has of them; `current` is the path of the one that is answered, or ""."""
        self.list.rows().set_fetch(fetch_from([_row(one, found) for one in items]))
        if current:
            self.list.select(current)


def _row(one: Question, found: Assessment) -> Row:
    value, own = found.answers.get(one.path, ""), found.asked(one.path)
    voted = len(own.votes.voted) if own is not None else 0
    if value:
        second = one.problem or one.word(value)
    elif voted:
        second = _("{n} voted").format(n=voted)
    else:
        second = _("Needed") if one.required else ""
    icon = "circle-alert" if one.problem and value else "circle-check" if value else "circle-dashed"
    in_conflict = own is not None and own.in_conflict
    return Row(one.path, one.label, icon=icon, second=second, section=one.section, conflict=in_conflict)
