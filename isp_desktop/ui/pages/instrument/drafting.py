"""What changes a draft: items and sections added, edited, moved and taken out, and the lists of choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.instrument import CONTAINERS, CapacityType, Instrument, Item, Level
from isp_desktop.domain.language import _
from isp_desktop.services.capacity import drafting, instruments
from isp_desktop.services.capacity.drafting import Path, Refused
from isp_desktop.services.capacity.instrument_words import title_of
from isp_desktop.services.taking_back import Undo
from isp_desktop.ui.kit.asking import ReasonDialog
from isp_desktop.ui.kit.dialogs import Dialog
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.instrument.choices_dialog import ChoicesDialog
from isp_desktop.ui.pages.instrument.item_dialog import ItemDialog
from isp_desktop.ui.pages.instrument.reading import Shown


class Drafting(QObject):
    """Every change is made of what was on screen when it began, and saved at once.

    What a colleague's bundle brings meanwhile is not overwritten: both stand beside each other until that is settled.

    Signals:
        changed: a callable that saves something and gives what takes it back, and a sentence on what was done.
        written: something was saved; the path of the item to go to, () for none.
    """

    changed = Signal(object, str)
    written = Signal(object)

    def __init__(self, theme: Theme, store: Store, uid: str, over: QWidget) -> None:
        super().__init__(over)
        self._theme, self._store, self._uid, self._over = theme, store, uid, over
        self._shown: Shown | None = None

    def show(self, shown: Shown) -> None:
        """What is on screen from now on."""
        self._shown = shown

    def _begun(self) -> tuple[Instrument, Sequence[str]] | None:
        """What a change begins with, and its heads; None where nothing can be changed."""
        if self._shown is None or not self._shown.is_editable or self._shown.content is None:
            return None
        return self._shown.content, self._shown.heads

    def add(
        self, after: Path, is_section: bool, *, capacity_type: CapacityType = "", level: Level = ""
    ) -> Dialog | None:
        """Asks for a new item behind the one at `after`, or in it where that is a section; () for the end."""
        begun = self._begun()
        if begun is None:
            return None
        content, heads = begun
        near = drafting.item_at(content, after) if after else None
        if is_section and near is not None and near.kind not in CONTAINERS:
            # A section within a section is made by moving it there; beside an item few want one.
            after = after[:1]
        elif is_section:
            after = ()
        usual = next(iter(content.lists), "")
        item = Item("group", "") if is_section else Item("select_one" if usual else "text", "", list=usual)
        item = _tagged(item, near, capacity_type, level)
        said = _("Section added") if is_section else _("Item added")
        return self._open(item, after, lambda made: self._write(drafting.add(content, made, after), heads, said))

    def edit(self, path: Path) -> Dialog | None:
        """Opens an item to be edited."""
        begun = self._begun()
        item = drafting.item_at(begun[0], path) if begun is not None else None
        if begun is None or item is None:
            return None
        content, heads = begun
        said = _("“{name}” changed").format(name=item.name)
        return self._open(item, path, lambda made: self._write(drafting.change(content, path, made), heads, said))

    def remove(self, path: Path) -> None:
        """Takes an item out, with all that stands in it."""
        begun = self._begun()
        item = drafting.item_at(begun[0], path) if begun is not None and path else None
        if begun is None or item is None:
            return
        content, heads = begun
        said = _("“{name}” taken out").format(name=title_of(item, "", content.default_language))
        self.changed.emit(partial(self._save, lambda: (drafting.remove(content, path), ()), heads), said)

    def move(self, path: Path, step: int) -> None:
        """Moves an item by one place."""
        begun = self._begun()
        if begun is None or not path:
            return
        content, heads = begun
        said = _("“{name}” moved").format(name=path[-1])
        self.changed.emit(partial(self._save, lambda: drafting.move(content, path, step), heads), said)

    def edit_lists(self, language: str) -> Dialog | None:
        """Opens the lists of choices."""
        begun = self._begun()
        if begun is None:
            return None
        content, heads = begun
        dialog = ChoicesDialog(
            self._theme,
            content,
            language,
            lambda made: self._write((made, ()), heads, _("Choices changed")),
            self._over,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def add_language(self) -> ReasonDialog | None:
        """Asks for a further language."""
        begun = self._begun()
        if begun is None:
            return None
        content, heads = begun
        dialog = ReasonDialog(
            self._theme,
            _("Add a language"),
            _("Each item, hint and choice can then be worded in it, too."),
            _("Such as Kiswahili"),
            _("Add it"),
            _("Name the language, then add it."),
            self._over,
            _("Language"),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._add_language(content, dialog.asked(), heads))
        dialog.open()
        return dialog

    def _add_language(self, content: Instrument, language: str, heads: Sequence[str]) -> None:
        said = _("Language added: {name}").format(name=language)
        self.changed.emit(partial(self._save, lambda: (drafting.with_language(content, language), ()), heads), said)

    def fill_menu(self, path: Path, menu: Menu) -> None:
        """What can be done to an item."""
        menu.add(_("Edit"), partial(self.edit, path), "pencil")
        menu.add(_("Add an item here"), partial(self.add, path, False), "plus")
        menu.add(_("Add a section"), partial(self.add, path, True), "layers")
        menu.addSeparator()
        menu.add(_("Move up"), partial(self.move, path, -1), "chevron-up")
        menu.add(_("Move down"), partial(self.move, path, 1), "chevron-down")
        menu.addSeparator()
        menu.add(_("Take out"), partial(self.remove, path), "trash-2", danger=True)

    def _open(self, item: Item, path: Path, keep: Callable[[Item], object]) -> Dialog:
        content = self._shown.content if self._shown is not None else None
        assert content is not None
        dialog = ItemDialog(self._theme, content, path, item, keep, self._over)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _write(self, made: tuple[Instrument, Path], heads: Sequence[str], said: str) -> None:
        if self._begun() is None:
            raise Refused(_("The items cannot be changed any more. Copy what you typed, and see what the page says."))
        self.changed.emit(partial(self._save, lambda: made, heads), said)

    def _save(self, make: Callable[[], tuple[Instrument, Path]], heads: Sequence[str]) -> Undo:
        made, path = make()
        undo = instruments.write(self._store, self._uid, made, heads)
        self.written.emit(path)
        return undo


def _tagged(item: Item, near: Item | None, capacity_type: CapacityType, level: Level) -> Item:
    """A new item with the tags given; else one beside another begins with how that is answered and where it stands."""
    if capacity_type or level:
        return replace(item, capacity_type=capacity_type, level=level)
    if near is None or near.kind in CONTAINERS or item.kind in CONTAINERS:
        return item
    return replace(
        item,
        kind=near.kind,
        list=near.list,
        parameters=near.parameters,
        capacity_type=near.capacity_type,
        level=near.level,
        form=near.form,
        not_applicable=near.not_applicable,
    )
