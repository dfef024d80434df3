"""Markdown source styled as it reads: headings bolder, bold bold, marks muted. The text itself stays what was typed."""

from __future__ import annotations

import re

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from isp_desktop.ui.kit.theme import Theme

_HEADING = re.compile(r"^(#{1,6}\s+)\S.*$")
_LEAD = re.compile(r"^\s*([-*+]|\d+[.)]|>)(?=\s)")
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
# Marks hug their words, and those of underscores stand outside words: "2 * 3 * 4" and "team_check_2" stay plain.
_STRONG = re.compile(r"(\*\*|(?<!\w)__)(?=\S)(.+?)(?<=\S)(?:\1)(?!\w|\*)|(\*\*)(?=\S)(.+?)(?<=\S)\3")
_SLANTED = re.compile(r"(?<![\w*\\])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![\w*])")


class MarkdownLook(QSyntaxHighlighter):
    """Styles a document of Markdown source, in the colours and sizes of the theme that holds."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        theme.changed.connect(self.rehighlight)

    def _muted(self) -> QColor:
        return QColor(self._theme.tokens.text3)

    def _change(self, start: int, length: int, weight: int = 0, slanted: bool = False, muted: bool = False) -> None:
        """Adds to what the characters have already, so that bold words may stand in a heading."""
        for at in range(start, start + length):
            look = QTextCharFormat(self.format(at))
            if weight:
                look.setFontWeight(max(weight, look.fontWeight()))
            if slanted:
                look.setFontItalic(True)
            if muted:
                look.setForeground(self._muted())
            self.setFormat(at, 1, look)

    def _surrounded(self, start: int, end: int, mark: int, weight: int = 0, slanted: bool = False) -> None:
        self._change(start, mark, muted=True)
        self._change(start + mark, end - start - 2 * mark, weight, slanted)
        self._change(end - mark, mark, muted=True)

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        plain = text
        if heading := _HEADING.match(text):
            self._change(0, len(text), weight=QFont.Weight.DemiBold)
            self._change(0, len(heading[1]), muted=True)
        elif lead := _LEAD.match(text):
            self._change(lead.start(1), len(lead[1]), muted=True)
            plain = " " * lead.end() + text[lead.end() :]
        for code in _CODE.finditer(plain):
            self._change(code.start(), len(code[0]), muted=True)
            plain = plain[: code.start()] + "\0" * len(code[0]) + plain[code.end() :]
        for strong in _STRONG.finditer(plain):
            self._surrounded(strong.start(), strong.end(), 2, weight=QFont.Weight.DemiBold)
        for slanted in _SLANTED.finditer(plain):
            self._surrounded(slanted.start(), slanted.end(), 1, slanted=True)
