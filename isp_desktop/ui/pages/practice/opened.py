"""One activity: what it is, how often it was done and where, and the records that say so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.db.models import kind as kind_named
from isp_desktop.domain.language import _, counted, number
from isp_desktop.domain.practice import load_practice
from isp_desktop.domain.practice_picture import Done
from isp_desktop.services.practice_picture import EntryLine, Opened, hours_words, times_words
from isp_desktop.ui.kit.breaking import FittedList
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.practice.never import begin_words
from isp_desktop.ui.pages.practice.words import last_on, last_words, named

_PLACES = 8


class OpenedActivity(QWidget):
    """An activity in place of all of them.

    Signals:
        left: all of them are to be shown again.
        record_asked: kind and uid of an entry.
        begun, thought_of: the code of the activity, as of what never happens.
    """

    left = Signal()
    record_asked = Signal(str, str)
    begun = Signal(str)
    thought_of = Signal(str)

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._today = theme, today
        self.code = ""
        self._kinds: Mapping[str, str] = {}
        self.back = Button(theme, _("All activities"), "quiet", "arrow-left", 28)
        self.back.setObjectName("all_activities")
        self.begin = Button(theme, "", icon="plus", height=28)
        self.begin.setObjectName("begin_activity")
        self.think = Button(theme, _("Think about it"), icon="feather", height=28)
        self.think.setObjectName("think_about")
        self.back.clicked.connect(self.left)
        self.begin.clicked.connect(lambda: self.begun.emit(self.code))
        self.think.clicked.connect(lambda: self.thought_of.emit(self.code))
        self._title = Prose(theme, "", "title")
        self._text = Prose(theme, "", "body", "text2")
        self._sums = Prose(theme, "", "strong")
        self.where = Prose(theme, "", "body")
        self._head = CardHead(theme, _("Where it was served"))
        self.list = FittedList(theme, RowsModel(fetch_from([])), _("Where it was served"))
        self.list.setObjectName("served")
        self.list.opened.connect(lambda uid: self.record_asked.emit(self._kinds[uid], uid))
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.back)
        top.addStretch()
        about = Panel(self._theme)
        for part in (self._title, self._text, self._sums, self.where, side_by_side(self.begin, self.think)):
            about.column.addWidget(part)
        card = Panel(self._theme, padding=(2, 12))
        self._head.setContentsMargins(self._theme.px(16), 0, self._theme.px(16), 0)
        card.column.addWidget(self._head)
        card.column.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(top)
        column.addWidget(about)
        column.addWidget(card)
        column.addStretch()

    def show_activity(self, code: str, done: Done) -> None:
        """What is known of it before its entries are read."""
        self.code = code
        activity = load_practice().activity(code)
        self._title.setText(named(activity))
        self._text.setText(activity.text)
        hours = hours_words(done.seconds) if done.seconds else ""
        told = (times_words(done), hours, last_words(done, self._today()))
        sums = ", ".join(filter(None, told))
        self._sums.setText(sums[:1].upper() + sums[1:])
        self.begin.set_words(begin_words(code, self._today()))
        self.begin.setAccessibleName(self.begin.words())

    def show_entries(self, found: Opened) -> None:
        """Shows what was read of it."""
        self._kinds = {one.uid: one.kind for one in found.entries}
        self.list.rows().set_fetch(fetch_from([self._row(one) for one in found.entries]))
        self.list.fit()
        self.list.setVisible(bool(found.entries))
        self._head.remark.setText(_entries_words(found))
        self.where.setText(self._places(found))
        self.where.setVisible(bool(found.places))

    def _places(self, found: Opened) -> str:
        day = self._today()
        told = [
            _("{place}: {times}, {last}").format(
                place=place or _("no place"), times=counted("once", "{n} times", times), last=last_on(last, day)
            )
            for place, times, last in found.places[:_PLACES]
        ]
        more = len(found.places) - len(told)
        if more:
            told.append(counted("{n} other place", "{n} other places", more))
        return "; ".join(told)

    def _row(self, one: EntryLine) -> Row:
        spec = kind_named(one.kind)
        took = hours_words(one.seconds) if one.seconds else ""
        place = "" if one.place in one.title else one.place
        return Row(
            uid=one.uid,
            title=one.title,
            icon=spec.icon,
            second=", ".join(filter(None, (_(spec.label), place, took))),
            date=short_date(one.day, self._today()),
            private=one.private,
        )


def _entries_words(found: Opened) -> str:
    if not found.entries:
        return _("nothing in this time")
    if found.count > len(found.entries):
        return _("the latest {n} of {all}").format(n=number(len(found.entries)), all=number(found.count))
    return counted("{n} record", "{n} records", found.count)
