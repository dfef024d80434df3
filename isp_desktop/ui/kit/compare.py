"""Two versions of a text as one, with what was taken out and what came in marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.word_diff import Piece, compare
from isp_desktop.ui.kit.read_text import ReadText
from isp_desktop.ui.kit.text import Style, style_font
from isp_desktop.ui.kit.theme import Theme

# Lines of prose stand a little apart, those of a document more.
_LEADING: dict[str, float] = {"prose": 120, "charter": 130}


class CompareText(ReadText):
    """The marked text, as high as it is; what came in is underlined, what was taken out struck through.

    `pieces`, where they were made elsewhere, take the place of `before` and `after`; they are set in `style`.
    """

    def __init__(
        self,
        theme: Theme,
        before: str = "",
        after: str = "",
        pieces: Sequence[Piece] | None = None,
        style: Style = "prose",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._style: Style = "body" if pieces is None else style
        self._pieces = compare(before, after) if pieces is None else list(pieces)
        self.setAccessibleName(self.spoken())
        self._write()

    def spoken(self) -> str:
        """What changed, in words."""
        said = {"in": _("added: {words}"), "out": _("taken out: {words}")}
        return "; ".join(
            said[piece.kind].format(words=piece.text.strip()) for piece in self._pieces if piece.kind in said
        )

    def _fill(self) -> None:
        self.document().setDefaultFont(style_font(self._theme, self._style))
        cursor = QTextCursor(self.document())
        if self._style in _LEADING:
            apart = QTextBlockFormat()
            apart.setLineHeight(_LEADING[self._style], QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.setBlockFormat(apart)
        plain, was_out = self._look("same"), False
        for piece in self._pieces:
            words = piece.text.strip()
            if piece.kind == "same" or not words:
                cursor.insertText(piece.text, self._look(piece.kind))
            else:
                # The marks end where the words end, and words that took the place of others stand apart from them.
                begin = piece.text[: len(piece.text) - len(piece.text.lstrip())]
                cursor.insertText(begin or (" " if was_out and piece.kind == "in" else ""), plain)
                cursor.insertText(words, self._look(piece.kind))
                cursor.insertText(piece.text[len(begin) + len(words) :], plain)
            was_out = piece.kind == "out" and piece.text == piece.text.rstrip()

    def _look(self, kind: Literal["same", "in", "out"]) -> QTextCharFormat:
        t, look = self._theme.tokens, QTextCharFormat()
        strong = kind == "in" or (kind == "same" and self._style in _LEADING)
        look.setForeground(QColor(t.text if strong else t.text2))
        if kind == "in":
            look.setBackground(QColor(t.ins_bg))
            look.setFontUnderline(True)
        elif kind == "out":
            look.setBackground(QColor(t.del_bg))
            look.setFontStrikeOut(True)
        return look
