"""That an assessment is private, and the question whether to share it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.theme import Theme


class Sharing(QWidget):
    """Stands over a result while that is private.

    Signals:
        agreed: it is to be shared.
    """

    agreed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        detail = _("No file can be made of it, and no colleague gets it, until you share it.")
        self.told = Notice(theme, "private", _("Only on this computer"), detail, _("Share…"))
        self.told.acted.connect(self.ask)
        title = _("Share this assessment with colleagues?")
        detail = _(
            "Its answers, votes, evidence and dissent go with it, and so do its questions. The private notes stay on "
            "this computer. What somebody has received cannot be called back."
        )
        self.question = Notice(theme, "private", title, detail, _("Share it"), closable=True)
        self.question.acted.connect(self.agreed)
        self.question.dismissed.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for notice in (self.told, self.question):
            column.addWidget(notice)
        self._tell()

    def _tell(self) -> None:
        self.told.show()
        self.question.hide()

    def ask(self) -> None:
        """Says what goes with it, and asks."""
        self.told.hide()
        self.question.show()
        self.question.button.setFocus()
