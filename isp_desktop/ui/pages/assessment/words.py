"""Dissent and evidence of one answer: kept as they are typed, saved when the item is left."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.answers import uid_of
from isp_desktop.domain.errors import NotebookError
from isp_desktop.domain.language import _
from isp_desktop.services import drafts, editing
from isp_desktop.services.editing import Edit
from isp_desktop.ui.kit.autosave import Autosave, Keep
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme


class WordsPart(QWidget):
    """The two texts of the item that is shown.

    Signals:
        failed: the sentence that says why what is typed could not be kept.
    """

    failed = Signal(str)

    def __init__(self, theme: Theme, store: Store, assessment: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._assessment = store, assessment
        self._edit: Edit | None = None
        self.editors = {
            "evidence": TextEditor(
                theme, _("Evidence"), _("What it rests on: seen, counted, said"), (2, 8), tools=False
            ),
            "dissent": TextEditor(theme, _("Dissent"), _("Who sees it otherwise, and why"), (2, 8), tools=False),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for name, editor in self.editors.items():
            editor.setObjectName(name)
            column.addWidget(Label(theme, editor.label(), "caption"))
            column.addWidget(editor)
            editor.changed.connect(partial(self._touch, name))
        self._autosave = Autosave(self._snapshot, self)
        self._autosave.failed.connect(self.failed)

    def show_item(self, path: str) -> None:
        """Goes on with the texts of an item, as they were typed last; those of the item before are saved."""
        uid = uid_of(self._assessment, path)
        if self._edit is not None and self._edit.uid == uid:
            self._take_in(self._edit)
            return
        self._leave()
        preset = {"assessment": self._assessment, "item": path}
        self._edit = Edit.begin(self._store, "answer", uid, preset)
        if self._edit.is_new:
            self._edit.take_from(self._assessment)
        for name, editor in self.editors.items():
            editor.set_value(self._edit.value(name))

    def _leave(self) -> None:
        """Saves what is typed where its item went by itself, as one does that a colleague's answer made irrelevant."""
        try:
            self.save()
        except NotebookError as error:
            self.failed.emit(str(error))

    def _take_in(self, edit: Edit) -> None:
        """What was saved meanwhile, as the answer itself, goes behind what is typed."""
        edit.refresh(self._store)
        for name, editor in self.editors.items():
            if name not in edit.fields:
                editor.set_value(edit.value(name))

    def is_begun(self) -> bool:
        """Whether something stands there, saved or not."""
        return any(editor.value() for editor in self.editors.values())

    def is_changed(self) -> bool:
        """Whether something typed is not saved yet."""
        return self._edit is not None and bool(self._edit.fields.keys() & self.editors.keys())

    def save(self) -> None:
        """Saves what is typed.

        Raises:
            NotebookError: it could not be; it is still on screen, and kept as a draft where the disk allows that.
        """
        edit = self._edit
        if edit is None or not self.is_changed():
            return
        self._autosave.flush()
        edit.refresh(self._store)
        editing.save(self._store, [edit])
        self._autosave.drop()

    def _touch(self, name: str) -> None:
        if self._edit is not None:
            self._edit.touch(name, self.editors[name].value())
            self._autosave.touch()

    def _snapshot(self) -> Keep:
        assert self._edit is not None
        if not self.is_changed():
            return partial(editing.forget_draft, self._store, self._edit.uid)
        return partial(drafts.keep, self._store, *self._edit.draft())
