"""What was begun and not yet saved."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.kinds import KindSpec
from isp_desktop.domain.language import _, marked
from isp_desktop.services import drafts, naming
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.nouns import noun
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.theme import Theme

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
        self.list.opened.connect(lambda uid: self.record_asked.emit(self._kinds[uid], uid))
        empty.begun.connect(lambda: self.new_asked.emit("visit", {}))
        self.refresh(frozenset())
        self.setFocusProxy(self.list if self._kinds else empty.action)

    def refresh(self, kinds: frozenset[str]) -> None:
        kept = drafts.every(self._store)
        self._kinds = {draft.uid: draft.kind for draft in kept}
        with self._store.read() as reading:
            called = naming.titles(reading, self._kinds)
        rows = [_row(draft, called.get(draft.uid, "")) for draft in kept]
        self.list.rows().set_fetch(fetch_from(rows))
        self._header.set_line(_(_LINE) if rows else _("Nothing waits to be saved."))
        self._stack.setCurrentIndex(0 if rows else 1)


def _words(draft: drafts.Draft, spec: KindSpec | None) -> str:
    """The beginning of what was typed; private words stay on their page."""
    if spec is None or spec.private_unless_shared:
        return ""
    open_ones = [field.name for field in spec.fields if field.type in ("line", "text") and not field.private]
    typed = " ".join(str(draft.values[name]) for name in open_ones if draft.values.get(name))
    return " ".join(typed[:300].split())


def _row(draft: drafts.Draft, title: str) -> Row:
    spec = kinds().get(draft.kind)
    label = spec.label if spec else draft.kind
    return Row(
        uid=draft.uid,
        title=title or _("New {kind}").format(kind=noun(label)),
        icon=spec.icon if spec else "file-text",
        second=_words(draft, spec) or _("No words yet"),
        draft=True,
        date=QLocale().toString(QDateTime.fromMSecsSinceEpoch(draft.saved_ms), "d MMM HH:mm"),
    )
