"""What editors that find by typing share: the line, the list under it, and the keys between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.fields import Editor, FieldFrame, PlainLine
from isp_desktop.ui.kit.finder import Find, Finder, Make, Option
from isp_desktop.ui.kit.nouns import noun
from isp_desktop.ui.kit.theme import Theme

_LIMIT = 8


class FindingEditor(Editor):
    """A line in a frame with a list of what was found under it."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        placeholder: str,
        icon: str,
        find: Find | None,
        make: Make | None,
        called: str,
        parent: QWidget | None,
    ) -> None:
        super().__init__(theme, label, parent)
        self._find, self._make, self._called = find, make, called
        self._finder: Finder | None = None
        self.line = PlainLine(theme, placeholder)
        self.frame = FieldFrame(theme, icon)
        self.frame.watch(self.line)
        self._adopt(self.frame, self.line)
        self.line.textEdited.connect(self._search)

    def _search(self) -> None:
        words = self.line.text().strip()
        if self._find is None:
            return
        held = set(self._held())
        options = [option for option in self._find(words, _LIMIT) if option.uid not in held]
        same = any(option.title.casefold() == words.casefold() for option in options)
        if words and self._make is not None and not same:
            options.append(Option("", _("Add “{words}” as a new {kind}").format(words=words, kind=noun(self._called))))
        self._finder_of().offer(options)

    def _finder_of(self) -> Finder:
        if self._finder is None:
            self._finder = Finder(self._theme, self._called == "Person", self.frame)
            self._finder.taken.connect(self._take)
        return self._finder

    def _take(self, option: Option) -> None:
        chosen: Option | None = option
        if not option.uid and self._make is not None:
            chosen = self._make(self.line.text().strip())
        if self._finder is not None:
            self._finder.hide()
        if chosen is not None:
            self._accept(chosen)

    def _held(self) -> Sequence[str]:
        """The uids that are chosen already and need no offer."""
        return ()

    def _accept(self, option: Option) -> None:
        raise NotImplementedError

    def _on_left(self) -> None:
        if self._finder is not None:
            self._finder.hide()

    def _on_key(self, event: QKeyEvent) -> bool:
        """Whether the key was used up."""
        finder, key = self._finder, event.key()
        shown = finder is not None and finder.isVisible()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if finder is not None and shown:
                finder.move_by(1 if key == Qt.Key.Key_Down else -1)
            else:
                self._search()
            return True
        if key == Qt.Key.Key_Escape and finder is not None and shown:
            finder.hide()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and finder is not None:
            lit = finder.lit()
            if lit is not None:
                self._take(lit)
                return True
        return False

    def set_read_only(self, fixed: bool) -> None:
        super().set_read_only(fixed)
        self.line.setReadOnly(fixed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self.line:
            return not self._fixed and self._on_key(event)
        return super().eventFilter(watched, event)
