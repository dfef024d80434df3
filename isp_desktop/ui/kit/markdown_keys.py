"""Small edits of Markdown source at the cursor: bold, italic, lists, headings. Each is one step of undo."""

from __future__ import annotations

import re

from PySide6.QtGui import QTextCursor

_ITEM = re.compile(r"^(\s*)([-*]|\d+\.)\s+(.*)$")
_MARKS = re.compile(r"^(#{1,6}\s+|[-*]\s+|\d+\.\s+|>\s+)")


def surround(cursor: QTextCursor, mark: str) -> None:
    """Puts `mark` around the selection, or around the cursor; takes it away where it already stands."""
    text = cursor.selectedText()
    cursor.beginEditBlock()
    if len(text) >= 2 * len(mark) and text.startswith(mark) and text.endswith(mark):
        cursor.insertText(text[len(mark) : -len(mark)])
    else:
        cursor.insertText(f"{mark}{text}{mark}")
        if not text:
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, len(mark))
    cursor.endEditBlock()


def mark_lines(cursor: QTextCursor, mark: str) -> None:
    """Begins each selected line with `mark` ("- ", "1. ", "## "); takes it away where all have it. Empty lines stay."""
    document = cursor.document()
    first = document.findBlock(cursor.selectionStart()).blockNumber()
    last = document.findBlock(cursor.selectionEnd()).blockNumber()
    texts = {number: document.findBlockByNumber(number).text() for number in range(first, last + 1)}
    chosen = [number for number, text in texts.items() if text.strip() or first == last]
    take_away = all(texts[number].startswith(mark) for number in chosen)
    cursor.beginEditBlock()
    for number in chosen:
        block = document.findBlockByNumber(number)
        at = QTextCursor(block)
        if (old := _MARKS.match(block.text())) is not None:
            at.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, len(old[0]))
        at.insertText("" if take_away else mark)
    cursor.endEditBlock()


def continue_list(cursor: QTextCursor) -> bool:
    """Enter inside a list: begins the next item, or ends the list at an empty one. False where there is no list."""
    item = _ITEM.match(cursor.block().text())
    if item is None or cursor.hasSelection():
        return False
    indent, sign, words = item.groups()
    cursor.beginEditBlock()
    if words.strip():
        following = sign if sign in "-*" else f"{int(sign[:-1]) + 1}."
        cursor.insertText(f"\n{indent}{following} ")
    else:
        # An empty line ends a list in Markdown; without it the next words would belong to the last item.
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText("\n")
    cursor.endEditBlock()
    return True
