"""Signs typed into longer text that offer something: "@" people, "#" activities, "!" a commitment to the line's end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit

from isp_desktop.ui.kit.finder import Finder, Option
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme

_LIMIT = 7
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEEP = QTextCursor.MoveMode.KeepAnchor
# Who looks something up in another window comes back to the same line.
_BACK_SOON = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


def _nothing() -> None:
    """For what needs no taking back."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What an offer became: the words that stand for it in the text; how all else of it is taken back, and redone."""

    text: str
    undo: Callable[[], None] = _nothing
    redo: Callable[[], None] = _nothing


@dataclass(frozen=True, slots=True)
class Trigger:
    """A sign that offers something.

    Attributes:
        pattern: ends at the cursor; its group 1 begins with the sign, its group 2 are the words asked for.
        find: what is offered for words; nothing closes the list.
        take: makes an option true. Gets whether it stands within a line that another trigger goes on to the end of.
        people: options are people, shown with their initials.
        whole_line: it goes to the end of the line, is taken when the line is left, and needs its sign to be typed.
        take_less: what Shift+Enter makes of an option and the words asked for, where that is less than `take` does.
        foot: stands under the options, outside of a line that another trigger goes on to the end of.
    """

    pattern: re.Pattern[str]
    find: Callable[[str, int], Sequence[Option]]
    take: Callable[[Option, str, bool], Taken | None]
    people: bool = False
    whole_line: bool = False
    take_less: Callable[[Option, str], Taken] | None = None
    foot: str = ""


class _AtCursor(Finder):
    """The list under the line in which the cursor stands."""

    def __init__(self, theme: Theme, people: bool, paper: QTextEdit) -> None:
        super().__init__(theme, people, paper)
        self._paper = paper
        self.foot = Label(theme, "", "caption", "text2")
        self.foot.setContentsMargins(8, 2, 8, 2)
        self.foot.hide()
        column = self.layout()
        if column is not None:
            column.setSpacing(0)
            column.addWidget(self.foot)

    def offer_with(self, options: Sequence[Option], foot: str) -> None:
        """Shows `options`, and under them `foot`, unless that is ""."""
        self.foot.setText(foot)
        self.foot.setVisible(bool(foot))
        self.offer(options)

    def _place(self, count: int) -> None:
        super()._place(count)
        window, at = self._paper.window(), self._paper.cursorRect()
        under = self._paper.viewport().mapTo(window, at.bottomLeft() + QPoint(0, 6))
        over = self._paper.viewport().mapTo(window, at.topLeft()).y() - self.height() - 6
        wanted = max(self._theme.px(460), self._list.sizeHintForColumn(0) + 12)
        width = min(wanted, window.width() - 16)
        more = 0 if self.foot.isHidden() else self.foot.sizeHint().height()
        y = under.y() if under.y() + self.height() + more < window.height() - 4 else max(4, over - more)
        self.setGeometry(max(4, min(under.x(), window.width() - width - 4)), y, width, self.height() + more)


@dataclass(slots=True)
class _Token:
    """A sign in the text with the words after it; positions count from the beginning of the document."""

    trigger: Trigger
    start: int
    end: int
    words: str


class Completion(QObject):
    """Watches what is typed into `paper`. Enter or Tab takes the lit offer, Shift+Enter less of it, where there is less
    to take; Esc leaves the sign as plain text.

    What was taken is undone with the words that stand for it, when Ctrl+Z takes these back; words that are deleted
    otherwise leave it as it is.
    """

    def __init__(self, theme: Theme, paper: QTextEdit, triggers: Sequence[Trigger]) -> None:
        super().__init__(paper)
        self._theme, self._paper, self._triggers = theme, paper, triggers
        self._finders: dict[bool, _AtCursor] = {}
        self._token: _Token | None = None
        self._typed = self._acting = False
        self._refused: QTextCursor | None = None
        self._begun: QTextCursor | None = None
        self._done: list[tuple[int, Taken]] = []
        self._undone: list[tuple[int, Taken]] = []
        paper.installEventFilter(self)
        paper.textChanged.connect(self._on_text)
        paper.cursorPositionChanged.connect(self._on_moved)
        paper.document().undoCommandAdded.connect(self._undone.clear)

    def forget(self) -> None:
        """Another text is shown: nothing of the one before can be taken or undone."""
        self._done.clear()
        self._undone.clear()
        self._refused = self._begun = None
        self._hide()

    def end_line(self) -> None:
        """The text is left or saved: a commitment that is being typed is one."""
        token = self._line_token()
        if token is not None:
            self._take(token, None)
        self._begun = None
        self._hide()

    def _on_text(self) -> None:
        self._follow_undo()
        if self._acting:
            return
        typed, self._typed = self._typed, False
        if typed:
            self._look()
        else:
            self._hide()

    def _on_moved(self) -> None:
        if self._acting or self._typed:
            return
        token = self._token
        if token and not token.start < self._paper.textCursor().position() <= token.end:
            self._hide()

    def _follow_undo(self) -> None:
        steps = self._paper.document().availableUndoSteps()
        while self._done and steps < self._done[-1][0]:
            self._undone.append(self._done.pop())
            self._undone[-1][1].undo()
        while self._undone and steps >= self._undone[-1][0]:
            self._done.append(self._undone.pop())
            self._done[-1][1].redo()

    def _before(self) -> tuple[str, int]:
        """The text of the line before the cursor, and where the line begins."""
        cursor = self._paper.textCursor()
        return cursor.block().text()[: cursor.positionInBlock()], cursor.block().position()

    def _look(self) -> None:
        before, origin = self._before()
        if before.endswith("!"):
            self._mark(before, origin)
        for token in self._tokens(before, origin):
            if options := token.trigger.find(token.words, _LIMIT):
                self._show(token, options)
                return
        self._hide()

    def _mark(self, before: str, origin: int) -> None:
        """Remembers that the sign of a whole line was typed here: one read from the disk is no new commitment."""
        if any(one.whole_line and one.pattern.search(f"{before} x") for one in self._triggers):
            self._begun = self._cursor_at(origin + len(before) - 1)

    def _cursor_at(self, position: int) -> QTextCursor:
        cursor = QTextCursor(self._paper.document())
        cursor.setPosition(position)
        cursor.setKeepPositionOnInsert(True)
        return cursor

    def _tokens(self, before: str, origin: int) -> list[_Token]:
        """The signs that are open at the cursor, the nearest first."""
        found = []
        for trigger in self._triggers:
            if trigger.whole_line:
                found += [token] if (token := self._line_token()) else []
            elif match := trigger.pattern.search(before):
                start = origin + match.start(1)
                if self._refused is None or self._refused.position() != start:
                    found.append(_Token(trigger, start, origin + len(before), match[2]))
        return sorted(found, key=lambda token: -token.start)

    def _line_token(self) -> _Token | None:
        """The line that is being typed after the sign of a whole line."""
        begun, cursor = self._begun, self._paper.textCursor()
        trigger = next((one for one in self._triggers if one.whole_line), None)
        if begun is None or trigger is None or begun.block() != cursor.block():
            return None
        block = begun.block()
        text = block.text()
        words = text[begun.positionInBlock() :]
        if not words.startswith("!") or not words[1:].strip() or cursor.position() <= begun.position():
            return None
        return _Token(trigger, begun.position(), block.position() + len(text), words[1:].strip())

    def _finder(self, people: bool) -> _AtCursor:
        if people not in self._finders:
            made = _AtCursor(self._theme, people, self._paper)
            made.taken.connect(self._on_clicked)
            self._finders[people] = made
        return self._finders[people]

    def _show(self, token: _Token, options: Sequence[Option]) -> None:
        self._hide()
        self._token = token
        within = not token.trigger.whole_line and self._line_token() is not None
        self._finder(token.trigger.people).offer_with(options, "" if within else token.trigger.foot)
        self._tell()

    def _tell(self) -> None:
        """The lit offer, for screen readers."""
        lit = self._lit()
        foot = self._finder(self._token.trigger.people).foot.text() if self._token else ""
        words = (f"{lit.title} {lit.detail}".strip(), foot) if lit else ()
        self._paper.setAccessibleDescription(". ".join(part for part in words if part))

    def _hide(self) -> None:
        self._token = None
        for finder in self._finders.values():
            finder.hide()
        if self._finders:
            self._paper.setAccessibleDescription("")

    def _lit(self) -> Option | None:
        return self._finder(self._token.trigger.people).lit() if self._token else None

    def _on_clicked(self, option: Option) -> None:
        if self._token is not None:
            self._take(self._token, option)

    def _take(self, token: _Token, option: Option | None, less: bool = False) -> None:
        within = self._line_token() if not token.trigger.whole_line else None
        self._hide()
        self._acting = True
        asked = option or Option("", "")
        try:
            if less and token.trigger.take_less is not None:
                taken: Taken | None = token.trigger.take_less(asked, token.words)
            else:
                taken = token.trigger.take(asked, token.words, within is not None)
            if taken is not None:
                self._put(token, taken)
        finally:
            self._acting = False
        if token.trigger.whole_line:
            self._begun = None

    def _put(self, token: _Token, taken: Taken) -> None:
        cursor = QTextCursor(self._paper.document())
        cursor.setPosition(token.start)
        cursor.setPosition(token.end, _KEEP)
        cursor.beginEditBlock()
        cursor.insertText(taken.text)
        cursor.endEditBlock()
        self._paper.setTextCursor(cursor)
        self._done.append((self._paper.document().availableUndoSteps(), taken))

    def _on_key(self, event: QKeyEvent) -> bool:
        """Whether the key is used up."""
        key, token, lit = event.key(), self._token, self._lit()
        if token is not None and lit is not None and token.trigger.take_less and _is_shift_enter(event):
            self._take(token, lit, less=True)
            return True
        if token is not None and lit is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._finder(token.trigger.people).move_by(1 if key == Qt.Key.Key_Down else -1)
                self._tell()
                return True
            if key == Qt.Key.Key_Escape:
                self._refuse(token)
                return True
            if key in (*_ENTER, Qt.Key.Key_Tab):
                self._take(token, lit)
                # A line ends with Enter; a name or an activity is followed by more of the line.
                return not (token.trigger.whole_line and key in _ENTER)
        if key in _ENTER and not event.modifiers() and (line := self._line_token()) is not None:
            self._take(line, None)
        self._typed = _types(event)
        return False

    def _refuse(self, token: _Token) -> None:
        if token.trigger.whole_line:
            self._begun = None
        else:
            self._refused = self._cursor_at(token.start)
        self._hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self._paper.isReadOnly():
            return self._on_key(event)
        if event.type() == QEvent.Type.InputMethod:
            self._typed = True
        elif isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if event.reason() in _BACK_SOON:
                self._hide()
            else:
                self.end_line()
        return False


def _is_shift_enter(event: QKeyEvent) -> bool:
    bare = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in _ENTER and bare == Qt.KeyboardModifier.ShiftModifier


def _types(event: QKeyEvent) -> bool:
    """Whether a key puts a letter into the text or takes one away; "@" comes with Ctrl and Alt on some keyboards."""
    command = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    plain = not command or event.modifiers() & Qt.KeyboardModifier.AltModifier
    text = event.text()
    return bool(plain and ((text and text.isprintable()) or event.key() == Qt.Key.Key_Backspace))
