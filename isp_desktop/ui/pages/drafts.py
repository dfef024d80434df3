"""What was begun and not yet saved."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.db import lists
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.kinds import KindSpec
from isp_desktop.domain.language import _, marked
from isp_desktop.services import drafts, naming, records
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.nouns import noun
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.theme import Theme

WRITTEN_WHERE_READ = frozenset({"visit", "meeting", "charter"})
"""The kinds that are read and written on one page; others that have a page to read are written on another.

Their drafts hold more than a form shows, such as the agenda of a meeting and what was said there.
"""
_LINE = marked("Each was kept on this computer as it was typed. Open one to go on, then save or discard it.")


class DraftsPage(Page):
    """The drafts, latest first; opening one goes on with it."""

    def __init__(self, theme: Theme, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._kinds: dict[str, str] = {}
        self._header = PageHeader(theme, _("Drafts"))
        self.list = RowList(theme, RowsModel(lambda _after, _limit: ()), _("Drafts"))
        empty = EmptyState(
            theme,
            _("No drafts"),
            _("What you type is kept as you type it. What is not yet saved waits here."),
            _("New visit"),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._stack, 1)
        self._stack.setContentsMargins(16, 8, 16, 0)
        self.list.opened.connect(self._go_on)
        empty.begun.connect(lambda: self.new_asked.emit("visit", {}))
        self.refresh(frozenset())
        self.setFocusProxy(self.list if self._kinds else empty.action)

    def refresh(self, kinds: frozenset[str]) -> None:
        rows = self._rows()
        self.list.rows().set_fetch(fetch_from(rows))
        self._header.set_line(_(_LINE) if rows else _("Nothing waits to be saved."))
        self._stack.setCurrentIndex(0 if rows else 1)

    def _go_on(self, uid: str) -> None:
        kind = self._kinds[uid]
        if kind == "answer":
            # It is answered among the others of its assessment, which goes on with it.
            self.record_asked.emit("assessment", self._assessment_of(uid))
            return
        asked = self.record_asked if kind in WRITTEN_WHERE_READ else self.edit_asked
        asked.emit(kind, uid)

    def _assessment_of(self, answer: str) -> str:
        draft = drafts.of(self._store, answer)
        said = draft.values.get("assessment") if draft is not None else ""
        return str(said or records.get(self._store, answer).fields["assessment"])

    def _rows(self) -> list[Row]:
        kept = drafts.every(self._store)
        self._kinds = {draft.uid: draft.kind for draft in kept}
        known = {draft.uid: kinds()[draft.kind] for draft in kept if draft.kind in kinds()}
        wanted = {uid for draft in kept if draft.uid in known for uid in drafts.linked(draft, known[draft.uid])}
        with self._store.read() as reading:
            names = lists.names(reading, {*self._kinds, *wanted})
            called = naming.titles_of(reading, names)
        return [_row(draft, known.get(draft.uid), called, names.get(draft.uid)) for draft in kept]


def _told(draft: drafts.Draft, spec: KindSpec | None, called: Mapping[str, str]) -> tuple[str, str]:
    """Title and second line: what a saved record is called, or what tells one begun anew from others."""
    new = _("New {kind}").format(kind=noun(spec.label if spec else draft.kind))
    if saved := called.get(draft.uid):
        return saved, (drafts.first_words(spec, draft.values) if spec else "") or _("No words yet")
    if spec is None:
        return new, _("No words yet")
    named = drafts.named(draft, spec, called)
    words = drafts.first_words(spec, draft.values, spec.title if named else ())
    title = ", ".join(part for part in (named or drafts.shortened(words) or new, drafts.day(draft, spec)) if part)
    if named and words:
        return title, _("{new}: {words}").format(new=new, words=words)
    return title, new if named or words else _("No words yet")


def _row(draft: drafts.Draft, spec: KindSpec | None, called: Mapping[str, str], saved: lists.Name | None) -> Row:
    """The row; `saved` is the record as it stands, None for one begun anew."""
    title, second = _told(draft, spec, called)
    private = saved.private if saved else spec is not None and drafts.is_private(spec)
    return Row(
        uid=draft.uid,
        title=title,
        # Without a sign of its own what is private has the lock.
        icon="" if private else spec.icon if spec else "file-text",
        second=second,
        draft=True,
        private=private,
        conflict=saved is not None and saved.conflicts > 0,
        date=QLocale().toString(QDateTime.fromMSecsSinceEpoch(draft.saved_ms), "d MMM HH:mm"),
    )
