"""Merging a person with another one: who it may be, and both side by side before anything is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.services.joining import Outcome
from isp_desktop.services.merge_preview import Compared, Preview, Twin
from isp_desktop.ui.kit.chips import Chip
from isp_desktop.ui.kit.dialogs import Dialog, Scrolled
from isp_desktop.ui.kit.entries import LinkEditor
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.panels import SectionHead
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.links import Way

_WIDTH = 600


class TwinDialog(Dialog):
    """Asks with whom; likely ones are offered, anyone can be found.

    Signals:
        chosen: the uid of the other person.
    """

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        twins: Sequence[Twin],
        others: Way,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Merge {name} with…").format(name=name)
        super().__init__(theme, title, _("Choose the other record of the same person. Next you see both."), parent)
        if twins:
            rows = [
                Row(one.uid, one.name, avatar=one.name, second=", ".join(filter(None, (one.about, one.why))))
                for one in twins
            ]
            self.column.addWidget(SectionHead(theme, _("Probably the same person")))
            self.list = RowList(theme, RowsModel(fetch_from(rows), parent=self), _("Probably the same person"))
            self.list.setFixedHeight(min(self.list.content_height() + 2, theme.px(220)))
            self.list.opened.connect(self._choose)
            self.column.addWidget(self.list)
        self.other = LinkEditor(theme, _("Another person"), *others)
        self.column.addWidget(SectionHead(theme, _("Another person")))
        self.column.addWidget(self.other)
        self.add_button(_("Cancel"), closes=False)
        go_on = self.add_button(_("Go on"), "primary")
        go_on.clicked.connect(lambda: self._choose(str(self.other.value() or "")))

    def _choose(self, uid: str) -> None:
        if not uid:
            self.other.set_error(_("Choose the other person first"))
            return
        self.accept()
        self.chosen.emit(uid)


class PreviewDialog(Dialog):
    """Both side by side, what will be kept, and how many records will point elsewhere.

    Signals:
        swapped: the other one is to be kept.
    """

    swapped = Signal()

    def __init__(self, theme: Theme, seen: Preview, parent: QWidget | None = None) -> None:
        title = _("Keep {name}").format(name=seen.kept_name)
        super().__init__(theme, title, _moved_words(seen), parent)
        self.setMinimumWidth(theme.px(_WIDTH))
        self.column.addWidget(Scrolled(self._table(seen), _("Both records side by side")))
        swap = self.add_button(_("Keep the other one"), "quiet")
        swap.clicked.connect(self._swap)
        self.add_button(_("Cancel"), closes=False)
        self.add_button(_("Merge"), "primary", closes=True)

    def _swap(self) -> None:
        self.reject()
        self.swapped.emit()

    def _table(self, seen: Preview) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for column, words in enumerate(("", _("Kept record"), _("Other record"), _("What happens"))):
            grid.addWidget(Prose(self._theme, words, "section"), 0, column)
        for at, row in enumerate(seen.rows, start=1):
            self._add_row(grid, at, row)
        grid.setColumnMinimumWidth(0, self._theme.px(96))
        for column, share in enumerate((0, 4, 4, 3)):
            grid.setColumnStretch(column, share)
        return table

    def _add_row(self, grid: QGridLayout, at: int, row: Compared) -> None:
        top = grid.alignment().AlignTop
        label = Prose(self._theme, row.label, "body", "private" if row.private else "text2")
        grid.addWidget(label, at, 0, top)
        grid.addWidget(Prose(self._theme, row.kept or "-"), at, 1, top)
        grid.addWidget(Prose(self._theme, row.gone or "-"), at, 2, top)
        if row.private:
            grid.addWidget(Chip(self._theme, _("Stays private"), "private"), at, 3, top)
        else:
            grid.addWidget(Prose(self._theme, outcome_words(row.outcome), "meta"), at, 3, top)


def outcome_words(outcome: Outcome) -> str:
    """What becomes of a field, in words."""
    return {
        "same": _("The same"),
        "kept": _("Stays"),
        "filled": _("Taken over"),
        "united": _("Both are kept"),
        "added": _("Added to the text about her or him"),
        "left": _("Stays in the history only"),
        "private": _("Into the private notes"),
    }[outcome]


def _moved_words(seen: Preview) -> str:
    if not seen.moved:
        told = _("Nothing points to the other record.")
    else:
        told = counted("{n} record will point here", "{n} records will point here", seen.moved)
        told += f": {', '.join(seen.pointing)}."
    rest = _("The record of {name} is then deleted. It can be taken apart again at any time.")
    return f"{told} {rest.format(name=seen.gone_name)}"
