"""Dissent and evidence of one answer."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme


class WordsPart(QWidget):
    """The two texts of the item that is shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
