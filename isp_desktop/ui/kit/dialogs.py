"""Small windows: a question that must be answered, an error, a file to choose; and the passphrase field."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.fields import Editor, FieldFrame, PlainLine, Value
from isp_desktop.ui.kit.paint import see_through
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme

# Between the edges of a dialog and those of the window it stands over, above and below together.
_AROUND = 32
# Between a part that is scrolled to and the edge.
_NEAR = 12


class PassphraseEditor(Editor):
    """A secret line with an eye that shows it. Its value is never trimmed; None for nothing."""

    def __init__(self, theme: Theme, label: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, label or _("Passphrase"), parent)
        self.line = PlainLine(theme)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhHiddenText
        )
        self.line.setMinimumHeight(theme.px(32))
        self.eye = IconButton(theme, "eye", _("Show the passphrase"), size=28)
        # No stop for Tab: whoever types on blindly to the next field must not show the passphrase with a space.
        self.eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        reveal = QShortcut(QKeySequence("Alt+V"), self.line, context=Qt.ShortcutContext.WidgetShortcut)
        reveal.activated.connect(self.eye.click)
        self.eye.setToolTip(_("Show the passphrase (Alt+V)"))
        self.eye.clicked.connect(lambda: self._reveal(self.line.echoMode() == QLineEdit.EchoMode.Password))
        frame = FieldFrame(theme)
        frame.row.addWidget(self.line)
        frame.row.addWidget(self.eye)
        frame.watch(self.line)
        self._adopt(frame, self.line)
        self.line.textEdited.connect(self._touch)
        # What a password keeper puts in counts as well.
        self.line.textChanged.connect(lambda _text: self.set_error(""))

    def _reveal(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.set_name(
            _("Hide the passphrase") if shown else _("Show the passphrase"), "eye-off" if shown else "eye"
        )

    def value(self) -> str | None:
        return self.line.text() or None

    def set_value(self, value: Value) -> None:
        self.line.setText("" if value is None else str(value))

    def clear(self) -> None:
        """Empties and hides it, for when the notebook locks."""
        self.line.clear()
        self._reveal(False)


class Scrolled(QScrollArea):
    """Parts of a dialog that may be higher than the window: as high as they are, or as there is room for.

    It takes the focus, so that the arrows and Page Down scroll it.
    """

    def __init__(self, inside: QWidget, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside = inside
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        # The ground of the dialog shows through.
        see_through(self)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)

    def bring_into_sight(self, part: QWidget) -> None:
        """Scrolls to a part that has just grown, once it has its place."""
        QTimer.singleShot(0, part, lambda: self.ensureWidgetVisible(part, 0, _NEAR))

    def sizeHint(self) -> QSize:
        inside = self._inside.sizeHint()
        return QSize(inside.width() + self.verticalScrollBar().sizeHint().width(), inside.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), min(self.sizeHint().height(), 80))


class Dialog(QDialog):
    """A small window with a serif title, a sentence, parts in `column`, and buttons at the right of its foot.

    It is never higher than the window it belongs to; parts that may be go into a `Scrolled`.
    """

    def __init__(self, theme: Theme, title: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(400))
        self.setMaximumWidth(theme.px(600))
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(Prose(theme, title, "title"))
        if sentence:
            outer.addWidget(Prose(theme, sentence, "body", "text2"))
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        outer.addLayout(self.column)
        outer.addSpacing(4)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        self._foot.addStretch()
        outer.addLayout(self._foot)

    def add_button(
        self,
        text: str,
        kind: Literal["primary", "secondary", "danger", "quiet"] = "secondary",
        closes: bool | None = None,
    ) -> Button:
        """A button at the foot; `closes` True accepts, False rejects, None is the caller's. Primary is Enter."""
        button = Button(self._theme, text, kind, height=36)
        button.setDefault(kind == "primary")
        if closes is not None:
            button.clicked.connect(self.accept if closes else self.reject)
        self._foot.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button

    def showEvent(self, event: QShowEvent) -> None:
        over = self.parentWidget()
        if over is not None:
            self.setMaximumHeight(over.window().height() - self._theme.px(_AROUND))
            width = max(self.minimumWidth(), min(self.sizeHint().width(), self.maximumWidth()))
            self.resize(width, min(self._outer.totalHeightForWidth(width), self.maximumHeight()))
        super().showEvent(event)


def confirm(
    parent: QWidget,
    theme: Theme,
    title: str,
    sentence: str,
    action: str,
    danger: bool = False,
    keep: str = "",
) -> bool:
    """Asks before something that cannot be taken back; True where the user goes ahead. Use undo where there is one."""
    dialog = Dialog(theme, title, sentence, parent)
    keep_button = dialog.add_button(keep or _("Cancel"), closes=False)
    dialog.add_button(action, "danger" if danger else "primary", closes=True)
    if danger:
        # Enter must not destroy anything.
        keep_button.setFocus()
    return dialog.exec() == QDialog.DialogCode.Accepted


def show_error(parent: QWidget, theme: Theme, sentence: str, title: str = "") -> None:
    """Says what is wrong, where, and what to do: the whole message of a NotebookError."""
    dialog = Dialog(theme, title or _("That did not work"), sentence, parent)
    dialog.add_button(_("Close"), "primary", closes=True)
    dialog.exec()


def ask_open(parent: QWidget, title: str, kinds: str, folder: Path | None = None) -> Path | None:
    """A file to read; `kinds` as "Bundles (*.ispx);;All files (*)". None where the user left."""
    from PySide6.QtWidgets import QFileDialog

    name, _kind = QFileDialog.getOpenFileName(parent, title, str(folder or Path.home()), kinds)
    return Path(name) if name else None


def ask_save(parent: QWidget, title: str, proposed: Path, kinds: str) -> Path | None:
    """Where to write; adds the ending of `proposed` where none was typed. None where the user left."""
    from PySide6.QtWidgets import QFileDialog

    name, _kind = QFileDialog.getSaveFileName(parent, title, str(proposed), kinds)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(proposed.suffix)


def ask_folder(parent: QWidget, title: str, folder: Path | None = None) -> Path | None:
    """A folder; None where the user left."""
    from PySide6.QtWidgets import QFileDialog

    name = QFileDialog.getExistingDirectory(parent, title, str(folder or Path.home()))
    return Path(name) if name else None
