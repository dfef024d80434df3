"""What stands there before an assessment begins, and behind its last item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.domain.vocabulary import RATING_WAYS
from isp_desktop.services.capacity.reading import Assessment
from isp_desktop.services.capacity.sitting import Sitting
from isp_desktop.services.naming import day_in_words
from isp_desktop.ui.kit.breaking import FittedList
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.assessment.head import is_paused

_SHOWN = 12


class PlannedPanel(Panel):
    """What is planned, and the button by which it begins or goes on.

    Signals:
        begun: answering is to begin.
    """

    begun = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(22, 18), parent=parent)
        self.head = Prose(theme, "", "title")
        self.about = Prose(theme, "", "body", "text2")
        self.who = Prose(theme, "", "body", "text2")
        self.refusal = Prose(theme, "", "body", "bad")
        self.begin = Button(theme, _("Begin"), "primary", "play", 36)
        self.begin.setObjectName("begin")
        for part in (self.head, self.about, self.who, self.refusal):
            self.column.addWidget(part)
        self.column.addSpacing(8)
        self.column.addWidget(side_by_side(self.begin))
        self.begin.clicked.connect(self.begun)
        self.setFocusProxy(self.begin)

    def show_assessment(self, found: Assessment, refusal: str, today: dt.date) -> None:
        """Shows how it is planned; `refusal` says why it cannot begin, "" where it can."""
        done, paused = found.state == "done", is_paused(found, today)
        head = _("This assessment is closed") if done else _("Ready to begin")
        if paused:
            head = _("To be gone on with on {day}").format(day=day_in_words(found.day))
        self.head.setText(head if not refusal else _("It cannot be gone on with"))
        self.begin.set_words(_("Go on answering") if done or paused else _("Begin"))
        way = _(RATING_WAYS.get(found.way, ""))
        self.about.show()
        self.about.setText(". ".join(filter(None, (found.purpose, _size(found), way))) + ".")
        present = sorted(found.names[uid] for uid in found.present if uid in found.names)
        self.who.setText(_("Rated with {names}.").format(names=", ".join(present)) if present else "")
        self.who.setVisible(bool(present))
        self._show_refusal(refusal)

    def show_refusal(self, sentence: str) -> None:
        """Says why nothing of it can be shown."""
        self.head.setText(_("It cannot be gone on with"))
        for part in (self.about, self.who):
            part.hide()
        self._show_refusal(sentence)

    def _show_refusal(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
        self.begin.setEnabled(not sentence)


class EndPanel(Panel):
    """How far it is, and what is left, before it is closed; with items left, that is asked once more.

    Signals:
        closed: it is to be closed.
        item_asked: the path of an item to go to.
        agreed_asked: what all voted is to be taken.
    """

    closed = Signal()
    item_asked = Signal(str)
    agreed_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(22, 18), parent=parent)
        self.head = Prose(theme, "", "title")
        self.about = Prose(theme, "", "body", "text2")
        self.left_head = Label(theme, _("Without an answer"), "section")
        self.left = FittedList(theme, RowsModel(lambda _after, _limit: ()), _("Without an answer"))
        self.left.setObjectName("left-open")
        self.close_button = Button(theme, _("Close the assessment"), "primary", "check", 36)
        self.close_button.setObjectName("close")
        self.agreed_button = Button(theme, "", "secondary", "check", 36)
        self.agreed_button.setObjectName("take-agreed")
        self.agreed_button.clicked.connect(self.agreed_asked)
        for part in (self.head, self.about):
            self.column.addWidget(part)
        self.column.addSpacing(6)
        self.column.addWidget(side_by_side(self.close_button, self.agreed_button))
        self.column.addSpacing(10)
        self.column.addWidget(self.left_head)
        self.column.addWidget(self.left)
        self._open_items = 0
        self._has_asked = False
        self.close_button.clicked.connect(self._close)
        self.left.opened.connect(self.item_asked)

    def asked_now(self) -> QWidget:
        """To what the focus belongs: who goes on by Enter comes to what is open, and closes nothing by it."""
        return self.left if self._open_items else self.close_button

    def _close(self) -> None:
        if self._open_items and not self._has_asked:
            self._has_asked = True
            left = counted("Close with {n} item open", "Close with {n} items open", self._open_items)
            self.close_button.set_words(left)
            return
        self.closed.emit()

    def show_assessment(self, sitting: Sitting, agreed: Sequence[str]) -> None:
        """Shows what was answered and what was not; on the items at `agreed` all voted the same."""
        left, items = sitting.left(), sitting.items
        done = len(items) - len(left)
        self.head.setText(_("{n} of {all} answered").format(n=done, all=len(items)))
        take = counted("Take what all voted on {n} item", "Take what all voted on {n} items", len(agreed))
        self.agreed_button.set_words(take)
        self.agreed_button.setVisible(bool(agreed))
        voted = [one for one in sitting.every() if one.spread]
        apart = [one for one in voted if one.spread == "apart"]
        told = counted("{n} item was voted on first", "{n} items were voted on first", len(voted))
        lay = counted("on {n} the votes lay apart", "on {n} the votes lay apart", len(apart))
        stays = _("What has no answer stays that way and is told as missing. It can be opened again.")
        self.about.setText(f"{told}; {lay}. {stays}" if voted else stays)
        rows = [Row(one.path, one.label, icon="circle-dashed", second=one.section) for one in left[:_SHOWN]]
        self.left.rows().set_fetch(fetch_from(rows))
        self.left.fit()
        first = _("Without an answer, the first {n}").format(n=_SHOWN)
        self.left_head.setText(first if len(left) > _SHOWN else _("Without an answer"))
        for part in (self.left_head, self.left):
            part.setVisible(bool(left))
        self._open_items, self._has_asked = len(left), False
        self.close_button.set_words(_("Close the assessment"))
        self.close_button.setEnabled(done > 0)
        # From what is open, where the focus is first, Tab leads to the buttons.
        QWidget.setTabOrder(self.left, self.close_button)
        QWidget.setTabOrder(self.close_button, self.agreed_button)


def _size(found: Assessment) -> str:
    """How many items the instrument has."""
    name, count = found.questions.name, len(found.to_answer)
    return counted("{name}, {n} item", "{name}, {n} items", count, name=name) if name else ""
