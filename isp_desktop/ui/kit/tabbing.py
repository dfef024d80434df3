"""The way of Tab over a page.

Qt's own jumps, forwards, from what stands before a page straight to the widget that the page hands its focus to, and so
past the buttons of its head: it takes the page for one control with a part that has the focus.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


def walk(window: QWidget, on: bool) -> bool:
    """Moves the focus to the next widget of `window` that takes it by Tab, or to the one before; False without one."""
    begin = window.focusWidget() or window
    wanted = _wanted()
    at = _beside(begin, on)
    while at is not None and at is not begin:
        if _takes(at, wanted):
            at.setFocus(Qt.FocusReason.TabFocusReason if on else Qt.FocusReason.BacktabFocusReason)
            return True
        at = _beside(at, on)
    return False


def _beside(widget: QWidget, on: bool) -> QWidget | None:
    return widget.nextInFocusChain() if on else widget.previousInFocusChain()


def _wanted() -> Qt.FocusPolicy:
    """Where the system says that Tab comes to fields only, buttons that take the focus by a click are left out."""
    hints = QGuiApplication.styleHints()
    comes_to_all = hints.tabFocusBehavior() == Qt.TabFocusBehavior.TabFocusAllControls
    return Qt.FocusPolicy.TabFocus if comes_to_all else Qt.FocusPolicy.StrongFocus


def _takes(widget: QWidget, wanted: Qt.FocusPolicy) -> bool:
    is_stop = widget.focusPolicy() & wanted == wanted and widget.focusProxy() is None
    return is_stop and widget.isEnabled() and widget.isVisible()
