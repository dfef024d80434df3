"""What was deleted, and can be brought back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.db import lists
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import merging, naming
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.empty import EmptyLine
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.notebook.section import Section

_FIRST, _MOST = 6, 500


class DeletedSection(Section):
    """Deleted records, latest first.

    Signals:
        restored: what was brought back, by name.
        asked: a callable that writes, to be done in its turn.
    """

    restored = Signal(str)
    asked = Signal(object)

    def __init__(self, theme: Theme, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Deleted"), _("What is deleted leaves the lists, never the notebook."), parent)
        self._store = store
        self._limit = _FIRST
        self.list = RowList(theme, RowsModel(lambda _after, _limit: ()), _("Deleted records"), opens_on_click=False)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = EmptyLine(theme, _("Nothing is deleted."))
        self.more = Button(theme, _("Show all"), "link", height=28)
        for part in (self.list, self._none, self.more):
            self.body.addWidget(part)
        self.list.acted.connect(self.restore)
        self.list.opened.connect(self.restore)
        self.more.clicked.connect(self._show_all)
        theme.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Lists what is deleted now."""
        with self._store.read() as reading:
            gone = lists.deleted(reading, limit=self._limit + 1)
            called = naming.titles(reading, [name.uid for name in gone])
        rows = [_row(name, called[name.uid]) for name in gone[: self._limit]]
        self.list.rows().set_fetch(fetch_from(rows))
        self.list.setFixedHeight(self.list.content_height())
        self.list.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self.more.setVisible(len(gone) > len(rows))

    def restore(self, uid: str) -> None:
        """Brings a record back."""
        self.asked.emit(partial(self._restore, uid))

    def _restore(self, uid: str) -> None:
        merging.bring_back(self._store, uid)
        with self._store.read() as reading:
            title = naming.titles(reading, [uid])[uid]
        self.restored.emit(title)

    def _show_all(self) -> None:
        self._limit = _MOST
        self.refresh()


def _row(name: lists.Name, title: str) -> Row:
    spec = kinds().get(name.kind)
    return Row(
        uid=name.uid,
        title=title,
        icon=spec.icon if spec else "file-text",
        second=_(spec.label) if spec else _("From a newer version"),
        private=name.private,
        faded=True,
        action=_("Restore"),
    )
