"""What was said of a result when the team looked at it together: written in place, kept as a draft meanwhile."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import drafts, editing
from isp_desktop.services.editing import Edit
from isp_desktop.ui.kit.autosave import Autosave, Keep
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.panels import SectionHead
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme

_FIELD, _BESIDE = "talked", "improve"


class Talk(QWidget):
    """The text of the check `uid`.

    Attributes:
        text: the editor; save_button: there while something is not saved.

    Signals:
        told: a sentence on what became of what is typed.
        save_asked: it is to be saved.
    """

    told = Signal(str)
    save_asked = Signal()

    def __init__(self, theme: Theme, store: Store, uid: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._edit = Edit.begin(store, "team_check", uid)
        self.autosave = Autosave(self._snapshot, self)
        self.autosave.failed.connect(self.told)
        self.autosave.kept.connect(lambda _ms: self._show_state())
        self.text = TextEditor(
            theme, _("What was said of it"), _("When the team looked at it together"), (4, 14), tools=False
        )
        self.text.setObjectName("talked")
        self.text.changed.connect(self._on_changed)
        self.save_button = Button(theme, _("Save"), icon="check", height=28)
        self.save_button.setObjectName("save-talk")
        self.save_button.clicked.connect(self.save_asked)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(Label(theme, _("Not saved yet, kept as a draft"), "meta"), 1)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(SectionHead(theme, _("What was said of it")))
        column.addWidget(self.text)
        column.addWidget(self._foot)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(keys), self, self.save_asked.emit, context=inside)
        self.text.set_value(self._edit.value(_FIELD))
        self._show_state()

    def _on_changed(self) -> None:
        self._edit.touch(_FIELD, self.text.value())
        self.autosave.touch()
        self._show_state()

    def _show_state(self) -> None:
        self._foot.setVisible(bool(self._edit.fields))

    def beside(self) -> str:
        """What was being typed elsewhere on the page when the draft was kept."""
        return str(self._edit.extra.get(_BESIDE) or "")

    def keep_beside(self, words: str) -> None:
        """Keeps with the draft what is being typed elsewhere on the page."""
        self._edit.extra = {_BESIDE: words} if words else {}
        self.autosave.touch()

    def _snapshot(self) -> Keep:
        if not self._edit.fields and not self._edit.extra:
            return partial(editing.forget_draft, self._store, self._edit.uid)
        return partial(drafts.keep, self._store, *self._edit.draft())

    def save(self) -> None:
        """Saves what is typed.

        Raises:
            StoreBusy: something else is being written.
            NotebookError: it could not be saved; it is still here, and kept as a draft.
        """
        if not self._edit.fields:
            return
        beside = self.beside()
        self.autosave.drop()
        try:
            editing.save(self._store, [self._edit])
        except BaseException:
            self.autosave.touch()
            raise
        self._show_state()
        if beside:
            self.keep_beside(beside)
        self.told.emit(_("Saved"))

    def flush(self) -> None:
        """Puts what is typed on the disk.

        Raises:
            NotebookError: it could not be kept; it is still here.
        """
        self.autosave.flush()
        if self.autosave.is_dirty() and self.autosave.failure is not None:
            raise self.autosave.failure

    def refresh(self) -> None:
        """Takes in what somebody else saved, unless something is being written here."""
        parallel = self._edit.refresh(self._store)
        if _FIELD not in self._edit.fields:
            if self.text.value() != self._edit.value(_FIELD):
                self.text.set_value(self._edit.value(_FIELD))
        elif parallel:
            self.told.emit(_("Changed elsewhere while you write. On saving, both versions are kept."))
        self._show_state()
