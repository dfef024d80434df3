"""The third step: what leaves and what stays, who can open it, where it goes, and a line for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.services.sharing.colleagues import Colleague
from isp_desktop.services.sharing.planned import Leaving, Plan
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.chips import EntryChip
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.notices import Notice, Remark
from isp_desktop.ui.kit.panels import SectionHead
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.exchange.folding import Folds
from isp_desktop.ui.pages.exchange.leaving import PrivateStays, folds
from isp_desktop.ui.pages.exchange.place import WhereTo
from isp_desktop.ui.pages.exchange.words import size_words, trust_words


class Check(QWidget):
    """Shows a plan before anything is made.

    Signals:
        choose_asked: other records are to be chosen.
        taken_out: the signing key of a recipient who is not to get it.
    """

    choose_asked = Signal()
    taken_out = Signal(str)

    def __init__(self, theme: Theme, jobs: Jobs, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._today = theme, today
        self._recipients: Sequence[Colleague] = ()
        self.count = Label(theme, "", "meta")
        self.leaves = Folds(theme)
        self.stays = PrivateStays(theme)
        self.where = WhereTo(theme, jobs)
        self.remark = LineEditor(theme, _("A line for them"), _("Optional"))
        self.problem = Notice(theme, "warn", "")
        self.missing = Remark(theme, "", "triangle-alert", wraps=True)
        self.trust = Remark(theme, "", "shield", wraps=True)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=6, line_gap=6)
        policy = self._chips.sizePolicy()
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        self._lay_out()

    def wait(self) -> None:
        """The plan is being read."""
        self.count.setText(_("Counting…"))
        self.leaves.show_folds(())
        for hidden in (self.stays, self.problem, self.missing):
            hidden.hide()

    def show_plan(self, plan: Plan, by_kind: Mapping[str, Sequence[Leaving]], lacking: str = "") -> None:
        """Shows what leaves; `lacking` names the one who gets only what they lack."""
        records = counted("{n} record", "{n} records", len(plan.records))
        self.count.setText(_("{records}, {size}").format(records=records, size=size_words(plan.bytes)))
        self.leaves.show_folds(folds(by_kind))
        self.stays.show_plan(plan)
        self.stays.show()
        if plan.missing:
            told = counted(
                "{n} photo or file of these is not on this computer and cannot go along.",
                "{n} photos and files of these are not on this computer and cannot go along.",
                plan.missing,
            )
            self.missing.set_text(told)
        self.missing.setVisible(bool(plan.missing))
        if lacking:
            nothing = _("{name} has all of this already").format(name=lacking), _("There is nothing to send.")
        else:
            nothing = _("Nothing leaves with this choice"), _("Choose other records, or share it all.")
        self.problem.set_text(*nothing)
        self.problem.setVisible(not plan.records)

    def say(self, sentence: str) -> None:
        """The plan could not be read."""
        self.count.setText("")
        self.problem.set_text(sentence)
        self.problem.show()

    def show_recipients(self, colleagues: Sequence[Colleague]) -> None:
        """Shows who can open it; nobody by name where a passphrase does."""
        self._recipients = colleagues
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for one in colleagues:
            chip = EntryChip(self._theme, one.name, person=True)
            chip.set_read_only(len(colleagues) == 1)
            chip.removed.connect(lambda key=one.card.signing_key: self.taken_out.emit(key))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(colleagues))
        if colleagues:
            all_verified = all(one.is_verified for one in colleagues)
            self.trust.set_text(trust_words(colleagues, self._today()), "shield" if all_verified else "triangle-alert")
        else:
            self.trust.set_text(
                _("Whoever has the passphrase. Tell it them by telephone, not with the file."), "key-round"
            )

    def _lay_out(self) -> None:
        what = SectionHead(self._theme, _("What leaves"))
        what.add_action(self.count)
        choose = Button(self._theme, _("Choose records"), "link", height=26)
        choose.clicked.connect(self.choose_asked)
        what.add_action(choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (what, self.problem, self.leaves, self.missing):
            column.addWidget(part)
        column.addSpacing(4)
        column.addWidget(self.stays)
        for heading, parts in (
            (_("Who can open it"), (self._chips, self.trust)),
            (_("Where it goes"), (self.where,)),
            (_("A line for them"), (self.remark,)),
        ):
            column.addSpacing(8)
            column.addWidget(SectionHead(self._theme, heading))
            for one in parts:
                column.addWidget(one)
        column.addStretch(1)
        for hidden in (self.stays, self.problem, self.missing):
            hidden.hide()
