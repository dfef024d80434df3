"""The history of a record: every change, newest first, in words."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.services import merging
from isp_desktop.services.story import Changed, Step, Story, story
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.chips import Chip
from isp_desktop.ui.kit.compare import CompareText
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.line_rows import moment
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.panels import HairLine
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme

_AT_ONCE = 30
_WIDEST = 820
_LABEL = 132


class HistoryPage(Page):
    """Who changed what in the record `uid`, and when. A deleted record can be brought back here.

    Raises:
        NotFound: there is no such record.
    """

    def __init__(self, theme: Theme, store: Store, uid: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._store, self._uid = theme, store, uid
        self._limit = _AT_ONCE
        self._build()
        self._show(story(store, uid))

    def _build(self) -> None:
        self.header = PageHeader(self._theme, _("History"))
        self.header.went_to.connect(self._go)
        self.restore_button = Button(self._theme, _("Restore"), "primary", "undo-2")
        self.restore_button.setObjectName("restore")
        self.restore_button.clicked.connect(self._restore)
        self.back_button = Button(self._theme, _("Back to it"), icon="arrow-left")
        self.back_button.setObjectName("back")
        self.back_button.clicked.connect(lambda: self._go(1))
        self.header.add_action(self.back_button)
        self.header.add_action(self.restore_button)
        body = QWidget()
        outer = QVBoxLayout(body)
        outer.setContentsMargins(32, 16, 32, 28)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(14)
        holder = QWidget()
        holder.setLayout(self._place)
        holder.setMaximumWidth(self._theme.px(_WIDEST))
        outer.addWidget(holder)
        outer.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        scroll = scrolled(body)
        # Nothing in it takes the focus, so the arrows have to scroll it.
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(_("Changes"))
        self.setFocusProxy(scroll)
        column.addWidget(scroll, 1)

    def _show(self, told: Story) -> None:
        self.story = told
        spec = kinds().get(told.kind)
        self.header.set_crumbs(_(spec.plural) if spec else told.kind, told.title, _("History"))
        self.header.set_line(_("{title}, {changes}").format(title=told.title, changes=_counted(len(told.steps))))
        deleted = told.life == "deleted"
        self.restore_button.setVisible(deleted)
        while (item := self._place.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if deleted:
            words = _("It is out of the lists and the search. Nothing of it is lost.")
            self._place.addWidget(Notice(self._theme, "warn", _("This record is deleted"), words))
        for at, step in enumerate(told.steps[: self._limit]):
            if at:
                self._place.addWidget(HairLine(self._theme))
            self._place.addWidget(_StepView(self._theme, step))
        if len(told.steps) > self._limit:
            more = Button(self._theme, _("Show older changes"), "link")
            more.clicked.connect(self._show_more)
            self._place.addWidget(more)

    def _show_more(self) -> None:
        self._limit += _AT_ONCE
        self._show(self.story)

    def _go(self, step: int) -> None:
        if step == 0:
            self.list_asked.emit(self.story.kind)
        else:
            self.record_asked.emit(self.story.kind, self._uid)

    def _restore(self) -> None:
        self._told(partial(merging.bring_back, self._store, self._uid), self._show_restored)

    def _show_restored(self) -> None:
        self.said.emit(_("{title} is back").format(title=self.story.title))
        self._show(story(self._store, self._uid))

    def shown_uid(self) -> str:
        return self._uid

    def refresh(self, kinds: frozenset[str]) -> None:
        if self.story.kind in kinds:
            self._show(story(self._store, self._uid))


class _StepView(QWidget):
    """Who and when, and under it each field that changed."""

    def __init__(self, theme: Theme, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(theme, _("{person} {did}").format(person=step.author, did=step.did), "strong"))
        if step.private:
            head.addWidget(Chip(theme, _("Private"), "private"))
        elif not step.here:
            head.addWidget(Chip(theme, _("From a colleague"), "new"))
        head.addStretch()
        head.addWidget(Label(theme, _when(step.ms), "meta"))
        column.addLayout(head)
        for change in step.changes:
            column.addWidget(self._labelled(change.label, self._told(change)))
        if step.reason:
            column.addWidget(self._labelled(_("Why"), Prose(theme, step.reason)))

    def _labelled(self, name: str, told: QWidget) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        label = Prose(self._theme, name, "body", "text2")
        label.setFixedWidth(self._theme.px(_LABEL))
        across.addWidget(label, 0, label.alignment().AlignTop)
        across.addWidget(told, 1)
        return row

    def _told(self, change: Changed) -> QWidget:
        if change.is_set:
            parts = [(_("Added: {words}"), change.after), (_("Taken out: {words}"), change.before)]
            return Prose(
                self._theme, "\n".join(told.format(words=text) for told, text in parts if text) or _("Nothing")
            )
        if not change.before:
            return Prose(self._theme, change.after or _("Left empty"))
        if not change.after:
            return CompareText(self._theme, change.before, "")
        if change.long:
            return CompareText(self._theme, change.before, change.after)
        return Prose(self._theme, f"{change.before}  →  {change.after}")


def _when(ms: int) -> str:
    today = dt.date.today()
    told = moment(ms, today)
    return _("Today, {time}").format(time=told) if "," not in told else told


def _counted(count: int) -> str:
    return counted("{n} change", "{n} changes, the latest first", count)
