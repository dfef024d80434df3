"""The card with all items of an instrument, in a language, and what changes them in a draft."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.instrument import CONTAINERS, UNASKED, Instrument, Item, text_in, walk
from isp_desktop.domain.language import _, counted
from isp_desktop.services.capacity import instrument_words as words
from isp_desktop.services.capacity.drafting import Path
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.choosing import ChoosingButton
from isp_desktop.ui.kit.empty import EmptyLine
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.rows import RowsModel, fetch_from
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.wrapped_rows import Line, WrappedDelegate, WrappedRow

_ICONS = {"group": "layers", "repeat": "repeat"}
_BETWEEN = "/"


class ItemsCard(Panel):
    """The items as a list to walk through; in a draft Enter edits, Delete takes out, Alt with an arrow moves.

    Attributes:
        language_button: says and chooses the language; for the head of the page.
        list: the rows, whose uids are paths with "/" between the names.

    Signals:
        edit_asked, remove_asked: the path of an item.
        move_asked: the path of an item, and -1 for up, 1 for down.
        add_asked: the path behind which it goes, () for the end, and whether it is a section.
        lists_asked: the lists of choices are to be edited.
        menu_asked: the path of an item, and a point of the screen.
    """

    edit_asked = Signal(object)
    remove_asked = Signal(object)
    move_asked = Signal(object, int)
    add_asked = Signal(object, bool)
    lists_asked = Signal()
    menu_asked = Signal(object, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(2, 14), parent=parent)
        self._instrument: Instrument | None = None
        self._edits = False
        self._only: Collection[Path] | None = None
        # What was chosen, and what is shown.
        self._language = self._spoken = ""
        head = CardHead(theme, _("Items"))
        head.setContentsMargins(theme.px(14), 0, theme.px(8), 0)
        self.language_button = ChoosingButton(theme, _("Main language"), _("Language: {name}"), "languages")
        self.lists_button = Button(theme, _("Choices"), icon="list")
        self.section_button = Button(theme, _("Add a section"), icon="layers")
        self.add_button = Button(theme, _("Add an item"), icon="plus")
        self.language_button.setObjectName("language")
        named = {
            "lists": self.lists_button,
            "add_section": self.section_button,
            "add_item": self.add_button,
        }
        for name, button in named.items():
            button.setObjectName(name)
            head.add_action(button)
        self.narrowed = EmptyLine(theme, "", _("Show all items"))
        self.narrowed.setContentsMargins(theme.px(14), 0, theme.px(8), 0)
        self.nothing = EmptyLine(theme, _("It asks nothing yet."), _("Add an item"))
        self.nothing.setContentsMargins(theme.px(14), 0, theme.px(8), 0)
        self.list = RowList(theme, RowsModel(fetch_from([])), _("Items"))
        self.list.setObjectName("items")
        self.list.setItemDelegate(WrappedDelegate(theme, self.list))
        for part in (head, self.narrowed, self.nothing):
            self.column.addWidget(part)
        self.column.addWidget(self.list, 1)
        self.narrowed.hide()
        self._connect()

    def _connect(self) -> None:
        self.language_button.chosen.connect(self.speak)
        self.lists_button.clicked.connect(self.lists_asked)
        self.section_button.clicked.connect(lambda: self.add_asked.emit(self.current(), True))
        self.add_button.clicked.connect(lambda: self.add_asked.emit(self.current(), False))
        self.nothing.begun.connect(lambda: self.add_asked.emit((), False))
        self.narrowed.begun.connect(lambda: self.narrow_to(None, ""))
        self.list.opened.connect(self._open)
        self.list.menu_asked.connect(lambda uid, spot: self.menu_asked.emit(path_of(uid), spot))
        self._on_keys("Alt+Up", lambda: self.move_asked.emit(self.current(), -1))
        self._on_keys("Alt+Down", lambda: self.move_asked.emit(self.current(), 1))
        self._on_keys("Delete", lambda: self.remove_asked.emit(self.current()))
        self._on_keys("Insert", lambda: self.add_asked.emit(self.current(), False))

    def _open(self, uid: str) -> None:
        if self._edits:
            self.edit_asked.emit(path_of(uid))

    def _on_keys(self, keys: str, act: Callable[[], object]) -> None:
        """A key on the list, while there is something to edit."""

        def press() -> None:
            if self._edits:
                act()

        QShortcut(QKeySequence(keys), self.list, press, context=Qt.ShortcutContext.WidgetShortcut)

    def current(self) -> Path:
        """The path of the current item; () for none."""
        uid = self.list.current_uid()
        return path_of(uid) if uid else ()

    @property
    def language(self) -> str:
        """The one that is shown."""
        if self._instrument is None or self._language in self._instrument.languages:
            return self._language
        return self._instrument.default_language

    def show_instrument(self, instrument: Instrument, edits: bool) -> None:
        """Shows its items; the current one stays current. `edits`: they may be changed."""
        if (instrument, edits, self.language) == (self._instrument, self._edits, self._spoken):
            # The place in the list stays, however often something else is saved.
            return
        self._instrument, self._edits = instrument, edits
        self._spoken = self.language
        several = instrument.languages if len(instrument.languages) > 1 else ()
        named = [(one, one or _("Without a name")) for one in several]
        self.language_button.show_choices(named, self.language)
        for button in (self.section_button, self.add_button):
            button.setVisible(edits)
        self.lists_button.setVisible(edits)
        self._show_rows()

    def speak(self, language: str) -> None:
        """Shows the items in another language; in the main one for ""."""
        self._language = language or (self._instrument.default_language if self._instrument else "")
        if self._instrument is not None:
            self.show_instrument(self._instrument, self._edits)

    def narrow_to(self, paths: Collection[Path] | None, told: str) -> None:
        """Shows these items alone, and says which they are; all for None."""
        self._only = paths
        self.narrowed.set_text(told)
        self.narrowed.setVisible(paths is not None)
        self._show_rows()

    def select(self, path: Path) -> None:
        """Makes an item the current one, also one far down, or one that is not among those shown alone."""
        if self._only is not None and path not in self._only:
            self.narrow_to(None, "")
        uid, model = uid_of(path), self.list.rows()
        while model.number_of(uid) < 0 and model.canFetchMore(self.list.rootIndex()):
            model.fetchMore(self.list.rootIndex())
        self.list.select(uid)

    def _show_rows(self) -> None:
        instrument = self._instrument
        if instrument is None:
            return
        held = self.current()
        shown = [
            _row(instrument, path, item, self.language)
            for path, item in walk(instrument.items)
            if self._only is None or path in self._only
        ]
        self.nothing.setVisible(not instrument.items)
        self.list.setVisible(bool(instrument.items))
        self.list.rows().set_fetch(fetch_from(shown))
        if held:
            self.select(held)


def uid_of(path: Path) -> str:
    """The uid of an item's row."""
    return _BETWEEN.join(path)


def path_of(uid: str) -> Path:
    """The path of the item of a row."""
    return tuple(uid.split(_BETWEEN))


def _row(instrument: Instrument, path: Path, item: Item, language: str) -> WrappedRow:
    heads = item.kind in CONTAINERS
    return WrappedRow(
        uid=uid_of(path),
        title=words.title_of(item, language, instrument.default_language),
        date=item.name,
        lines=tuple(_lines(instrument, item, language)),
        depth=len(path) - 1,
        heads=heads,
    )


def _lines(instrument: Instrument, item: Item, language: str) -> Iterator[Line]:
    if hint := text_in(item.hint, language, instrument.default_language):
        yield Line(hint, "info")
    if item.kind not in CONTAINERS:
        yield Line(words.scale_words(instrument, item, language), "list")
    else:
        inside = sum(one.kind not in UNASKED for _path, one in walk(item.children))
        told = counted("{n} item", "{n} items", inside)
        yield Line(_("{kind}: {items}").format(kind=_(words.KINDS[item.kind]), items=told), _ICONS[item.kind])
    if tags := words.tag_words(item):
        yield Line(tags, "tag")
    for told in words.condition_words(item):
        yield Line(told, "route")
