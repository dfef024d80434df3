"""What stands at the left of an item: all items with how far they are, and under them how many vote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.services.capacity.asking import Question
from isp_desktop.services.capacity.sitting import Sitting
from isp_desktop.ui.kit.breaking import BreakingDelegate
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.assessment.voting import VotingPanel

_NARROWEST, _WIDEST, _SHARE = 260, 400, 0.31
_MOST, _MANY, _IN_A_TURN = 20_000, 40, 125
_AS_NEEDED = Qt.ScrollBarPolicy.ScrollBarAsNeeded


class _Delegate(BreakingDelegate):
    """What an item asks is there as a whole."""

    most_lines = 5


class _Items(RowList):
    """Its rows are as high as their words are long where there is so much width."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Qt lays a column of rows out anew where its height changes, and not beside a bar that came.
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


class ItemsRail(QWidget):
    """Attributes:
    list: the items.
    voting: how many vote at this laptop, and how.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        # All at once: whichever is answered is to be seen.
        self.list = _Items(theme, RowsModel(lambda _after, _limit: (), page=_MOST), _("Items"), delegate=_Delegate)
        self.list.setObjectName("items")
        self.voting = VotingPanel(theme)
        self._column = column = QVBoxLayout(self)
        pad(column, 16, 14, 0, 14)
        column.setSpacing(10)
        column.addWidget(self.list, 1)
        column.addWidget(self.voting)

    def measuring(self, sitting: Sitting, width: int) -> Iterator[Callable[[], None]]:
        """What is done in a turn each before all items are first shown in their share of `width`."""
        yield partial(self._begin, sitting, width)
        for at in range(0, len(sitting.items), _IN_A_TURN):
            yield partial(self._measure, sitting, sitting.items[at : at + _IN_A_TURN])

    def _begin(self, sitting: Sitting, width: int) -> None:
        # Where it is sure to scroll, all rows are not measured once more beside the bar.
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if len(sitting.items) > _MANY else _AS_NEEDED
        self.list.setVerticalScrollBarPolicy(policy)
        self.fit(width)
        # Before it is laid out where it stands, the list is as wide as it is going to be.
        self._column.setGeometry(QRect(0, 0, self.maximumWidth(), self.height()))

    def _measure(self, sitting: Sitting, items: Sequence[Question]) -> None:
        self.list.measure(_row(one, sitting) for one in items)

    def show_items(self, sitting: Sitting, current: str) -> None:
        """Shows all items; `current` is the path of the one that is answered, or ""."""
        self.list.rows().set_fetch(fetch_from([_row(one, sitting) for one in sitting.items]))
        if current:
            self.list.select(current)

    def show_anew(self, sitting: Sitting, items: Sequence[Question]) -> None:
        """Shows `items` as they are now, in their places."""
        for one in items:
            self.list.show_anew(_row(one, sitting))

    def fit(self, width: int) -> None:
        """Takes its share of so much width."""
        px = self._theme.px
        self.setFixedWidth(min(px(_WIDEST), max(px(_NARROWEST), round(width * _SHARE))))


def _row(one: Question, sitting: Sitting) -> Row:
    value, own = sitting.answer(one.path), sitting.asked(one.path)
    voted = len(sitting.votes(one.path).voted)
    if value:
        second = one.problem or one.word(value)
    elif voted:
        second = _("{n} voted").format(n=voted)
    else:
        second = _("Needed") if one.required else ""
    icon = "circle-alert" if one.problem and value else "circle-check" if value else "circle-dashed"
    in_conflict = own is not None and own.in_conflict
    return Row(one.path, one.label, icon=icon, second=second, section=one.section, conflict=in_conflict)
