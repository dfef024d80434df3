"""The history of a record: every change, newest first, in words."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.services import merging
from isp_desktop.services.story import Changed, Step, Story, head, story
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.chips import Chip
from isp_desktop.ui.kit.compare import CompareText
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.growing import GrowingColumn
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.line_rows import moment
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.paint import painting, rule
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme

_AT_ONCE = 30
_WIDEST = 820
_LABEL = 132
_SPACING = 14


class HistoryPage(Page):
    """Who changed what in the record `uid`, and when. A deleted record can be brought back here.

    The story is read in a job, and its steps are built bit by bit.

    Attributes:
        story: what is told; there when the page is whole.

    Raises:
        NotFound: there is no such record.
    """

    story: Story

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, uid: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._store, self._uid = theme, store, uid
        self._limit = _AT_ONCE
        self._head = head(store, uid)
        self._views: dict[Step, _StepView] = {}
        self._stories = Latest(jobs, _("The history"), self)
        self._stories.read_through.connect(self._show)
        self._stories.failed.connect(self.said)
        self.slices = Slices(self)
        self._build()
        self._show_head()
        self._read()

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
        self._notice = Notice(
            self._theme,
            "warn",
            _("This record is deleted"),
            _("It is out of the lists and the search. Nothing of it is lost."),
        )
        self._more = Button(self._theme, _("Show older changes"), "link")
        self._more.clicked.connect(self._show_more)
        self._more.hide()
        body = QWidget()
        scroll = scrolled(body)
        outer = GrowingColumn(body)
        outer.setContentsMargins(32, 16, 32, 28)
        holder = QWidget()
        holder.setMaximumWidth(self._theme.px(_WIDEST))
        within = GrowingColumn(holder)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(_SPACING)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(_SPACING)
        within.addWidget(self._notice)
        within.addLayout(self._steps)
        within.addWidget(self._more)
        outer.addWidget(holder)
        outer.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        # Nothing in it takes the focus, so the arrows have to scroll it.
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(_("Changes"))
        self.setFocusProxy(scroll)
        column.addWidget(scroll, 1)

    def _show_head(self) -> None:
        spec = kinds().get(self._head.kind)
        self.header.set_crumbs(_(spec.plural) if spec else self._head.kind, self._head.title, _("History"))
        self.header.set_line(self._head.title)
        deleted = self._head.life == "deleted"
        self.restore_button.setVisible(deleted)
        self._notice.setVisible(deleted)

    def _read(self) -> None:
        store, uid = self._store, self._uid
        self._stories.read(lambda _progress: story(store, uid))

    def _show(self, told: Story) -> None:
        """Builds the steps that are not there yet, and takes out those that are no longer told so."""
        self.story = told
        counted_up = _("{title}, {changes}").format(title=told.title, changes=_counted(len(told.steps)))
        self.header.set_line(counted_up)
        shown = told.steps[: self._limit]
        for step in self._views.keys() - set(shown):
            view = self._views.pop(step)
            view.hide()
            view.deleteLater()
        for step, view in self._views.items():
            view.set_ruled(step != shown[0])
        self._more.setVisible(len(told.steps) > len(shown))
        self.slices.begin([partial(self._add, at) for at, step in enumerate(shown) if step not in self._views])

    def _add(self, at: int) -> None:
        """Builds the step number `at`, after those above it."""
        step = self.story.steps[at]
        view = self._views[step] = _StepView(self._theme, step)
        self._steps.insertWidget(at, view)
        view.set_ruled(at > 0)
        view.show()

    def _show_more(self) -> None:
        self._limit += _AT_ONCE
        self._show(self.story)

    def _go(self, step: int) -> None:
        if step == 0:
            self.list_asked.emit(self._head.kind)
        else:
            self.record_asked.emit(self._head.kind, self._uid)

    def _restore(self) -> None:
        self._told(partial(merging.bring_back, self._store, self._uid), self._show_restored)

    def _show_restored(self) -> None:
        self.said.emit(_("{title} is back").format(title=self._head.title))
        self._read_again()

    def _read_again(self) -> None:
        self._head = head(self._store, self._uid)
        self._show_head()
        self._read()

    def is_whole(self) -> bool:
        return not self._stories.is_reading() and self.slices.is_done()

    def shown_uid(self) -> str:
        return self._uid

    def refresh(self, kinds: frozenset[str]) -> None:
        if self._head.kind in kinds:
            self._read_again()


class _StepView(QWidget):
    """Who and when, and under it each field that changed."""

    def __init__(self, theme: Theme, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_ruled = False
        column = self._column = QVBoxLayout(self)
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
        theme.changed.connect(self.update)

    def set_ruled(self, on: bool) -> None:
        """Whether a line stands between it and the one above it."""
        if on != self._is_ruled:
            self._is_ruled = on
            self._column.setContentsMargins(0, _SPACING + 1 if on else 0, 0, 0)

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

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._is_ruled:
            with painting(self) as painter:
                rule(painter, 0, 0.5, self.width(), 0.5, self._theme.tokens.line)


def _when(ms: int) -> str:
    today = dt.date.today()
    told = moment(ms, today)
    return _("Today, {time}").format(time=told) if "," not in told else told


def _counted(count: int) -> str:
    return counted("{n} change", "{n} changes, the latest first", count)
