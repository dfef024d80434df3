"""The parts of a handover: who takes over, what leaves, and the private notes that could go along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.services.sharing.colleagues import Colleague
from isp_desktop.services.sharing.handover import HandoverPlan, PrivateNote
from isp_desktop.ui.kit.chips import ChipSpec
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.notices import Notice, Remark
from isp_desktop.ui.kit.panels import PrivatePanel, SectionHead
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.site import handover_words as words

# So many rows are seen at once; more are scrolled to.
_PEOPLE, _PROMISES, _NOTES = 4, 5, 5


class _Rows(RowList):
    """As high as its rows, or as so many of them as it may show."""

    def __init__(self, theme: Theme, name: str, most: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, RowsModel(fetch_from([])), name, parent=parent)
        self._most = most
        self.rows().setParent(self)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Shows other rows; the place and the current one stay."""
        at, place = self.current_uid(), self.verticalScrollBar().value()
        self.rows().set_fetch(fetch_from(rows))
        self.setFixedHeight(sum(self.sizeHintForRow(number) for number in range(min(len(rows), self._most))) + 2)
        if at:
            self.select(at)
        self.verticalScrollBar().setValue(place)
        self.setVisible(bool(rows))


class _Picking(QWidget):
    """Rows to tick, by Space, Enter or a click.

    Signals:
        changed: others are ticked.
    """

    changed = Signal()

    def __init__(self, theme: Theme, name: str, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ticked: dict[str, None] = {}
        self.list = _Rows(theme, name, most)
        self.list.ticked.connect(self._tick)
        self.list.opened.connect(lambda uid: self._tick(uid, uid not in self._ticked))
        self.setFocusProxy(self.list)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def _tick(self, uid: str, on: bool) -> None:
        if on:
            self._ticked[uid] = None
        else:
            self._ticked.pop(uid, None)
        self._show()

    def _show(self) -> None:
        """Shows what is ticked."""
        raise NotImplementedError


class ToWhom(_Picking):
    """Who takes over, of the colleagues who are known."""

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Who takes over"), _PEOPLE, parent)
        self._today = today
        self._known: Sequence[Colleague] = ()
        told = _("Open Exchange and add the contact of whoever takes over. Then come back here.")
        self.nobody = Notice(theme, "info", _("No colleague is known here yet"), told)
        self.nobody.hide()
        self._column.addWidget(self.list)
        self._column.addWidget(self.nobody)
        self.list.hide()

    def show_colleagues(self, known: Sequence[Colleague]) -> None:
        """Shows who is known."""
        self._known = known
        self.nobody.setVisible(not known)
        self._show()

    def picked(self) -> list[Colleague]:
        """Who is ticked, in the order of the list."""
        return [one for one in self._known if one.card.signing_key in self._ticked]

    def _show(self) -> None:
        self.list.show_rows([self._row(one) for one in self._known])
        self.changed.emit()

    def _row(self, one: Colleague) -> Row:
        key = one.card.signing_key
        chip = ChipSpec(_("Not compared"), "warn", "triangle-alert")
        if one.is_verified:
            chip = ChipSpec(_("Verified"), "good", "shield")
        second = words.compared(one, self._today())
        return Row(key, one.name, avatar=one.name, second=second, chip=chip, checked=key in self._ticked)


class WhatLeaves(QWidget):
    """What leaves with the site, in words, and the commitments that are still open."""

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.told = Prose(theme, _("Counting…"), "body")
        self.promises = _Rows(theme, _("Open commitments"), _PROMISES)
        self.stays = Remark(theme, "", "lock", wraps=True)
        self.missing = Remark(theme, "", "triangle-alert", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.told, self.promises, self.stays, self.missing):
            column.addWidget(part)
        for part in (self.promises, self.stays, self.missing):
            part.hide()

    def show_plan(self, plan: HandoverPlan) -> None:
        """Shows what was counted."""
        self.told.setText(words.leaves(plan))
        self.promises.show_rows(words.promises(plan, self._today()))
        for part, said in ((self.stays, words.stays(plan.leaving)), (self.missing, words.missing(plan.leaving))):
            part.set_text(said)
            part.setVisible(bool(said))

    def show_nothing(self) -> None:
        """It could not be counted."""
        self.told.setText("")


class NotesToShare(_Picking):
    """The private notes about the site and its people, none of which leaves unless it is ticked.

    `warning` says what that means; it has its place where it is seen, wherever the notes are scrolled to.
    """

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Private notes that could go along"), _NOTES, parent)
        self._today = today
        self._notes: Sequence[PrivateNote] = ()
        told = _("None of these leaves unless you tick it.")
        panel = PrivatePanel(theme, _("Your private notes"), told)
        panel.column.setSpacing(6)
        panel.column.addWidget(self.list)
        self.warning = Notice(theme, "warn", "")
        self.warning.hide()
        self._column.addWidget(SectionHead(theme, _("Private notes")))
        self._column.addWidget(panel)
        self.hide()

    def show_notes(self, notes: Sequence[PrivateNote]) -> None:
        """Shows the notes that there are; with none it stays out of sight."""
        self._notes = notes
        self.setVisible(bool(notes))
        self._show()

    def picked(self) -> list[str]:
        """The uids of the notes that go along."""
        return [note.uid for note in self._notes if note.uid in self._ticked]

    def _show(self) -> None:
        today = self._today()
        self.list.show_rows([words.note_row(note, note.uid in self._ticked, today) for note in self._notes])
        count = len(self.picked())
        title = counted("{n} private note is shared for good", "{n} private notes are shared for good", count)
        told = _(
            "Whoever takes over can read it all and pass it on. Once the bundle is written, that cannot be taken back."
        )
        self.warning.set_text(title, told)
        self.warning.setVisible(bool(count))
        self.changed.emit()
