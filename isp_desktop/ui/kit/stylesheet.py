"""The palette and the style sheet made of the tokens, for what Qt draws itself."""

from __future__ import annotations

from collections.abc import Callable
from string import Template

from PySide6.QtGui import QColor, QPalette

from isp_desktop.ui.kit.tokens import Tokens

_Role = QPalette.ColorRole
_ROLES = {
    _Role.Window: "canvas",
    _Role.WindowText: "text",
    _Role.Base: "surface",
    _Role.AlternateBase: "sunken",
    _Role.Text: "text",
    _Role.PlaceholderText: "text3",
    _Role.Button: "surface",
    _Role.ButtonText: "text",
    _Role.BrightText: "on_accent",
    _Role.ToolTipBase: "undo_ground",
    _Role.ToolTipText: "undo_text",
    _Role.Highlight: "accent",
    _Role.HighlightedText: "on_accent",
    _Role.Accent: "accent",
    _Role.Link: "accent",
    _Role.LinkVisited: "accent",
    _Role.Light: "surface",
    _Role.Midlight: "hover",
    _Role.Mid: "line2",
    _Role.Dark: "field",
    _Role.Shadow: "line2",
}
_OFF = {
    _Role.WindowText: "text3",
    _Role.Text: "text3",
    _Role.ButtonText: "text3",
    _Role.Base: "sunken",
    _Role.Button: "sunken",
    _Role.Highlight: "line2",
    _Role.HighlightedText: "text2",
}

_SHEET = """
QToolTip { background: $undo_ground; color: $undo_text; border: none; padding: ${p4}px ${p6}px; }
PlainLine { background: transparent; border: none; padding: 0; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line2; padding: ${p4}px; outline: 0; }
QComboBox QAbstractItemView::item { min-height: ${p30}px; padding: 0 ${p8}px; border-radius: ${p6}px; color: $text; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $text; }
QMenu { background: $surface; border: 1px solid $line2; border-radius: ${p8}px; padding: ${p4}px; }
QMenu::item { padding: ${p6}px ${p16}px ${p6}px ${p12}px; border-radius: ${p6}px; color: $text; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $text3; }
QMenu::icon { left: ${p8}px; }
QMenu::separator { height: 1px; background: $line; margin: ${p4}px ${p8}px; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: ${p12}px; }
QScrollBar:horizontal { height: ${p12}px; }
QScrollBar::handle { background: $line2; border: 3px solid transparent; border-radius: ${half}px; }
QScrollBar::handle:hover { background: $field; }
QScrollBar::handle:vertical { min-height: ${p32}px; }
QScrollBar::handle:horizontal { min-width: ${p32}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QHeaderView { background: transparent; border: none; }
QTableCornerButton::section { background: transparent; border: none; }
QHeaderView::section { background: $surface; color: $text3; border: none; border-bottom: 1px solid $line;
  padding: 0 ${p8}px; min-height: ${p30}px; font-size: ${f12}px; font-weight: 500; }
QFileDialog QPushButton, QMessageBox QPushButton { background: $surface; color: $text; border: 1px solid $line2;
  border-radius: ${p7}px; padding: 0 ${p12}px; min-height: ${p30}px; font-weight: 500; }
QFileDialog QPushButton:hover, QMessageBox QPushButton:hover { background: $hover; }
QFileDialog QPushButton:focus, QMessageBox QPushButton:focus { border: 2px solid $accent; }
"""


def palette(tokens: Tokens) -> QPalette:
    """The palette for Active, Inactive and Disabled."""
    made = QPalette()
    for role, name in _ROLES.items():
        color = QColor(getattr(tokens, name))
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            made.setColor(group, role, color)
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(getattr(tokens, _OFF.get(role, name))))
    return made


def style_sheet(tokens: Tokens, px: Callable[[float], int]) -> str:
    """The style sheet of the parts that are not painted by us; `px` scales a length."""
    names = {name: getattr(tokens, name) for name in Tokens._fields}
    lengths = {f"p{n}": px(n) for n in (4, 6, 7, 8, 12, 16, 30, 32)}
    return Template(_SHEET).substitute(names, **lengths, half=px(12) // 2, f12=px(12))
