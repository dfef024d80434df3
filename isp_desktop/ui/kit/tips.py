"""Tooltips that never read text as markup: what stands in them may be a colleague's words."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def plain_tip(words: str) -> str:
    """`words` so that a tooltip shows them as they are; Qt takes a tooltip that looks like markup for markup."""
    if not QtGui.Qt.mightBeRichText(words):
        return words
    return QtGui.Qt.convertFromPlainText(words, Qt.WhiteSpaceMode.WhiteSpaceNormal)


def set_tip(widget: QWidget, words: str) -> None:
    """Gives `widget` the tooltip `words`, "" for none."""
    widget.setToolTip(plain_tip(words))
