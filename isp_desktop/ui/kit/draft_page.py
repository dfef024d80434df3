"""A page on which something is written: it keeps a draft while typing, and says where that stands."""

from __future__ import annotations

import datetime as dt

from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from isp_desktop.ui.kit.autosave import Autosave, Keep
from isp_desktop.ui.kit.line_rows import moment
from isp_desktop.ui.kit.notices import Notice, NoticeKind, Remark
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.theme import Theme


class DraftPage(Page):
    """Subclasses give `_snapshot`, and call `_touched` when the user changed something.

    Attributes:
        state: the line in the header that says what is kept: "Draft saved 10:42".
        has_draft: whether something typed waits on the disk to be saved or discarded.
        notices: a column for messages above the form.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
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

    def _snapshot(self) -> Keep:
        """What puts the draft of this moment on the disk."""
        raise NotImplementedError

    def _take_focus(self) -> None:
        """Puts the cursor where writing begins; called when the page is first shown."""

    def _touched(self) -> None:
        """The user changed something."""
        self.autosave.touch()

    def _on_kept(self, ms: int) -> None:
        self.hide_notice("unkept")
        self.has_draft = True
        self.state.set_text(f"Draft saved {moment(ms, dt.date.today())}")

    def _resumed(self, ms: int) -> None:
        """The page goes on from a draft kept at `ms`; 0 for none."""
        self.has_draft = bool(ms)
        if ms:
            self.state.set_text(f"Draft from {moment(ms, dt.date.today())} resumed")

    def _on_failed(self, sentence: str) -> None:
        self.state.set_text("Draft not on the disk yet")
        self.notice("unkept", "bad", "What you typed is still here, but not on the disk yet", sentence)

    def notice(
        self, key: str, kind: NoticeKind, title: str, detail: str = "", action: str = "", closable: bool = False
    ) -> Notice:
        """Shows a message above the form, in place of an earlier one of the same key."""
        self.hide_notice(key)
        shown = Notice(self._theme, kind, title, detail, action, closable=closable)
        shown.setObjectName(f"notice-{key}")
        shown.dismissed.connect(lambda: self.hide_notice(key))
        self.notices.addWidget(shown)
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
        self.autosave.flush()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self._take_focus()


def scrolled(body: QWidget, surface: bool = True) -> QScrollArea:
    """`body` on the ground of documents (or of the page), scrolling downwards only where it is too high."""
    body.setAutoFillBackground(True)
    role = QPalette.ColorRole.Base if surface else QPalette.ColorRole.Window
    body.setBackgroundRole(role)
    area = QScrollArea()
    area.setWidget(body)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.viewport().setBackgroundRole(role)
    area.setFocusPolicy(area.focusPolicy().NoFocus)
    return area
