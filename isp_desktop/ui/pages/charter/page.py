"""The page of a charter: read as a document, written section by section, agreed and signed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.charter import SECTION_OF, SECTIONS
from isp_desktop.domain.language import _
from isp_desktop.domain.practice import load_charter_help
from isp_desktop.services import editing
from isp_desktop.services.charters import keeping
from isp_desktop.services.charters.passages import linked
from isp_desktop.services.editing import Edit
from isp_desktop.ui.kit.forms import Form
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.charter.acts import CharterActs
from isp_desktop.ui.pages.charter.editors import SectionForm


class CharterPage(CharterActs):
    """In the list of sections the arrows go through the document and Enter writes in one; Ctrl+Enter saves it, Escape
    leaves it as a draft.

    `uid` "" begins a new charter with the values of `preset`: the team, at least.
    """

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        store: Store,
        uid: str,
        preset: Mapping[str, Any],
        *,
        today: Callable[[], dt.date] = dt.date.today,
        parent: QWidget | None = None,
    ) -> None:
        team = str(preset.get("team") or "")
        begun = {**(keeping.beginning(store, team) if team and not uid else {}), **preset}
        self._open = ""
        super().__init__(theme, jobs, store, Edit.begin(store, "charter", uid, begun), today, parent)

    def _connect(self) -> None:
        super()._connect()
        self.column.picked.connect(self.sheet.go_to)
        self.column.opened.connect(self.write_in)
        self.sheet.in_sight.connect(lambda key: None if self._open else self.column.show_current(key))
        self.sheet.edit_asked.connect(self.write_in)
        self.sheet.save_asked.connect(self.save)
        self.sheet.discard_asked.connect(self._forget_draft)
        self._on_ctrl_enter(self._finish)

    def _is_writing(self) -> bool:
        return bool(self._open)

    def write_in(self, key: str) -> None:
        """Opens the editors of a section in its place; what was being written elsewhere is left as a draft."""
        if self._writing.is_deleted() or key not in self.sheet.blocks or key == self._open or not self.leave():
            return
        section = next(one for one in SECTIONS if one.key == key)
        self._writing.know()
        form = SectionForm(self._theme, section, load_charter_help()[key], self._linker, self._edit.value)
        form.changed.connect(self._on_changed)
        form.left.connect(self._on_left)
        form.done.connect(self._finish)
        form.left_off.connect(self.leave)
        self._open, self.form = key, form
        self.column.list.select(key)
        self.sheet.blocks[key].open_editor(form)
        self._show_drafted()
        self.writing.begin(form.parts())
        self._put_cursor(form.first())
        self.sheet.go_to(key)

    def leave(self) -> bool:
        """Closes the editors and keeps what was typed as a draft; False where something half typed would be lost."""
        if not self._open:
            return True
        self._commit()
        problems = self.form.problems()
        if problems:
            self.form.set_errors(problems)
            return False
        self.autosave.keep_now()
        self._close()
        return True

    def _close(self) -> None:
        """Shows the text of the section in place of its editors."""
        key, self._open = self._open, ""
        # The focus leaves them once more as they go.
        self.form.left.disconnect(self._on_left)
        self.form = Form(self._theme, parent=self)
        self.form.hide()
        self.writing.finish()
        self.sheet.blocks[key].close_editor()
        self.column.list.setFocus()
        self.look()

    def _finish(self) -> None:
        """Saves what was typed and closes the section."""
        self._commit()
        self._in_turn(self._write_and_close)

    def _write_and_close(self) -> None:
        if (not self._edit.fields or self._write()) and self._open:
            self._close()

    def _on_changed(self, name: str) -> None:
        self._edit.touch(name, self.form.editors[name].value())
        self._edit.extra["at"] = name
        self._touched()

    def _begin_with(self, template: str) -> None:
        self._told(partial(self._take_words, template))

    def _take_words(self, template: str) -> None:
        """Takes the words of a template into the draft."""
        words = keeping.words_for(self._store, self._edit.base, template)
        self._edit.take_from(template)
        for name in SECTION_OF:
            if words.get(name):
                self._edit.touch(name, words[name])
        self._touched()
        self.autosave.keep_now()
        self.look()

    def _write(self) -> bool:
        problems = self.form.problems()
        if problems:
            self.form.set_errors(problems)
            return False
        used = linked(self._edit.values())
        edits = [*self._linker.edits(used), self._edit]
        if not self._save_by(lambda: editing.save(self._store, edits)):
            return False
        self._linker.settle(used)
        for key in ("unsaved", "unkept", "elsewhere"):
            self.hide_notice(key)
        self._linker.forget()
        self._show_kept()
        self._show_state()
        self.look()
        self.said.emit(_("Charter saved"))
        return True

    def _show_edit(self) -> None:
        if self._open:
            self._close()
        self._show_kept()
        self._show_state()
        self.look()

    def _show_unchanged(self) -> None:
        super()._show_unchanged()
        self._show_drafted()

    def _on_kept(self, ms: int) -> None:
        super()._on_kept(ms)
        self._show_drafted()

    def _take_focus(self) -> None:
        self.setFocus()

    def save(self) -> None:
        self._require_body()
        super().save()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._open:
            self.leave()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, on: bool) -> bool:  # noqa: N802 - Qt's name
        # A way of which only the beginning is built would lead past what is written in.
        self.writing.finish()
        return super().focusNextPrevChild(on)
