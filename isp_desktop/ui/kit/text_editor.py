"""The editor of longer text: Markdown source that grows with what is written."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent, QPalette, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.buttons import IconButton
from isp_desktop.ui.kit.completion import Completion, Trigger
from isp_desktop.ui.kit.fields import Editor, FieldFrame, Value
from isp_desktop.ui.kit.markdown_keys import continue_list, mark_lines, surround
from isp_desktop.ui.kit.markdown_look import MarkdownLook
from isp_desktop.ui.kit.mirror import upright
from isp_desktop.ui.kit.paint import painting
from isp_desktop.ui.kit.theme import Theme

_LEADING = 1.28


class _Paper(QTextEdit):
    """Plain text as high as what is in it, within bounds; Tab leaves it.

    Signals:
        given: files or a picture were pasted or dropped, which are no text.
    """

    given = Signal(QMimeData)

    def __init__(self, theme: Theme, lines: tuple[int, int], placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = lines
        self._hint = placeholder
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        colors = self.palette()
        colors.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        self.setPalette(colors)
        self.document().setDocumentMargin(2)
        self.setAcceptRichText(False)
        self._look = MarkdownLook(theme, self.document())
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._set_leading()

    def _restyle(self) -> None:
        self.setFont(self._theme.prose())
        self._fit()

    def show_text(self, text: str) -> None:
        """Replaces everything; what stood before cannot be brought back by undo."""
        self.setPlainText(text)
        self._set_leading()

    def _set_leading(self) -> None:
        # Blocks typed or pasted later take the format of the one they grow out of.
        leading = QTextBlockFormat()
        leading.setLineHeight(_LEADING * 100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(leading)
        self.document().clearUndoRedoStacks()

    def _line(self) -> float:
        return self.fontMetrics().lineSpacing() * _LEADING

    def _fit(self) -> None:
        least, most = self._lines
        wanted = min(max(self.document().size().height(), least * self._line()), most * self._line())
        self.setFixedHeight(math.ceil(wanted) + 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Ctrl+Enter finishes; that is for the page.
            event.ignore()
        elif control and event.key() == Qt.Key.Key_B and not self.isReadOnly():
            self.surround("**")
        elif control and event.key() == Qt.Key.Key_I and not self.isReadOnly():
            self.surround("*")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isReadOnly():
            if not continue_list(self.textCursor()):
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return holds_files(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if holds_files(source):
            self.given.emit(source)
        else:
            super().insertFromMimeData(source)

    def surround(self, mark: str) -> None:
        cursor = self.textCursor()
        surround(cursor, mark)
        self.setTextCursor(cursor)

    def mark_lines(self, mark: str) -> None:
        mark_lines(self.textCursor(), mark)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._hint and self.document().isEmpty():
            with painting(self.viewport()) as painter:
                box = QRectF(3, 2, self.viewport().width() - 8, self.viewport().height() - 2)
                painter.setFont(self.font())
                painter.setPen(QColor(self._theme.tokens.text3))
                with upright(painter, box):
                    painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap), self._hint)


def holds_files(source: QMimeData) -> bool:
    """Whether it is a picture, or files of this computer; a picture that comes with its text is text."""
    return any(url.isLocalFile() for url in source.urls()) or (source.hasImage() and not source.hasText())


class TextEditor(Editor):
    """Longer text, kept as Markdown; `lines` are the least and most that are shown before it scrolls.

    `bare` leaves out the edge and the toolbar, for use on a private ground; `tools=False` the toolbar alone.

    Signals:
        given: files or a picture were pasted or dropped here (QMimeData); it is for the page to keep them.
    """

    given = Signal(QMimeData)

    def __init__(
        self,
        theme: Theme,
        label: str = "",
        placeholder: str = "",
        lines: tuple[int, int] = (3, 16),
        bare: bool = False,
        tools: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, label, parent)
        self.paper = _Paper(theme, lines, placeholder)
        frame = FieldFrame(theme, bare=bare)
        frame.set_margins(8, 6)
        inside = QVBoxLayout()
        inside.setSpacing(2)
        inside.addWidget(self.paper)
        self._tools = self._toolbar() if tools and not bare else None
        if self._tools is not None:
            inside.addWidget(self._tools)
        frame.row.addLayout(inside)
        frame.watch(self.paper)
        self._adopt(frame, self.paper)
        self._shown = ""
        self._completion: Completion | None = None
        self.paper.textChanged.connect(self._edited)
        self.paper.given.connect(self.given)

    def offer(self, triggers: Sequence[Trigger]) -> None:
        """From now on the signs of `triggers` offer something while typing; asked for once."""
        self._completion = Completion(self._theme, self.paper, triggers)

    def commit(self) -> None:
        if self._completion is not None:
            self._completion.end_line()
        super().commit()

    def _toolbar(self) -> QWidget:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for icon, name, act in (
            ("bold", _("Bold (Ctrl+B)"), lambda: self.paper.surround("**")),
            ("italic", _("Italic (Ctrl+I)"), lambda: self.paper.surround("*")),
            ("list", _("List"), lambda: self.paper.mark_lines("- ")),
            ("list-ordered", _("Numbered list"), lambda: self.paper.mark_lines("1. ")),
            ("heading", _("Heading"), lambda: self.paper.mark_lines("## ")),
        ):
            button = IconButton(self._theme, icon, name, size=24)
            # The focus stays in the text.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch()
        # Its room is always kept, so that nothing jumps when the focus comes.
        policy = tools.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        tools.setSizePolicy(policy)
        tools.hide()
        return tools

    def _edited(self) -> None:
        text = self.paper.toPlainText()
        if text != self._shown:
            self._shown = text
            self._touch()

    def value(self) -> str | None:
        text = self.paper.toPlainText().rstrip()
        return text or None

    def set_value(self, value: Value) -> None:
        text = "" if value is None else str(value)
        if text == self.value() or (not text and not self._shown):
            return
        self._shown = text
        if self._completion is not None:
            self._completion.forget()
        self.paper.show_text(text)

    def set_read_only(self, fixed: bool) -> None:
        super().set_read_only(fixed)
        self.paper.setReadOnly(fixed)
        if self._tools is not None:
            self._tools.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moved = event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and watched is self.paper
        if moved and self._tools is not None:
            self._tools.setVisible(event.type() == QEvent.Type.FocusIn and not self._fixed)
        return super().eventFilter(watched, event)
