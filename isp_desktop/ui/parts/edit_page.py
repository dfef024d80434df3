"""A page on which the edit of one record is gone on with, kept as a draft, and taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.services import drafts, editing, taking_back
from isp_desktop.services.editing import Edit
from isp_desktop.services.half_typed import release
from isp_desktop.ui.kit.autosave import Keep
from isp_desktop.ui.kit.draft_page import DraftPage
from isp_desktop.ui.kit.fields import Value
from isp_desktop.ui.kit.line_rows import settled_words
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.writing import Writing


class EditPage(DraftPage):
    """Shows a `Writing`. A page that fills it in says how it is shown and saved."""

    def __init__(
        self,
        theme: Theme,
        store: Store,
        writing: Writing,
        today: Callable[[], dt.date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, kind_named(writing.edit.kind), parent)
        self._store, self._writing, self._today = store, writing, today
        self._linker = writing.linker

    @property
    def uid(self) -> str:
        """The record's uid, also before it is first saved."""
        return self._writing.uid

    @property
    def _edit(self) -> Edit:
        return self._writing.edit

    def _show_kept(self) -> None:
        """Shows whether something typed waits, and when the record was saved."""
        self._resumed(self._edit.resumed_ms)
        if not self.has_draft:
            self._show_unchanged()

    def _show_unchanged(self) -> None:
        self._show_saved(self._edit.base.changed_ms if self._edit.base else 0)

    def _tell_life(self) -> None:
        """Says that the record is deleted, or was deleted and changed at once, and offers to bring it back."""
        record = self._edit.base
        self._show_life(record.life if record else "live", partial(taking_back.restore, self._store, self.uid))

    def _on_left(self, name: str) -> None:
        if not self.form.editors[name].problem() and release(self._edit, name):
            self.form.set_values({name: self._edit.value(name)})
        self.autosave.keep_now()

    def _snapshot(self) -> Keep:
        return self._keep(bool(self._edit.fields), {})

    def _keep(self, worth: bool, extra: Mapping[str, Any]) -> Keep:
        """What puts the draft on the disk with `extra`; one that is not worth it is forgotten."""
        if not worth:
            return partial(editing.forget_draft, self._store, self.uid)
        self._writing.note(extra)
        return partial(drafts.keep, self._store, *self._edit.draft())

    def shown_uid(self) -> str:
        return "" if self._edit.is_new and not self.has_draft and not self.autosave.is_dirty() else self.uid

    def _settle(self, uid: str, kept: bool) -> None:
        """Notes of a commitment that stands beside that it is kept, or not."""
        act = taking_back.on_screen(taking_back.settle, self._store, uid, kept, self._today())
        self._offer(act, settled_words(kept))

    def _forget_draft(self) -> None:
        self._discard(self.uid, self._edit.is_new, partial(taking_back.discard_draft, self._store, self.uid))

    def _delete_record(self, title: str) -> None:
        self._delete(title, partial(taking_back.on_screen, taking_back.delete, self._store, self.uid))

    def _read_again(self) -> None:
        self._writing.begin_again()

    def _forget_names(self) -> None:
        self._linker.forget()

    def _take_in(self, half: Container[str]) -> tuple[Sequence[str], Mapping[str, Value]]:
        return self._writing.take_in(half)
