"""What is typed on one item: kept as a draft while it is typed, saved once it is left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from isp_desktop.db.store import Store
from isp_desktop.domain.answers import uid_of
from isp_desktop.domain.errors import BadInput, NotebookError
from isp_desktop.domain.language import _
from isp_desktop.services import drafts, editing
from isp_desktop.services.capacity import voting
from isp_desktop.services.editing import Edit
from isp_desktop.ui.kit.autosave import Autosave, Keep
from isp_desktop.ui.kit.fields import Editor
from isp_desktop.ui.kit.line_rows import moment
from isp_desktop.ui.pages.assessment.editors import AnswerEditor


class Typed(QObject):
    """Evidence and dissent in `words`, and the answer where that is typed; of the item that is shown.

    What is typed stays on the screen, whatever a colleague's file brings: saved, it stands beside it.

    Attributes:
        is_midst: something was typed on the item since it is shown, saved or not.

    Signals:
        said: when what is typed was kept as a draft, or why it could not be.
        saved: the path of an item of which something was saved.
    """

    said = Signal(str)
    saved = Signal(str)

    def __init__(self, store: Store, assessment: str, words: Mapping[str, Editor], parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._assessment, self._words = store, assessment, words
        self._path = ""
        self.is_midst = False
        self._edit: Edit | None = None
        self._answer: AnswerEditor | None = None
        self._autosave = Autosave(self._snapshot, self)
        self._autosave.kept.connect(self._say_kept)
        self._autosave.failed.connect(self.said)
        for name, editor in words.items():
            editor.changed.connect(partial(self._touch, name))

    def leave(self, path: str) -> None:
        """Keeps what is typed on another item than that at `path`: it went by itself, as one does that a colleague's
        answer made irrelevant.
        """
        if path == self._path:
            return
        try:
            self.flush()
        except NotebookError as error:
            self.said.emit(str(error))

    def show_item(self, path: str) -> None:
        """Goes on with an item as it was typed last; the one before was left."""
        if path != self._path or self._edit is None:
            self._path, self._answer, self.is_midst = path, None, False
            preset = {"assessment": self._assessment, "item": path}
            self._edit = Edit.begin(self._store, "answer", uid_of(self._assessment, path), preset)
            if self._edit.is_new:
                self._edit.take_from(self._assessment)
            for name, editor in self._words.items():
                editor.set_value(self._edit.value(name))
            return
        # What was saved meanwhile goes behind what is typed.
        self._edit.refresh(self._store)
        for name, editor in self._words.items():
            if name not in self._edit.fields:
                editor.set_value(self._edit.value(name))

    def show_answer(self, editor: AnswerEditor | None) -> None:
        """Shows the answer in its editor, unless that is being typed in; None where nothing is answered here."""
        if editor is not None and editor is not self._answer and editor.is_typed:
            editor.typed.connect(partial(self._touch, "value"))
        is_new, self._answer = editor is not self._answer, editor
        if editor is not None and (is_new or not self._is_pending("value")):
            editor.show_text(self.answer())

    def answer(self) -> str:
        """The answer that stands there, saved or not."""
        return str(self._edit.value("value") or "") if self._edit is not None else ""

    def heads(self) -> tuple[str, ...]:
        """The heads of the answer that are on screen."""
        return self._edit.heads if self._edit is not None else ()

    def is_begun(self) -> bool:
        """Whether words stand there, saved or not."""
        return any(editor.value() for editor in self._words.values())

    def is_changed(self) -> bool:
        """Whether something typed is not saved yet."""
        return any(self._is_pending(name) for name in self._names())

    def save(self) -> None:
        """Saves what is typed.

        Raises:
            BadInput: what is typed as an answer is none.
            NotebookError: it could not be; it is still on screen, and kept as a draft where the disk allows that.
        """
        if self._answer is not None and self._answer.is_typed:
            self._answer.commit()
            if problem := self._answer.problem():
                raise BadInput(problem, "value")
        edit = self._edit
        if edit is None or not self.is_changed():
            return
        self._autosave.flush()
        edit.refresh(self._store)
        voting.save(self._store, edit)
        self._autosave.drop()
        self.saved.emit(self._path)

    def flush(self) -> None:
        """Saves what is typed; what is no answer yet is kept as a draft, to be gone on with.

        Raises:
            NotebookError: it could not be, as for `save`.
        """
        try:
            self.save()
        except BadInput:
            self._autosave.flush()
            if self._autosave.is_dirty() and self._autosave.failure is not None:
                raise self._autosave.failure from None

    def _say_kept(self, ms: int) -> None:
        if ms:
            self.said.emit(_("Draft kept {time}").format(time=moment(ms, dt.date.today())))

    def _names(self) -> Iterator[str]:
        yield from self._words
        yield "value"

    def _is_pending(self, name: str) -> bool:
        if self._edit is None:
            return False
        half = name == "value" and self._answer is not None and bool(self._answer.problem())
        return half or name in self._edit.fields

    def _touch(self, name: str) -> None:
        if self._edit is None:
            return
        self.is_midst = True
        if name != "value":
            value = self._words[name].value()
        else:
            value = self._answer.text() or None if self._answer is not None else None
        self._edit.touch(name, value)
        self._autosave.touch()

    def _snapshot(self) -> Keep:
        assert self._edit is not None
        if not self.is_changed():
            return partial(editing.forget_draft, self._store, self._edit.uid)
        return partial(drafts.keep, self._store, *self._edit.draft())
