"""A page on which something is written: it keeps a draft while typing, and says where that stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QPalette, QShortcut, QShowEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from isp_desktop.domain.errors import BadInput, NotebookError, StoreBusy
from isp_desktop.domain.kinds import KindSpec
from isp_desktop.domain.language import _
from isp_desktop.domain.merge import Life
from isp_desktop.ui.kit.autosave import Autosave, Keep
from isp_desktop.ui.kit.fields import Editor, Value
from isp_desktop.ui.kit.forms import Form
from isp_desktop.ui.kit.in_turn import InTurn
from isp_desktop.ui.kit.line_rows import moment
from isp_desktop.ui.kit.notices import Notice, NoticeKind, Remark
from isp_desktop.ui.kit.nouns import listed, noun
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme


class DraftPage(Page):
    """Subclasses give `form` and what raises NotImplementedError here, and call `_touched` when the user wrote.

    Attributes:
        form: the editors of the record's fields, by the names of `spec`.
        state: the line in the header that says what is kept: "Draft kept 10:42".
        has_draft: whether something typed waits on the disk to be saved or discarded.
        notices: a column for messages above the form.
    """

    form: Form

    def __init__(self, theme: Theme, spec: KindSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spec = spec
        self._saving = False
        self.state = Remark(theme, "", "dot")
        self.state.setObjectName("state")
        self.autosave = Autosave(self._snapshot, self)
        self.autosave.kept.connect(self._on_kept)
        self.autosave.failed.connect(self._on_failed)
        self.notices = QVBoxLayout()
        self.notices.setSpacing(8)
        self._shown_notices: dict[str, Notice] = {}
        self._was_shown = False
        self.has_draft = False
        self._saves = InTurn(self.said.emit, self)

    def _write(self) -> bool:
        """Saves what is on the page; False where something is not right, which is then marked.

        Raises:
            StoreBusy: something else is being written.
        """
        raise NotImplementedError

    def _snapshot(self) -> Keep:
        """What puts the draft of this moment on the disk; it gives 0 where there is nothing to keep."""
        raise NotImplementedError

    def _take_focus(self) -> None:
        """Puts the cursor where writing begins; called when the page is first shown."""

    def _show_unchanged(self) -> None:
        """What was typed was taken back by hand: nothing differs from what was saved."""

    def _read_again(self) -> None:
        """Begins the edit anew from the disk: from the draft if there is one, else from what was saved."""
        raise NotImplementedError

    def _show_edit(self) -> None:
        """Puts the whole edit on the screen."""
        raise NotImplementedError

    def _show_state(self) -> None:
        """Shows what follows from the edit: title, buttons, what is deleted or in conflict."""
        raise NotImplementedError

    def _take_in(self, half: Container[str]) -> tuple[Sequence[str], Mapping[str, Value]]:
        """Takes what somebody else saved into the edit, while the fields `half` are half typed.

        Gives the fields that both changed, and the values of those that nobody is writing in.
        """
        raise NotImplementedError

    def _refresh_around(self, kinds: frozenset[str]) -> None:
        """Shows again what stands around the form, after a commit that changed records of `kinds`."""
        raise NotImplementedError

    def _forget_names(self) -> None:
        """What others are called may have changed: it is looked up again."""
        raise NotImplementedError

    def _put_cursor(self, editor: Editor) -> None:
        """Puts the cursor into an editor, behind what is written there."""
        inner = editor.inner()
        if isinstance(editor, TextEditor):
            editor.paper.moveCursor(QTextCursor.MoveOperation.End)
        elif isinstance(inner, QLineEdit):
            inner.end(False)
        QTimer.singleShot(0, editor, editor.setFocus)

    def _begin_again(self) -> None:
        """Shows what is on the disk: the draft if there is one, else what was saved."""
        self._read_again()
        self.hide_notice("elsewhere")
        self._show_edit()

    def refresh(self, kinds: frozenset[str]) -> None:
        if self._saving:
            return
        self._forget_names()
        if self._spec.kind in kinds:
            self._refresh_record()
        self._refresh_around(kinds)

    def _refresh_record(self) -> None:
        """Shows what somebody else saved, except where something is being written."""
        half = self.form.problems()
        parallel, untouched = self._take_in(half)
        self.form.set_values({name: value for name, value in untouched.items() if name not in half})
        self._show_state()
        self._tell_parallel(parallel)

    def _on_ctrl_enter(self, act: Callable[[], object]) -> None:
        """Ctrl+Enter anywhere on the page does `act`."""
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._on_keys(keys, act)

    def _on_keys(self, keys: str, act: Callable[[], object]) -> None:
        """A shortcut anywhere on the page."""
        QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def save(self) -> None:
        self._in_turn(self._write)

    def _in_turn(self, act: Callable[[], object]) -> None:
        """Does what saves, at once or as soon as what is being written is done, such as a large bundle."""
        if not self._saves.do(act):
            self._tell_standing(_("Will be saved in a moment: something else is being written"), "pencil")

    def _save_by(self, save: Callable[[], object]) -> bool:
        """Saves what the draft was kept for; False where the world refuses, which is told at the field or above."""
        try:
            self._in_place_of_draft(save)
        except StoreBusy:
            raise
        except NotebookError as error:
            self._tell_unsaved(error)
            return False
        return True

    def _in_place_of_draft(self, act: Callable[[], object]) -> None:
        """Does what the draft is not needed after; however it fails, what was typed still has to be kept."""
        self._saving = True
        try:
            self.autosave.drop()
            act()
        except BaseException:
            self.autosave.touch()
            raise
        finally:
            self._saving = False

    def _tell_unsaved(self, error: NotebookError) -> None:
        if isinstance(error, BadInput) and error.field in self.form.editors:
            # Without the field's name in files, which stands beside the field anyway.
            self.form.set_errors({error.field: str(error).replace(f" ({error.field})", "")})
        else:
            self.notice("unsaved", "bad", _("This was not saved, but is still here"), str(error), closable=True)

    def _discard(self, uid: str, is_new: bool, forget: Callable[[], Callable[[], None]]) -> None:
        """Discards the draft by `forget`, which gives what takes that back, and offers to take it back."""
        self._saves.forget()
        self._told(partial(self._discard_now, uid, is_new, forget))

    def _discard_now(self, uid: str, is_new: bool, forget: Callable[[], Callable[[], None]]) -> None:
        kind, undo = self._spec.kind, list[Callable[[], None]]()
        self._keep_typed()
        self._in_place_of_draft(lambda: undo.append(forget()))

        def take_back() -> None:
            undo[0]()
            if isValid(self):
                self._begin_again()
                self.record_asked.emit(kind, uid)

        self._begin_again()
        if is_new:
            self.list_asked.emit(kind)
        self.undo_offered.emit(_("Draft discarded"), take_back)

    def _delete(self, title: str, deletion: Callable[[], Callable[[], Callable[[], None]]]) -> None:
        """Deletes the record and goes on from it; the draft stays on the disk, and comes back with the record.

        Args:
            deletion: gives what deletes the record as it is then; this gives what takes that back.
        """
        # What waits to be saved is saved first, and was seen.
        delete = None if self._saves.waits() else deletion()
        self._told(partial(self._delete_now, title, delete, deletion))

    def _delete_now(
        self,
        title: str,
        delete: Callable[[], Callable[[], None]] | None,
        deletion: Callable[[], Callable[[], Callable[[], None]]],
    ) -> None:
        self._keep_typed()
        undo = (delete or deletion())()
        self._go_on_without()
        self.undo_offered.emit(_("“{title}” deleted").format(title=title), undo)

    def _go_on_without(self) -> None:
        """Goes where one is once the record is deleted: to the list of its kind."""
        self.list_asked.emit(self._spec.kind)

    def _show_life(self, life: Life, restore: Callable[[], object]) -> None:
        """Says that the record is deleted, or was deleted and changed at once, and offers to bring it back."""
        if life == "live":
            self.hide_notice("life")
            return
        if life == "deleted":
            title = _("This {kind} is deleted").format(kind=noun(self._spec.label))
            notice = self.notice("life", "warn", title, _("Its history is kept."), _("Restore"))
        else:
            sentence = _("Somebody deleted it while somebody else changed it. It is still here, with every change.")
            notice = self.notice("life", "conflict", _("Deleted and changed at the same time"), sentence, _("Keep it"))
        notice.acted.connect(lambda: self._told(restore, self._begin_again))

    def _tell_parallel(self, names: Iterable[str]) -> None:
        """Says that somebody changed the fields `names` which are being written in; nothing for none."""
        labels = [_(self._spec.by_name[name].label) for name in names if name in self._spec.by_name]
        if labels:
            sentence = _("{fields}: what you typed stays. On saving, both versions are kept.")
            sentence = sentence.format(fields=listed(labels))
            self.notice("elsewhere", "info", _("Changed elsewhere while you write"), sentence, closable=True)

    def _touched(self) -> None:
        """The user changed something."""
        self.autosave.touch()
        if not self.has_draft:
            self._tell_standing(_("Draft not kept yet"), "pencil")

    def standing(self) -> str:
        return self.state.accessibleName()

    def _tell_standing(self, words: str, icon: str) -> None:
        """Says where what is written stands, in the header and in the status line."""
        new = words != self.standing()
        self.state.set_text(words, icon)
        if new and self.isVisible():
            self.said.emit(words)

    def _on_kept(self, ms: int) -> None:
        self.hide_notice("unkept")
        self.has_draft = bool(ms)
        if not ms:
            self._show_unchanged()
            return
        self._tell_standing(_("Draft kept {time}").format(time=moment(ms, dt.date.today())), "dot")

    def _resumed(self, ms: int) -> None:
        """The page goes on from a draft kept at `ms`; 0 for none."""
        self.has_draft = bool(ms)
        if ms:
            self._tell_standing(_("Draft from {time} resumed").format(time=moment(ms, dt.date.today())), "dot")

    def _show_saved(self, ms: int) -> None:
        """When it was saved last; 0 for something that never was."""
        if ms:
            self._tell_standing(_("Saved {time}").format(time=moment(ms, dt.date.today())), "dot")
        else:
            self._tell_standing(_("Nothing typed yet"), "pencil")

    def _on_failed(self, sentence: str) -> None:
        self._tell_standing(_("Draft not on the disk yet"), "triangle-alert")
        self.notice("unkept", "bad", _("What you typed is still here, but not on the disk yet"), sentence)

    def notice(
        self, key: str, kind: NoticeKind, title: str, detail: str = "", action: str = "", closable: bool = False
    ) -> Notice:
        """Shows a message above the form, in place of an earlier one of the same key."""
        self.hide_notice(key)
        shown = Notice(self._theme, kind, title, detail, action, closable=closable)
        shown.setObjectName(f"notice-{key}")
        shown.dismissed.connect(lambda: self.hide_notice(key))
        self.notices.addWidget(shown)
        shown.show()
        self._shown_notices[key] = shown
        return shown

    def hide_notice(self, key: str) -> None:
        """Takes a message away, if it is there."""
        shown = self._shown_notices.pop(key, None)
        if shown is not None:
            self.notices.removeWidget(shown)
            shown.hide()
            shown.deleteLater()

    def flush(self) -> None:
        self._keep_typed()
        super().flush()

    def _keep_typed(self) -> None:
        """Saves what waits to be saved, and puts what is being typed on the disk; raises as `flush` does."""
        self._commit()
        if self._saves.forget():
            # Who leaves the page meant to save first, and is led nowhere else by it.
            self._saves.do(self._write)
            self._saves.finish()
        self.autosave.flush()
        if self.autosave.is_dirty() and self.autosave.failure is not None:
            raise self.autosave.failure

    def _commit(self) -> None:
        """Takes what is typed in the editor that has the focus; a tag that waits for its comma is something typed."""
        inner: QWidget | None = self.focusWidget()
        while inner is not None and not isinstance(inner, Editor):
            inner = inner.parentWidget()
        if inner is not None:
            inner.commit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self._take_focus()


def scrolled(body: QWidget, surface: bool = True, parent: QWidget | None = None) -> QScrollArea:
    """`body` on the ground of documents (or of the page), scrolling downwards only where it is too high.

    Filled after it stands in its page, `body` is dressed once instead of at every step on its way there.
    """
    body.setAutoFillBackground(True)
    role = QPalette.ColorRole.Base if surface else QPalette.ColorRole.Window
    body.setBackgroundRole(role)
    area = QScrollArea(parent)
    area.setWidget(body)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.viewport().setBackgroundRole(role)
    area.setFocusPolicy(area.focusPolicy().NoFocus)
    return area
