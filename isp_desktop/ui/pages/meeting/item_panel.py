"""The item that is talked about: its time, what is said of it, and where it goes next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from isp_desktop.domain.item_clock import ItemClock, clock_words
from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import AGENDA_AIMS
from isp_desktop.services.editing import Edit
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.paint import painting, rounded
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip

_TICK_MS = 1_000


class TimeBar(QWidget):
    """Filled as far as the time that an item may take is spent; beyond it all of it, in another colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_part(self, part: float) -> None:
        """How much of the time is spent, 1.0 for all of it."""
        self._part = part
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, box = self._theme.tokens, QRectF(self.rect())
        with painting(self) as painter:
            rounded(painter, box, box.height() / 2, t.line2 if self._theme.high_contrast else t.line)
            if self._part > 0:
                filled = QRectF(box)
                filled.setWidth(max(box.height(), box.width() * min(1.0, self._part)))
                rounded(painter, filled, box.height() / 2, t.warn if self._part >= 1 else t.accent)


class ItemPanel(Panel):
    """One item of the agenda, or a word where there is none.

    Signals:
        stepped: by how many items to go on (1) or back (-1).
        finished, parked: it is done with, or waits for a later meeting; the next one follows.
        paused: the clock rests, or goes on.
        passed: its time is over; carries a sentence, once.
    """

    stepped = Signal(int)
    finished = Signal()
    parked = Signal()
    paused = Signal()
    passed = Signal(str)

    def __init__(
        self, theme: Theme, clock: ItemClock, title_of: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "card", parent=parent)
        self._clock, self._title_of = clock, title_of
        self._edit: Edit | None = None
        self._was_over = False
        self.place = Label(theme, "", "meta")
        self.time = Label(theme, "", "strong", "text2")
        self.time.setObjectName("time")
        self.pause = Button(theme, _("Pause"), "quiet", "timer", 28)
        self.pause.setObjectName("pause")
        self.title = Prose(theme, "", "title")
        self.title.setObjectName("item-title")
        self.about = Label(theme, "", "meta")
        self.bar = TimeBar(theme)
        words = _("What was said. @ names a person, # an activity, ! a commitment")
        self.notes = TextEditor(theme, _("What was said"), words, lines=(5, 20))
        self.notes.setObjectName("said")
        self._build()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.show_time)
        self.pause.clicked.connect(self.paused)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.place, 1)
        head.addWidget(self.time)
        head.addWidget(self.pause)
        self.column.addLayout(head)
        self.column.addWidget(self.title)
        self.column.addWidget(self.about)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.notes)
        self.back = self._button("back-item", _("Back"), "arrow-left", _("The item before (Ctrl+Page Up)"))
        self.park = self._button("park-item", _("Park it"), "hourglass", _("It waits for a later meeting"))
        self.done = self._button("next-item", _("Done, next"), "check", _("The next item (Ctrl+Page Down)"))
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.park.clicked.connect(self.parked)
        self.done.clicked.connect(self.finished)
        self.column.addWidget(side_by_side(self.done, self.park, self.back))

    def _button(self, name: str, words: str, icon: str, tip: str) -> Button:
        made = Button(self._theme, words, "secondary", icon, 28)
        made.setObjectName(name)
        set_tip(made, tip)
        return made

    def show_item(self, edit: Edit | None, at: int, count: int) -> None:
        """Shows an item, the one at place `at` from 0 of `count`; None where the agenda is empty."""
        self._edit, self._was_over = edit, True
        for part in (self.place, self.notes, self.pause, self.time, self.bar, self.back, self.park, self.done):
            part.setVisible(edit is not None)
        if edit is None:
            self.title.setText(_("Nothing is on the agenda"))
            self.about.setText(_("Add items in the plan. What was said may stand under other notes, too."))
            return
        self.place.setText(_("Item {at} of {all}").format(at=at + 1, all=count))
        self.title.setText(str(edit.value("what") or ""))
        self.about.setText(self._about(edit))
        self.about.setVisible(bool(self.about.text()))
        self._show_notes(edit.value("said"))
        self.back.setEnabled(at > 0)
        last = at + 1 >= count
        self.done.set_words(_("Done") if last else _("Done, next"))
        state = edit.value("state")
        self.park.set_words(_("Take it up after all") if state == "parked" else _("Park it"))
        self._was_over = self._is_over()
        self.show_time()

    def _show_notes(self, said: str | None) -> None:
        if said != self.notes.value():
            self.notes.set_value(said)
            self.notes.paper.moveCursor(QTextCursor.MoveOperation.End)

    def _about(self, edit: Edit) -> str:
        aim, lead, state = edit.value("aim"), edit.value("lead"), edit.value("state")
        told = {"done": _("done"), "parked": _("parked for a later meeting")}.get(str(state), "")
        return ", ".join(
            filter(
                None,
                (
                    _(AGENDA_AIMS.get(str(aim), "")),
                    _("led by {name}").format(name=self._title_of(lead)) if lead else "",
                    told,
                ),
            )
        )

    def _minutes(self) -> int | None:
        return int(self._edit.value("minutes") or 0) or None if self._edit is not None else None

    def _is_over(self) -> bool:
        minutes = self._minutes()
        return bool(self._edit and minutes and self._clock.seconds(self._edit.uid) >= minutes * 60)

    def show_time(self) -> None:
        """Shows how long the item took so far; while the clock runs, each second anew."""
        if self._edit is None:
            return
        seconds, minutes = self._clock.seconds(self._edit.uid), self._minutes()
        over = self._is_over()
        idle = not self._clock.runs and not seconds
        self.time.setText(_("{n} min").format(n=minutes) if idle and minutes else clock_words(seconds, minutes))
        self.time.setVisible(bool(minutes) or not idle)
        self.time.set_tone("warn" if over else "text2")
        self.bar.set_part(seconds / (minutes * 60) if minutes else 0.0)
        self.bar.setVisible(bool(minutes))
        self.pause.set_words(_("Pause") if self._clock.runs else _("Start the clock"), "timer")
        if over and not self._was_over:
            self.passed.emit(_("“{item}” has had its time").format(item=self._edit.value("what")))
        self._was_over = over
        if self._clock.runs and not self._timer.isActive():
            self._timer.start()
        elif not self._clock.runs:
            self._timer.stop()
